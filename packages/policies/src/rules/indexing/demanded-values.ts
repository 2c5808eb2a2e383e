import type { Comparison } from '../../conditions/condition.ts';
import { keyOf } from '../../conditions/key-value.ts';
import type { KeyValue } from '../../conditions/key-value.ts';
import type { Json } from '../../json.ts';

/** What a comparison demands of a fact: to be one of a few values. Any other value makes it fail; none leaves it undecided. */
export interface DemandedValues {
  readonly path: number;
  readonly values: readonly KeyValue[];
}

/** The values that a comparison, or its negation, lets its fact have; nothing where they are not written, or can't be filed. */
export function valuesDemanded({ operator, operand }: Comparison): readonly KeyValue[] | undefined {
  const value = 'value' in operand ? operand.value : null;
  switch (operator) {
    case 'equals':
    case 'is_not':
      return value === null ? undefined : keysOf([value]);
    case 'in':
    case 'not_in':
      return isList(value) ? keysOf(value) : undefined;
    default:
      return undefined;
  }
}

/** The keys of all values of a list, or nothing where one of them can't be filed. No fact equals `null`, which needs no key. */
function keysOf(values: readonly Json[]): readonly KeyValue[] | undefined {
  const keys = new Set<KeyValue>();
  for (const value of values) {
    if (value === null) continue;
    const key = keyOf(value);
    if (key === undefined || Number.isNaN(key)) return undefined;
    keys.add(key);
  }
  return [...keys];
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
