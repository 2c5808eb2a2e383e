import { check } from '@deskbook/dsl/check';
import type { Checked } from '@deskbook/dsl/check';
import type { Bundle } from '@deskbook/dsl/bundle';
import { formatPretty } from '@deskbook/dsl/diagnostics';
import { FolderError, readBundleFolder } from '@deskbook/dsl/load';
import { parse } from '@deskbook/dsl/syntax';
import type { SourceText, Syntax } from '@deskbook/dsl/syntax';
import { BrokenBundle, WrongUse } from '../output/exit-code.ts';
import { wholeLines } from '../output/whole-lines.ts';
import type { Terminal } from '../output/terminal.ts';

/** A bundle folder, read and checked; errors stop whoever only wanted to use it. */
export interface OpenedBundle {
  readonly folder: string;
  readonly texts: readonly SourceText[];
  readonly syntax: Syntax;
  readonly checked: Checked;
  readonly bundle: Bundle;
}

/** Reads and checks a folder without judging it. */
export async function checkFolder(folder: string): Promise<Pick<OpenedBundle, 'texts' | 'syntax' | 'checked'>> {
  const texts = await readFolder(folder);
  const syntax = parse(texts);
  return { texts, syntax, checked: check(syntax) };
}

async function readFolder(folder: string): Promise<readonly SourceText[]> {
  try {
    return await readBundleFolder(folder);
  } catch (error) {
    if (error instanceof FolderError)
      throw new WrongUse(error.message, 'a bundle is a folder that holds a file with `kind: bundle`');
    throw error;
  }
}

/** Opens a bundle to work with it: what `lint` would call an error is printed, and nothing is done. */
export async function openBundleFolder(folder: string, terminal: Terminal): Promise<OpenedBundle> {
  const { texts, syntax, checked } = await checkFolder(folder);
  if (checked.bundle) return { folder, texts, syntax, checked, bundle: checked.bundle };
  const errors = checked.diagnostics.filter(({ severity }) => severity === 'error');
  terminal.note(`${wholeLines(formatPretty(errors, texts, { color: terminal.colour, folder }))}\n`);
  throw new BrokenBundle(folder, errors.length);
}
