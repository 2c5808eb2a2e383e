import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { runProgram } from '@deskbook/cli';
import type { ExitCode, Terminal } from '@deskbook/cli';

/** A folder that lasts as long as the tests of a file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'deskbook-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of what `init` makes, to do with as a test likes. */
export function starterIn(folder: string, name = 'desk'): string {
  const path = join(folder, name);
  cpSync(join(import.meta.dirname, '..', 'starter'), path, { recursive: true });
  return path;
}

export interface Printed {
  readonly code: ExitCode;
  readonly out: string;
  readonly notes: string;
  readonly progress: readonly (string | null)[];
}

/** Runs `deskbook …` in this process and keeps what it prints. */
export async function deskbook(
  parameters: readonly string[],
  terminal: Partial<Pick<Terminal, 'interactive' | 'colour'>> = {},
): Promise<Printed> {
  const out: string[] = [];
  const notes: string[] = [];
  const progress: (string | null)[] = [];
  const code = await runProgram(parameters, (colour) => ({
    out: (text) => void out.push(text),
    note: (text) => void notes.push(text),
    progress: (text) => void progress.push(text),
    interactive: terminal.interactive ?? false,
    colour: colour ?? terminal.colour ?? false,
    width: 100,
  }));
  return { code, out: out.join(''), notes: notes.join(''), progress };
}

/** What JSON Lines say, line by line. */
export function linesOf(out: string): readonly { readonly [name: string]: unknown }[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { readonly [name: string]: unknown });
}
