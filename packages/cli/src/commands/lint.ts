import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyFixes, format } from '@deskbook/dsl/diagnostics';
import type { Diagnostic } from '@deskbook/dsl/diagnostics';
import type { SourceText } from '@deskbook/dsl/syntax';
import type { RunCommand } from '../command-input.ts';
import { checkFolder } from '../input/open-bundle.ts';
import { exitCode } from '../output/exit-code.ts';

/** `lint`: every diagnostic of every bundle named. Errors end with 1; warnings do not. */
export const lint: RunCommand = async ({ parameters, options, terminal }) => {
  const folders = parameters[0] as readonly string[];
  const found = folders.map((folder) => ({ folder, ...linted(folder, options['fix'] === true, terminal.note) }));
  terminal.out(format(options['format'] as Parameters<typeof format>[0], found, { colour: terminal.colour }));
  return found.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'error'))
    ? exitCode.findings
    : exitCode.fine;
};

interface Linted {
  readonly texts: readonly SourceText[];
  readonly diagnostics: readonly Diagnostic[];
}

/** How often fixes are applied and the result checked again: one fix may make another possible. */
const mostRounds = 10;

function linted(folder: string, fix: boolean, note: (text: string) => void): Linted {
  let { texts, checked } = checkFolder(folder);
  let fixed = 0;
  for (let round = 0; fix && round < mostRounds; round += 1) {
    const applied = applyFixes(texts, checked.diagnostics);
    if (applied.count === 0) break;
    for (const { path, text } of applied.changed) writeFileSync(join(folder, path), text);
    fixed += applied.count;
    ({ texts, checked } = checkFolder(folder));
  }
  if (fixed > 0) note(`fixed ${fixed} ${fixed === 1 ? 'place' : 'places'} in ${folder}\n`);
  return { texts, diagnostics: checked.diagnostics };
}
