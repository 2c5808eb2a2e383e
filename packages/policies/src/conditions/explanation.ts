import type { Json } from '../json.ts';
import type { Reference } from '../reference.ts';
import type { Operator } from './condition.ts';
import type { FactPath } from './facts.ts';
import type { Truth } from './truth.ts';

/**
 * A condition with the truth of every part of it, and what each comparison saw. `null` in `seen` and `operand` means no value.
 * `some` and `every` have one explanation a record, in the order of the list.
 */
export type Explanation =
  | {
      readonly kind: 'all' | 'any' | 'not';
      readonly truth: Truth;
      readonly of: readonly Explanation[];
      readonly reference: Reference;
    }
  | {
      readonly kind: 'compare';
      readonly truth: Truth;
      readonly fact: FactPath;
      readonly operator: Operator;
      readonly seen: Json;
      readonly operand: Json;
      /** Where the operand was read from, where it is another fact. */
      readonly operandFact?: FactPath;
      readonly missing: readonly FactPath[];
      readonly reference: Reference;
    }
  | {
      readonly kind: 'some' | 'every';
      readonly truth: Truth;
      readonly fact: FactPath;
      readonly of: readonly Explanation[];
      readonly missing: readonly FactPath[];
      readonly reference: Reference;
    };
