import type { JsonObject } from '@deskbook/policies';
import { isRecord } from '../../facts/is-record.ts';
import { own } from '../../facts/own.ts';

/** The text that a record has under a name; empty where there is none. */
export function textOf(of: JsonObject, name: string): string {
  const value = own(of, name);
  return typeof value === 'string' ? value : '';
}

/** The record that a record has under a name; empty where there is none. */
export function recordOf(of: JsonObject, name: string): JsonObject {
  const value = own(of, name);
  return isRecord(value) ? value : {};
}
