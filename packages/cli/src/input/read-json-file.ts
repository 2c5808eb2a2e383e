import { readFileSync } from 'node:fs';
import type { JsonObject } from '@deskbook/policies';
import { WrongUse } from '../output/exit-code.ts';

/** Reads a file the command line names; `-` is standard input. */
export function readTextFile(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new WrongUse(unreadable[code]?.(path) ?? `can't read ${path}: ${code}`);
  }
}

/** The mistakes people make with files, in their words. */
const unreadable: { readonly [code: string]: (path: string) => string } = {
  ENOENT: (path) => `there is no file ${path}`,
  EISDIR: (path) => `${path} is a folder, and a file is wanted`,
  EACCES: (path) => `${path} may not be read`,
};

/** Parses JSON the command line names, and says where it breaks. */
export function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new WrongUse(`${path} is not JSON: ${error instanceof Error ? error.message : 'unknown error'}`);
  }
}

/** Parses a JSON object the command line gives. */
export function parseJsonObject(text: string, path: string): JsonObject {
  const value = parseJson(text, path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WrongUse(`${path} is not a JSON object`);
  }
  return value as JsonObject;
}
