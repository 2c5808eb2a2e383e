import type { Json } from '@deskbook/policies';
import type { Scalar } from 'yaml';
import type { Diagnostic, Fix, Span } from '../../diagnostics/diagnostic.ts';
import { lossyNumber } from '../../diagnostics/pages/syntax/lossy-number.ts';
import { notANumber } from '../../diagnostics/pages/syntax/not-a-number.ts';
import { textCutByComment } from '../../diagnostics/pages/syntax/text-cut-by-comment.ts';
import { unquotedTemplate } from '../../diagnostics/pages/syntax/unquoted-template.ts';
import { valueIsComment } from '../../diagnostics/pages/syntax/value-is-comment.ts';
import { yesOrNoWord } from '../../diagnostics/pages/syntax/yes-or-no-word.ts';
import { quote } from '../../diagnostics/quote.ts';
import { report } from '../../diagnostics/report.ts';
import { losesDigits } from './loses-digits.ts';
import { readDoubleQuoted } from './read-double-quoted.ts';
import type { Reading } from './reading.ts';
import { extentOf, spanOf } from './reading.ts';
import { singleQuoted } from './single-quoted.ts';

const oldTruths = /^(?:y|yes|n|no|on|off)$/iu;
const commentLike = /[ \t]*(#[^\s#!][^\n\r]*)/uy;

/** The value of a scalar, with a diagnostic for each way it is not what its author sees. `name` is its key, where it has one. */
export function readScalar(reading: Reading, node: Scalar, name: string | null): Json {
  const { start, end } = extentOf(reading, node);
  const span = spanOf(reading, start, end);
  const source = reading.text.slice(start, end);
  if (node.type === 'QUOTE_DOUBLE') return readDoubleQuoted(reading, String(node.value), source, span);
  if (node.type !== 'PLAIN') return String(node.value);
  const mended = readMended(reading, start, end, name);
  if (mended !== null) return mended;
  if (source === '') return readNothing(reading, start, name);
  const value = node.value;
  if (typeof value === 'number') return readNumber(reading, value, source, span);
  if (typeof value !== 'string') return value as Json;
  if (oldTruths.test(value)) reading.diagnostics.push(oldTruth(value, span));
  else warnOfCut(reading, value, start, end);
  return value;
}

/** `value` in quotes instead of what stands there. */
export function quoteFix(span: Span, text: string, applicability: Fix['applicability'] = 'safe'): Fix {
  return { title: 'put it in quotes', applicability, edits: [{ span, text: singleQuoted(text) }] };
}

/** The warning about a word that older readers take for a truth value. */
export function oldTruth(word: string, span: Span): Diagnostic {
  const truth = /^(?:y|yes|on)$/iu.test(word) ? 'true' : 'false';
  return report(yesOrNoWord, {
    span,
    message: `${quote(word)} is a text here and ${truth} to older YAML readers`,
    help: `write \`${truth}\`, or put the word in quotes`,
    fixes: [quoteFix(span, word)],
  });
}

/** A plain text that was mended, as its author wrote it; null if nothing in it was. */
export function readMended(reading: Reading, start: number, end: number, name: string | null): string | null {
  const mended = reading.mended.find((piece) => piece.start >= start && piece.end <= end);
  if (mended === undefined) return null;
  const text = reading.text.slice(start, end);
  const fixes = [quoteFix(spanOf(reading, start, end), text)];
  if (mended.kind === 'comment') {
    reading.diagnostics.push(commentReport(text, spanOf(reading, start, end), name, fixes));
  } else {
    const template = reading.text.slice(mended.start, mended.end);
    const span = spanOf(reading, mended.start, mended.end);
    reading.diagnostics.push(
      report(unquotedTemplate, {
        span,
        message: `${quote(template)} needs quotes here`,
        help: 'put the whole value in single quotes',
        fixes,
      }),
    );
  }
  return text;
}

function readNothing(reading: Reading, start: number, name: string | null): string | null {
  commentLike.lastIndex = start;
  const comment = commentLike.exec(reading.text)?.[1];
  if (comment === undefined) return null;
  const text = comment.trimEnd();
  const from = commentLike.lastIndex - comment.length;
  const span = spanOf(reading, from, from + text.length);
  reading.diagnostics.push(commentReport(text, span, name, [quoteFix(span, text)]));
  return text;
}

function commentReport(text: string, span: Span, name: string | null, fixes: readonly Fix[]): Diagnostic {
  const empty = name === null ? 'this entry' : quote(name);
  return report(valueIsComment, {
    span,
    message: `${quote(text)} is a comment here, so ${empty} is empty`,
    help: 'put it in quotes',
    fixes,
  });
}

function warnOfCut(reading: Reading, value: string, start: number, end: number): void {
  commentLike.lastIndex = end;
  const comment = commentLike.exec(reading.text)?.[1]?.trimEnd();
  if (comment === undefined || reading.text[end] === '#') return;
  const from = commentLike.lastIndex - comment.length;
  const word = comment.split(/\s/u, 1)[0] ?? comment;
  const whole = spanOf(reading, start, from + comment.length);
  reading.diagnostics.push(
    report(textCutByComment, {
      span: spanOf(reading, from, from + word.length),
      message: `the text stops before ${quote(word)}`,
      help: `${quote(value)} is all that is read; put the whole text in quotes, or write a space after the \`#\``,
      fixes: [quoteFix(whole, reading.text.slice(start, from + comment.length), 'unsafe')],
    }),
  );
}

function readNumber(reading: Reading, value: number, source: string, span: Span): number {
  if (!Number.isFinite(value)) {
    reading.diagnostics.push(report(notANumber, { span, message: `${quote(source)} is no value of this language` }));
    return 0;
  }
  if (losesDigits(source, value)) {
    reading.diagnostics.push(
      report(lossyNumber, {
        span,
        message: `${quote(source)} is the number ${value}`,
        help: 'put it in quotes to keep it as it is written',
        fixes: [quoteFix(span, source, 'unsafe')],
      }),
    );
  }
  return value;
}
