import { join } from 'node:path';
import { runProgram } from '@deskbook/cli';
import type { ExitCode } from '@deskbook/cli';

/** The top of the repository, from which commands are written as the documentation writes them. */
export const root = join(import.meta.dirname, '..', '..');

/** What a command printed, and how it ended. */
export interface Printed {
  readonly code: ExitCode;
  readonly out: string;
  readonly notes: string;
}

/** Runs `deskbook …` in this process, printing into texts. */
export async function deskbook(...parameters: readonly string[]): Promise<Printed> {
  const out: string[] = [];
  const notes: string[] = [];
  const terminal = {
    out: (text: string) => void out.push(text),
    note: (text: string) => void notes.push(text),
    interactive: false,
    colour: false,
    width: 100,
  };
  const code = await runProgram(parameters, (colour) => ({ ...terminal, colour: colour === true }));
  return { code, out: out.join(''), notes: notes.join('') };
}

/** The same with `--format json`, read. */
export async function deskbookJson(
  ...parameters: readonly string[]
): Promise<{ readonly code: ExitCode; readonly json: unknown; readonly notes: string }> {
  const { code, out, notes } = await deskbook(...parameters, '--format', 'json');
  return { code, json: JSON.parse(out) as unknown, notes };
}

/** A path of the repository. */
export function inRoot(...parts: readonly string[]): string {
  return join(root, ...parts);
}
