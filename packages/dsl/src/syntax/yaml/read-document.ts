import type { Json } from '@deskbook/policies';
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Alias, Document, Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import type { Span } from '../../diagnostics/diagnostic.ts';
import { badAlias } from '../../diagnostics/pages/syntax/bad-alias.ts';
import { duplicateKey } from '../../diagnostics/pages/syntax/duplicate-key.ts';
import { keyWithoutValue } from '../../diagnostics/pages/syntax/key-without-value.ts';
import { tag } from '../../diagnostics/pages/syntax/tag.ts';
import { tooDeep } from '../../diagnostics/pages/syntax/too-deep.ts';
import { quote } from '../../diagnostics/quote.ts';
import { report } from '../../diagnostics/report.ts';
import { deepest, mostRepeated } from '../limits.ts';
import { pointerTo } from '../pointer.ts';
import { readKey } from './read-key.ts';
import { readScalar } from './read-scalar.ts';
import type { Reading } from './reading.ts';
import { extentOf, spanOf } from './reading.ts';

/** A document as plain data, with the place of everything in it by JSON Pointer. */
export interface ReadDocument {
  readonly data: Json;
  readonly spans: { readonly [pointer: string]: { readonly value: Span; readonly key?: Span } };
}

interface Walk {
  readonly reading: Reading;
  readonly spans: Record<string, { value: Span; key?: Span }>;
  /** Anchored nodes above; null while one is still being read. */
  readonly anchors: Map<string, Node | null>;
  /** How many aliases are being repeated at the moment, and how many values that has added. */
  repeating: number;
  repeated: number;
}

/** Reads a composed document. What it cannot take becomes a diagnostic of `reading`, and null in the data. */
export function readDocument(reading: Reading, document: Document.Parsed): ReadDocument {
  const walk: Walk = { reading, spans: {}, anchors: new Map(), repeating: 0, repeated: 0 };
  const data = document.contents === null ? null : readNode(walk, document.contents, '', 0, null);
  return { data, spans: walk.spans };
}

function readNode(
  walk: Walk,
  node: Node,
  pointer: string,
  depth: number,
  key: { name: string; span: Span } | null,
): Json {
  const { reading } = walk;
  const { start, end } = extentOf(reading, node);
  const value = spanOf(reading, start, end);
  walk.spans[pointer] = key === null ? { value } : { value, key: key.span };
  if (walk.repeating > 0) walk.repeated += 1;
  if (depth > deepest) {
    complain(walk, report(tooDeep, { span: value, message: `this is nested more than ${deepest} deep` }));
    return null;
  }
  if (isAlias(node)) return readAlias(walk, node, value, pointer, depth);
  const anchor = 'anchor' in node ? node.anchor : undefined;
  if (anchor !== undefined) walk.anchors.set(anchor, null);
  refuseTag(walk, node, start);
  const data = readContent(walk, node, pointer, depth, key?.name ?? null);
  if (anchor !== undefined) walk.anchors.set(anchor, node);
  return data;
}

function readContent(walk: Walk, node: Node, pointer: string, depth: number, name: string | null): Json {
  if (isMap(node)) return readMapping(walk, node, pointer, depth);
  if (isSeq(node)) return readList(walk, node, pointer, depth);
  if (!isScalar(node)) return null;
  const before = walk.reading.diagnostics.length;
  const value = readScalar(walk.reading, node, name);
  if (walk.repeating > 0) walk.reading.diagnostics.length = before;
  return value;
}

function readMapping(walk: Walk, node: YAMLMap, pointer: string, depth: number): Json {
  const data: Record<string, Json> = {};
  const keys = new Map<string, Span>();
  for (const pair of node.items) {
    const entry = readEntry(walk, node, pair, keys);
    if (entry === null) continue;
    const { key, value } = entry;
    const place = pointerTo(pointer, key.name);
    data[key.name] = value === null ? nothing(walk, place, key) : readNode(walk, value, place, depth + 1, key);
  }
  return data;
}

function nothing(walk: Walk, pointer: string, key: { readonly span: Span }): null {
  walk.spans[pointer] = { value: { ...key.span, start: key.span.end }, key: key.span };
  return null;
}

function readEntry(
  walk: Walk,
  node: YAMLMap,
  pair: Pair,
  keys: Map<string, Span>,
): { readonly key: { name: string; span: Span }; readonly value: Node | null } | null {
  const { reading } = walk;
  const place = extentOf(reading, (pair.key as Node | null) ?? node);
  const before = reading.diagnostics.length;
  const key = readKey(reading, pair.key, spanOf(reading, place.start, place.end));
  if (walk.repeating > 0) reading.diagnostics.length = before;
  if (key === null) return null;
  const first = keys.get(key.name);
  if (first !== undefined) {
    complain(
      walk,
      report(duplicateKey, {
        span: key.span,
        message: `${quote(key.name)} stands twice in this mapping`,
        related: [{ message: 'it stands here first', span: first }],
        help: 'keep one of the two',
      }),
    );
    return null;
  }
  keys.set(key.name, key.span);
  const value = pair.value as Node | null;
  if (value === null) {
    complain(
      walk,
      report(keyWithoutValue, {
        span: key.span,
        message: `${quote(key.name)} is a key without a value`,
        help: node.items.length > 1 ? 'put a text that has a comma in quotes' : 'write `key: value`',
      }),
    );
  }
  return { key, value };
}

function readList(walk: Walk, node: YAMLSeq, pointer: string, depth: number): Json {
  return node.items.map((item, index) => readNode(walk, item as Node, pointerTo(pointer, index), depth + 1, null));
}

function readAlias(walk: Walk, alias: Alias, span: Span, pointer: string, depth: number): Json {
  const target = walk.anchors.get(alias.source);
  if (target === undefined || target === null) {
    const message =
      target === null
        ? `${quote(`*${alias.source}`)} stands inside what it repeats`
        : `there is no anchor ${quote(`&${alias.source}`)} above this`;
    complain(walk, report(badAlias, { span, message, help: 'put a text that begins with `*` in quotes' }));
    return null;
  }
  if (walk.repeated > mostRepeated) {
    const once = walk.reading.diagnostics.some((diagnostic) => diagnostic.code === badAlias.code);
    const message = `aliases repeat more than ${mostRepeated} values in this document`;
    if (!once) walk.reading.diagnostics.push(report(badAlias, { span, message }));
    return null;
  }
  walk.repeating += 1;
  const { [pointer]: place } = walk.spans;
  const data = readNode(walk, target, pointer, depth, null);
  if (place !== undefined) walk.spans[pointer] = place;
  walk.repeating -= 1;
  return data;
}

function refuseTag(walk: Walk, node: Node, start: number): void {
  if (!('tag' in node) || node.tag === undefined) return;
  const { reading } = walk;
  const before = reading.text.lastIndexOf('!', start);
  let from = Math.max(0, before);
  while (from > 0 && /\S/u.test(reading.text.charAt(from - 1))) from -= 1;
  const end = from + (/^\S+/u.exec(reading.text.slice(from, start))?.[0].length ?? 1);
  const span = spanOf(reading, from, end);
  const written = reading.text.slice(from, end);
  complain(
    walk,
    report(tag, { span, message: `the tag ${quote(written)} is not part of this language`, help: 'take it out' }),
  );
}

function complain(walk: Walk, diagnostic: ReturnType<typeof report>): void {
  if (walk.repeating === 0) walk.reading.diagnostics.push(diagnostic);
}
