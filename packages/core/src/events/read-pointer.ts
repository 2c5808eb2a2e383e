import type { Json } from '@deskbook/policies';

/**
 * The value at a JSON Pointer (RFC 6901), or `undefined` where there is none. Own properties and list places only. What stands
 * below null is null: nobody is assigned, so the assignee's account is none either.
 */
export function readPointer(document: Json, pointer: string): Json | undefined {
  if (pointer === '') return document;
  let value: Json | undefined = document;
  for (const segment of pointer.slice(1).split('/')) {
    value = child(value, segment.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (value === undefined) return undefined;
  }
  return value;
}

function child(value: Json, key: string): Json | undefined {
  if (Array.isArray(value)) return /^(?:0|[1-9]\d*)$/u.test(key) ? (value as readonly Json[])[Number(key)] : undefined;
  if (value === null) return null;
  if (typeof value !== 'object') return undefined;
  const record = value as { readonly [key: string]: Json };
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
