import type { Diagnostic } from './diagnostic.ts';

/**
 * Diagnostics as people are shown them: by file and place, nothing twice, and no warning about a scalar that has an error, which
 * says the same with more knowledge.
 */
export function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const errors = new Set(diagnostics.filter(({ severity }) => severity === 'error').map(placeOf));
  const seen = new Set<string>();
  return diagnostics
    .filter((diagnostic) => diagnostic.severity === 'error' || !errors.has(placeOf(diagnostic)))
    .filter((diagnostic) => {
      const key = `${placeOf(diagnostic)}:${diagnostic.code}:${diagnostic.message}`;
      return !seen.has(key) && seen.add(key);
    })
    .toSorted((a, b) => compare(a.span.file, b.span.file) || a.span.start - b.span.start || compare(a.code, b.code));
}

function placeOf({ span }: Diagnostic): string {
  return `${span.file}:${span.start}:${span.end}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
