import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  applyFixes,
  formatGithub,
  formatJson,
  formatJsonLines,
  formatPretty,
  formatRdjson,
  formatSarif,
} from '@deskbook/dsl/diagnostics';
import type { Diagnostic, Span } from '@deskbook/dsl/diagnostics';
import type { SourceText } from '@deskbook/dsl/syntax';
import type { RunCommand } from '../command-input.ts';
import { checkFolder } from '../input/open-bundle.ts';
import { exitCode } from '../output/exit-code.ts';
import { wholeLines } from '../output/whole-lines.ts';
import { paint } from '../output/paint.ts';

/** `lint`: every diagnostic of every bundle named, by paths as the command line names them. Errors end with 1; warnings do not. */
export const lint: RunCommand = async ({ parameters, options, terminal }) => {
  const folders = parameters[0] as readonly string[];
  const found: Linted[] = [];
  for (const [index, folder] of folders.entries()) {
    terminal.progress?.(`${index + 1} of ${folders.length}  ${folder}`);
    found.push(located(folder, await (options['fix'] === true ? mended(folder, terminal.note) : linted(folder))));
  }
  terminal.progress?.(null);
  const diagnostics = found.flatMap((each) => each.diagnostics);
  const texts = found.flatMap((each) => each.texts);
  const format = String(options['format']);
  terminal.out(printed(format, diagnostics, texts, terminal.colour));
  if (format === 'pretty' && diagnostics.length === 0)
    terminal.out(`${paint(terminal.colour).good('nothing to say')} about ${folders.join(', ')}\n`);
  return diagnostics.some(({ severity }) => severity === 'error') ? exitCode.findings : exitCode.fine;
};

interface Linted {
  readonly texts: readonly SourceText[];
  readonly diagnostics: readonly Diagnostic[];
}

function printed(
  format: string,
  diagnostics: readonly Diagnostic[],
  texts: readonly SourceText[],
  colour: boolean,
): string {
  switch (format) {
    case 'json':
      return formatJson(diagnostics, texts);
    case 'jsonl':
      return formatJsonLines(diagnostics, texts);
    case 'sarif':
      return formatSarif(diagnostics, texts);
    case 'github':
      return formatGithub(diagnostics, texts);
    case 'rdjson':
      return formatRdjson(diagnostics, texts);
    default:
      return wholeLines(formatPretty(diagnostics, texts, { color: colour }));
  }
}

/** How often fixes are applied and the result checked again: one fix may make another possible. */
const mostRounds = 10;

async function linted(folder: string): Promise<Linted> {
  const { texts, checked } = await checkFolder(folder);
  return { texts, diagnostics: checked.diagnostics };
}

async function mended(folder: string, note: (text: string) => void): Promise<Linted> {
  let { texts, checked } = await checkFolder(folder);
  let count = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    const safe = checked.diagnostics.flatMap(({ fixes = [] }) =>
      fixes.filter(({ applicability }) => applicability === 'safe').slice(0, 1),
    );
    const { files, applied } = applyFixes(texts, safe);
    if (applied === 0) break;
    const before = new Map(texts.map(({ path, text }) => [path, text]));
    for (const { path, text } of files) if (before.get(path) !== text) writeFileSync(join(folder, path), text);
    count += applied;
    ({ texts, checked } = await checkFolder(folder));
  }
  if (count > 0) note(`mended ${count} ${count === 1 ? 'place' : 'places'} in ${folder}\n`);
  return { texts, diagnostics: checked.diagnostics };
}

/** The same with paths that start where the command was called, so that editors and build servers find them. */
function located(folder: string, { texts, diagnostics }: Linted): Linted {
  const move = (span: Span): Span => ({ ...span, file: join(folder, span.file) });
  return {
    texts: texts.map((each) => ({ ...each, path: join(folder, each.path) })),
    diagnostics: diagnostics.map((each) => ({
      ...each,
      span: move(each.span),
      ...(each.related && { related: each.related.map((other) => ({ ...other, span: move(other.span) })) }),
      ...(each.fixes && {
        fixes: each.fixes.map((fix) => ({
          ...fix,
          edits: fix.edits.map((edit) => ({ ...edit, span: move(edit.span) })),
        })),
      }),
    })),
  };
}
