import type { Json, JsonObject } from '@deskbook/policies';
import type { Extraction } from '../../bundle/source-mapping.ts';

/** What a mapping reads from a sample: a value (undefined: none), one without a mapping, or something only the running desk can tell. */
export type Sampled =
  | { readonly kind: 'value'; readonly value: Json | undefined }
  | { readonly kind: 'unmapped'; readonly value: Json }
  | { readonly kind: 'unclear' };

/** A vendor's message as it was kept: its body, and its headers in lower case where they were kept too. */
export interface Sample {
  readonly payload: Json;
  readonly headers: JsonObject | null;
}

/** Reads one value out of a sample as far as that needs no directory. */
export function sampleValue(extraction: Extraction, sample: Sample): Sampled {
  switch (extraction.kind) {
    case 'literal':
      return { kind: 'value', value: extraction.value };
    case 'pointer':
      return { kind: 'value', value: readPointer(sample.payload, extraction.pointer) };
    case 'header':
      return headerOf(sample, extraction.header);
    case 'first':
      return firstValue(extraction.of, sample);
    case 'map':
      return mapped(extraction, sampleValue(extraction.from, sample));
    case 'lower': {
      const from = sampleValue(extraction.from, sample);
      const text = from.kind === 'value' && typeof from.value === 'string' ? from.value.toLowerCase() : null;
      return text === null ? from : { kind: 'value', value: text };
    }
    default:
      return { kind: 'unclear' };
  }
}

/** A header, where they were kept. */
export function headerOf({ headers }: Sample, name: string): Sampled {
  if (headers === null) return { kind: 'unclear' };
  return { kind: 'value', value: Object.hasOwn(headers, name) ? headers[name] : undefined };
}

/** The first that gives a value; what has no mapping only counts where nothing else gives one. */
function firstValue(of: readonly Extraction[], sample: Sample): Sampled {
  let unmapped: Sampled | null = null;
  for (const extraction of of) {
    const found = sampleValue(extraction, sample);
    if (found.kind === 'unclear') return found;
    if (found.kind === 'unmapped') unmapped ??= found;
    else if (found.value !== undefined && found.value !== null) return found;
  }
  return unmapped ?? { kind: 'value', value: undefined };
}

function mapped({ map, otherwise }: Extract<Extraction, { kind: 'map' }>, from: Sampled): Sampled {
  if (from.kind !== 'value' || from.value === undefined || from.value === null) return from;
  const key = typeof from.value === 'object' ? null : String(from.value);
  if (key !== null && Object.hasOwn(map, key)) return { kind: 'value', value: map[key] };
  return otherwise === undefined ? { kind: 'unmapped', value: from.value } : { kind: 'value', value: otherwise };
}

/** The value at a JSON Pointer: own properties and list places only; below null is null. */
function readPointer(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const segment of pointer.split('/').slice(1)) {
    if (value === null || value === undefined) return value;
    value = child(value, segment.replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  return value;
}

function child(value: Json, key: string): Json | undefined {
  if (Array.isArray(value)) return /^\d+$/.test(key) ? (value as readonly Json[])[Number(key)] : undefined;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as { readonly [key: string]: Json })[key];
}
