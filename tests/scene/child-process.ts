import { spawn } from 'node:child_process';
import { inRoot, root } from './deskbook.ts';

/** How a process of its own ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly notes: string;
}

/** How a process is run. `kill` looks at what it has printed so far and may end it. */
export interface ChildOptions {
  readonly input?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly kill?: (out: string) => NodeJS.Signals | null;
  /** Closes the pipe before anything is read. */
  readonly stopReading?: boolean;
}

/** Runs a file of this repository from source in a process of its own. */
export function runFile(path: string, parameters: readonly string[], options: ChildOptions = {}): Promise<Ended> {
  const child = spawn(process.execPath, ['--conditions=@deskbook/source', inRoot(path), ...parameters], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', ...options.environment },
  });
  let out = '';
  let notes = '';
  let killed = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    const signal = killed ? null : (options.kill?.(out) ?? null);
    if (signal === null) return;
    killed = true;
    child.kill(signal);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (notes += text));
  if (options.stopReading === true) child.stdout.destroy();
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, out, notes }));
  });
}

/** Runs `deskbook …` in a process of its own. */
export function deskbookProcess(parameters: readonly string[], options: ChildOptions = {}): Promise<Ended> {
  return runFile('packages/cli/src/main.ts', parameters, options);
}
