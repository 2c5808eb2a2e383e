import { isAlias, isScalar } from 'yaml';
import type { Span } from '../../diagnostics/diagnostic.ts';
import { keyNotText } from '../../diagnostics/pages/syntax/key-not-text.ts';
import { mergeKey } from '../../diagnostics/pages/syntax/merge-key.ts';
import { quote } from '../../diagnostics/quote.ts';
import { report } from '../../diagnostics/report.ts';
import { readDoubleQuoted } from './read-double-quoted.ts';
import { oldTruth, readMended } from './read-scalar.ts';
import type { Reading } from './reading.ts';
import { extentOf, spanOf } from './reading.ts';

/** A key, and where it stands. A number is a key as it is written. */
export interface Key {
  readonly name: string;
  readonly span: Span;
}

const oldTruths = /^(?:y|yes|n|no|on|off)$/iu;

/** Reads a key; null, with a diagnostic, if it cannot be one. */
export function readKey(reading: Reading, node: unknown, fallback: Span): Key | null {
  if (isAlias(node)) return refuse(reading, fallback, 'an alias cannot be a key');
  if (!isScalar(node)) return refuse(reading, fallback, 'a list or mapping cannot be a key');
  const { start, end } = extentOf(reading, node);
  const span = spanOf(reading, start, end);
  const source = reading.text.slice(start, end);
  if (source === '') return refuse(reading, span, 'a key is missing before the colon');
  const name =
    node.type === 'PLAIN'
      ? (readMended(reading, start, end, null) ?? source)
      : keyText(reading, node.value, source, span);
  if (name === '__proto__') return refuse(reading, span, `${quote(name)} cannot be a key`);
  if (node.type === 'PLAIN' && name === '<<') {
    const help = 'write the keys out';
    reading.diagnostics.push(report(mergeKey, { span, message: 'merge keys are not part of YAML 1.2', help }));
    return null;
  }
  if (node.type === 'PLAIN' && oldTruths.test(name)) reading.diagnostics.push(oldTruth(name, span));
  return { name, span };
}

function keyText(reading: Reading, value: unknown, source: string, span: Span): string {
  return source.startsWith('"') ? readDoubleQuoted(reading, String(value), source, span) : String(value);
}

function refuse(reading: Reading, span: Span, message: string): null {
  reading.diagnostics.push(report(keyNotText, { span, message, help: 'a key is a word or a text on one line' }));
  return null;
}
