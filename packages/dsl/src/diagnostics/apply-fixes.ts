import type { SourceText } from '../syntax/source-text.ts';
import type { Fix } from './diagnostic.ts';

type Edit = Fix['edits'][number];

/** Texts after fixes, and how many fixes were made. */
export interface FixedTexts {
  readonly files: readonly SourceText[];
  readonly applied: number;
}

/**
 * Makes fixes in texts, in their order. A fix whose edits would touch what an earlier one changed is left out: run the checker
 * again and it will come back. Fixes in files that are not there are left out.
 *
 * @example
 * const safe = diagnostics.flatMap(({ fixes = [] }) => fixes.slice(0, 1)).filter((fix) => fix.applicability === 'safe');
 * const { files } = applyFixes(texts, safe);
 */
export function applyFixes(texts: readonly SourceText[], fixes: readonly Fix[]): FixedTexts {
  const accepted = new Map<string, Edit[]>(texts.map(({ path }) => [path, []]));
  let applied = 0;
  for (const { edits } of fixes) {
    const fits = edits.every(({ span }) => {
      const others = accepted.get(span.file);
      return others !== undefined && others.every((other) => !collide(span, other.span));
    });
    if (!fits || edits.length === 0) continue;
    for (const edit of edits) accepted.get(edit.span.file)?.push(edit);
    applied += 1;
  }
  return { files: texts.map((file) => ({ ...file, text: edited(file.text, accepted.get(file.path) ?? []) })), applied };
}

function collide(a: Edit['span'], b: Edit['span']): boolean {
  return a.start < b.end && b.start < a.end ? true : a.start === b.start;
}

function edited(text: string, edits: readonly Edit[]): string {
  let result = '';
  let from = 0;
  for (const { span, text: inserted } of edits.toSorted((a, b) => a.span.start - b.span.start)) {
    result += text.slice(from, span.start) + inserted;
    from = span.end;
  }
  return result + text.slice(from);
}
