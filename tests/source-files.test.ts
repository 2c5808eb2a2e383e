import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inRoot } from './scene/deskbook.ts';

const packages = inRoot('packages');
const files = readdirSync(packages)
  .flatMap((name) => readdirSync(join(packages, name, 'src'), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name));

const shown = (path: string): string => relative(packages, path);

describe('a reader sees what a file is for', () => {
  test('there are files', () => expect(files.length).toBeGreaterThan(100));

  test('no file is longer than 400 lines', () => {
    const long = files.filter((path) => readFileSync(path, 'utf8').split('\n').length > 401);
    expect(long.map(shown)).toEqual([]);
  });

  test('no file or folder is a drawer for everything', () => {
    const drawers = /(^|\/)(utils?|helpers?|common|types|misc|shared|manager)(\/|\.)/;
    expect(files.map(shown).filter((path) => drawers.test(path))).toEqual([]);
  });

  test('files are named in kebab-case', () => {
    const named = /^[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.ts$/;
    expect(files.filter((path) => !named.test(basename(path))).map(shown)).toEqual([]);
  });

  test('nothing generates code or silences the type checker', () => {
    const forbidden = /\beval\s*\(|new Function\b|\bas any\b|@ts-(ignore|expect-error|nocheck)/;
    expect(files.filter((path) => forbidden.test(readFileSync(path, 'utf8'))).map(shown)).toEqual([]);
  });
});
