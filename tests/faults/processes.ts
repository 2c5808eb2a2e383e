import { type ChildProcess, spawn } from 'node:child_process';
import { inRoot, root } from '../scene/deskbook.ts';

/** A process that somebody does something to. */
export interface Victim {
  readonly process: ChildProcess;
  /** What it has printed so far, by lines. */
  readonly lines: () => readonly string[];
  readonly notes: () => string;
  /** Resolves once it has printed so many lines, or has ended. */
  readonly printed: (lines: number) => Promise<void>;
  /** How it ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** Runs a file of this repository from source. */
export function startFile(path: string, parameters: readonly string[]): Victim {
  return startProcess(process.execPath, ['--conditions=@deskbook/source', inRoot(path), ...parameters]);
}

/** Runs a program. */
export function startProcess(program: string, parameters: readonly string[]): Victim {
  const child = spawn(program, parameters, { cwd: root, env: { ...process.env, NO_COLOR: '1' } });
  let out = '';
  let notes = '';
  let looks: readonly (() => void)[] = [];
  const look = (): void => {
    for (const each of looks) each();
  };
  const lines = (): readonly string[] => out.split('\n').slice(0, -1);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (notes += text));
  let over = false;
  const ended = new Promise<Awaited<Victim['ended']>>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      over = true;
      resolve({ code, signal });
      look();
    });
  });
  return {
    process: child,
    lines,
    notes: () => notes,
    ended,
    printed: (count) =>
      new Promise((resolve) => {
        looks = [...looks, () => void ((over || lines().length >= count) && resolve())];
        look();
      }),
  };
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
