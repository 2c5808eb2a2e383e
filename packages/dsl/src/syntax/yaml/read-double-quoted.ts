import type { Span } from '../../diagnostics/diagnostic.ts';
import { escapeInDoubleQuotes } from '../../diagnostics/pages/syntax/escape-in-double-quotes.ts';
import { report } from '../../diagnostics/report.ts';
import type { Reading } from './reading.ts';
import { singleQuoted } from './single-quoted.ts';

const escapes = /\\([\s\S])/gu;
const meant = new Set('0aetnvfr"/\\N_LPxuU \t\n\r');

/** The value of a text in double quotes. Where it has an escape nobody means, it is what single quotes would make of it. */
export function readDoubleQuoted(reading: Reading, value: string, source: string, span: Span): string {
  const wrong = [...source.matchAll(escapes)].find((escape) => !meant.has(escape[1] ?? ''));
  if (wrong === undefined) return value;
  const inner = source.slice(1, -1);
  const fixable = !/\\["\\]|\n/u.test(inner);
  const text = `\`${wrong[0]}\``;
  const start = span.start + wrong.index;
  reading.diagnostics.push(
    report(escapeInDoubleQuotes, {
      span: { ...span, start, end: start + wrong[0].length },
      message: wrong[1] === 'b' ? `${text} in double quotes is a backspace` : `${text} in double quotes means nothing`,
      help: 'use single quotes, in which a backslash is a backslash',
      fixes: fixable
        ? [{ title: 'use single quotes', applicability: 'safe', edits: [{ span, text: singleQuoted(inner) }] }]
        : [],
    }),
  );
  return fixable ? inner : value;
}
