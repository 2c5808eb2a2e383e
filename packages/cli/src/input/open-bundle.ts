import { check } from '@deskbook/dsl/check';
import type { Checked } from '@deskbook/dsl/check';
import type { Bundle } from '@deskbook/dsl/bundle';
import { formatPretty } from '@deskbook/dsl/diagnostics';
import { readBundleFolder } from '@deskbook/dsl/load';
import { parse } from '@deskbook/dsl/syntax';
import type { SourceText, Syntax } from '@deskbook/dsl/syntax';
import { BrokenBundle, WrongUse } from '../output/exit-code.ts';
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
export function checkFolder(folder: string): Pick<OpenedBundle, 'texts' | 'syntax' | 'checked'> {
  const read = readBundleFolder(folder);
  if (!read.ok) throw new WrongUse(read.problem, 'a bundle is a folder that holds a file with `kind: bundle`');
  const syntax = parse(read.files);
  return { texts: read.files, syntax, checked: check(syntax) };
}

/** Opens a bundle to work with it: what `lint` would call an error is printed, and nothing is done. */
export function openBundleFolder(folder: string, terminal: Terminal): OpenedBundle {
  const { texts, syntax, checked } = checkFolder(folder);
  if (checked.bundle) return { folder, texts, syntax, checked, bundle: checked.bundle };
  const errors = checked.diagnostics.filter(({ severity }) => severity === 'error');
  terminal.note(formatPretty(errors, texts, { colour: terminal.colour, root: folder }));
  throw new BrokenBundle(folder, errors.length);
}
