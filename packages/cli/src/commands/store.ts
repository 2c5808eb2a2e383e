import { existsSync } from 'node:fs';
import { backUpStore, compactStore, StoreError, verifyStoreFile } from '@deskbook/core/journal';
import type { CommandInput, RunCommand } from '../command-input.ts';
import { textOption } from '../input/text-option.ts';
import { exitCode, WrongUse } from '../output/exit-code.ts';
import type { ExitCode } from '../output/exit-code.ts';
import { paint } from '../output/paint.ts';
import { printJson } from '../output/print-json.ts';

/** What `store` does with a file. */
type StoreWork = (path: string, input: CommandInput) => Promise<ExitCode>;

/** `store backup`, `store verify` and `store compact`: the file a desk keeps everything in. */
export const store: RunCommand = async (input) => {
  const [what, path] = input.parameters.map(String) as [string, string];
  const work = Object.hasOwn(works, what) ? works[what] : undefined;
  if (work === undefined) throw new WrongUse(`store does not know ${what}`, 'it can `backup`, `verify` and `compact`');
  if (work !== backup && input.parameters[2] !== undefined)
    throw new WrongUse(`store ${what} takes one file`, 'only `store backup` writes into another');
  if (!existsSync(path)) throw new WrongUse(`there is no store at ${path}`, '`deskbook run` makes one');
  try {
    return await work(path, input);
  } catch (error) {
    if (error instanceof StoreError)
      throw new WrongUse(error.message, error.code === 'locked' ? 'wait for the desk, or stop it' : null);
    throw error;
  }
};

const backup: StoreWork = async (path, { parameters, options, terminal }) => {
  const into = textOption(parameters[2]);
  if (into === undefined) throw new WrongUse('where to is missing', 'name the file after the store');
  const made = await backUpStore(path, into);
  if (options['format'] === 'json') printJson(terminal, made);
  else terminal.out(`${paint(terminal.colour).good('copied')} to ${made.path}, ${size(made.bytes)}\n`);
  return exitCode.fine;
};

const verify: StoreWork = async (path, { options, terminal }) => {
  const found = await verifyStoreFile(path);
  const { good, bad } = paint(terminal.colour);
  if (options['format'] === 'json') printJson(terminal, found);
  else if (found.ok)
    terminal.out(`${good('intact:')} the file, and ${found.entries} entries in ${found.streams} chains\n`);
  else if (found.stream === null) terminal.out(`${bad('damaged:')} ${found.problem}\n`);
  else terminal.out(`${bad('not intact:')} ${found.stream} at entry ${found.sequence}: ${found.problem}\n`);
  return found.ok ? exitCode.fine : exitCode.findings;
};

const compact: StoreWork = async (path, { options, terminal }) => {
  const done = await compactStore(path);
  if (options['format'] === 'json') printJson(terminal, done);
  else terminal.out(`${size(done.before)} before, ${size(done.after)} now\n`);
  return exitCode.fine;
};

const works: { readonly [what: string]: StoreWork } = { backup, verify, compact };

const size = (bytes: number): string =>
  bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(0)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
