import type { Json } from '../../json.ts';
import { keyOf } from '../../conditions/key-value.ts';
import type { KeyValue } from '../../conditions/key-value.ts';

export { keyOf } from '../../conditions/key-value.ts';
export type { KeyValue } from '../../conditions/key-value.ts';

/** The keys of all values of a list, or nothing where one of them can't be filed. `null` equals no value and needs no key. */
export function keysOf(values: readonly Json[]): readonly KeyValue[] | undefined {
  const keys = new Set<KeyValue>();
  for (const value of values) {
    if (value === null) continue;
    const key = keyOf(value);
    if (key === undefined || Number.isNaN(key)) return undefined;
    keys.add(key);
  }
  return [...keys];
}
