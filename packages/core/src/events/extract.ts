import type { Extraction } from '@deskbook/dsl/bundle';
import { type Json, compilePattern } from '@deskbook/policies';
import type { RawEvent } from '../ports/help-desk.ts';
import { readPointer } from './read-pointer.ts';
import { type Conversion, convertValue } from './convert-value.ts';

/** A value (`undefined`: the payload does not hold it; `null`: it says there is none), or why it could not be read. */
export type Extracted =
  | { readonly ok: true; readonly value: Json | undefined }
  | { readonly ok: false; readonly pointer: string; readonly message: string };

/** What extractions read from, and who turns accounts into people. */
export interface ExtractionContext {
  readonly payload: Json;
  readonly headers: RawEvent['headers'];
  /** When the message was received. */
  readonly received: string;
  /** The person behind an account; `undefined` where that is not known now. */
  readonly person: (scheme: string, account: string) => Promise<string | undefined>;
}

const NOTHING: Extracted = { ok: true, value: undefined };
const value = (found: Json | undefined): Extracted => ({ ok: true, value: found });

/** Reads one value out of a vendor's message, as its mapping says. What was read is data: it is never read as a mapping again. */
export async function extract(extraction: Extraction, context: ExtractionContext): Promise<Extracted> {
  switch (extraction.kind) {
    case 'pointer':
      return value(readPointer(context.payload, extraction.pointer));
    case 'header':
      return value(headerOf(context, extraction.header));
    case 'received':
      return value(context.received);
    case 'literal':
      return value(extraction.value);
    case 'first':
      return first(extraction.of, context);
    case 'each':
      return then(extraction.of, context, (list) => value(takeEach(list, extraction.take)));
    case 'find':
      return then(extraction.in, context, (list) => value(find(list, extraction.where, extraction.take)));
    case 'person':
      return person(extraction, context);
    case 'extract':
      return then(extraction.from, context, (text) => value(capture(text, extraction.pattern)));
    case 'map':
      return then(extraction.from, context, (from) => mapped(extraction, from));
    case 'epoch_ms':
    case 'epoch_s':
    case 'time':
    case 'number':
    case 'boolean':
    case 'split':
    case 'lower':
      return then(extraction.from, context, (from) => converted(extraction, from));
  }
}

/** Goes on with what was read, where anything was. */
async function then(
  from: Extraction,
  context: ExtractionContext,
  next: (found: Json) => Extracted | Promise<Extracted>,
): Promise<Extracted> {
  const found = await extract(from, context);
  return !found.ok || found.value === undefined || found.value === null ? found : next(found.value);
}

const headerOf = ({ headers }: ExtractionContext, name: string): string | undefined =>
  Object.hasOwn(headers, name.toLowerCase()) ? headers[name.toLowerCase()] : undefined;

/** The first that gives a value. What could not be read only counts when nothing else gave one. */
async function first(of: readonly Extraction[], context: ExtractionContext): Promise<Extracted> {
  let best: Extracted = NOTHING;
  for (const each of of) {
    const found = await extract(each, context);
    if (found.ok && found.value !== undefined && found.value !== null) return found;
    if (!found.ok || (best.ok && best.value === undefined)) best = best.ok ? found : best;
  }
  return best;
}

function takeEach(list: Json, take: string): readonly Json[] | undefined {
  if (!Array.isArray(list)) return undefined;
  return (list as readonly Json[]).flatMap((item) => {
    const taken = readPointer(item, take);
    return taken === undefined || taken === null ? [] : [taken];
  });
}

function find(list: Json, where: { readonly [pointer: string]: Json }, take: string): Json | undefined {
  if (!Array.isArray(list)) return undefined;
  const wanted = (list as readonly Json[]).find((item) =>
    Object.entries(where).every(([pointer, expected]) => readPointer(item, pointer) === expected),
  );
  return wanted === undefined ? undefined : readPointer(wanted, take);
}

/** The first group of the first match, or all of it where the pattern has no group. */
function capture(text: Json, pattern: string): string | undefined {
  const compiled = compilePattern(pattern);
  if (!compiled.ok || (typeof text !== 'string' && typeof text !== 'number')) return undefined;
  const groups = compiled.pattern.capture(String(text));
  return groups === null ? undefined : ((groups.length > 1 ? groups[1] : groups[0]) ?? undefined);
}

function mapped(extraction: Extraction & { readonly kind: 'map' }, from: Json): Extracted {
  const key = typeof from === 'object' ? undefined : String(from);
  if (key !== undefined && Object.hasOwn(extraction.map, key)) return value(extraction.map[key]);
  if (extraction.otherwise !== undefined) return value(extraction.otherwise);
  return { ok: false, pointer: placeOf(extraction), message: `has no mapping for \`${shown(from)}\`` };
}

function converted(extraction: Conversion, from: Json): Extracted {
  const result = convertValue(extraction, from);
  if (result !== undefined) return value(result);
  return {
    ok: false,
    pointer: placeOf(extraction),
    message: `holds \`${shown(from)}\`, which is no ${extraction.kind}`,
  };
}

async function person(
  extraction: Extraction & { readonly kind: 'person' },
  context: ExtractionContext,
): Promise<Extracted> {
  const account = await extract(extraction.from, context);
  if (!account.ok || account.value === undefined || account.value === null) return account;
  if (typeof account.value === 'object') return NOTHING;
  if (account.value === '') return value(null);
  return value(await context.person(extraction.scheme, String(account.value)));
}

/** Where in the message an extraction reads: the innermost place it names. */
export function placeOf(extraction: Extraction): string {
  if (extraction.kind === 'pointer') return extraction.pointer;
  if (extraction.kind === 'header') return `header:${extraction.header}`;
  if (extraction.kind === 'each') return placeOf(extraction.of);
  if (extraction.kind === 'find') return placeOf(extraction.in);
  if ('from' in extraction) return placeOf(extraction.from);
  return extraction.kind === 'first' && extraction.of[0] !== undefined ? placeOf(extraction.of[0]) : '';
}

const shown = (from: Json): string => {
  const text = typeof from === 'string' ? from : JSON.stringify(from);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};
