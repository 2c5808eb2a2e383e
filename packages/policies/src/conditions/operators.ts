import type { Operator } from './condition.ts';

/** What a fact holds, as operators see it. Enumerations and ids are text; a record has no operators but `known`. */
export type FactKind = 'text' | 'number' | 'yes_no' | 'date' | 'time' | 'duration' | 'list' | 'record';

/**
 * What stands to the right of an operator. `value`: one value of the fact's own kind; `values`: a list of them; `item` and
 * `items`: one or several elements of the fact, which is a list; `duration`: milliseconds.
 */
export type OperandKind = 'value' | 'values' | 'item' | 'items' | 'text' | 'pattern' | 'time' | 'duration' | 'yes_no';

/** How one operator may be used. `literal`: its operand is never another fact. */
export interface OperatorShape {
  readonly on: readonly FactKind[];
  readonly operand: OperandKind;
  readonly literal: boolean;
}

const SCALARS: readonly FactKind[] = ['text', 'number', 'yes_no', 'date', 'time', 'duration'];
const AMOUNTS: readonly FactKind[] = ['number', 'duration'];
const TIMES: readonly FactKind[] = ['date', 'time'];
const ANYTHING: readonly FactKind[] = [...SCALARS, 'list', 'record'];

/**
 * Every operator: which kinds of fact it stands on and what it is compared with. Type checkers and editors read this table.
 */
export const operators: { readonly [name in Operator]: OperatorShape } = {
  equals: { on: SCALARS, operand: 'value', literal: false },
  is_not: { on: SCALARS, operand: 'value', literal: false },
  in: { on: SCALARS, operand: 'values', literal: false },
  not_in: { on: SCALARS, operand: 'values', literal: false },
  lt: { on: AMOUNTS, operand: 'value', literal: false },
  lte: { on: AMOUNTS, operand: 'value', literal: false },
  gt: { on: AMOUNTS, operand: 'value', literal: false },
  gte: { on: AMOUNTS, operand: 'value', literal: false },
  before: { on: TIMES, operand: 'time', literal: false },
  after: { on: TIMES, operand: 'time', literal: false },
  within: { on: TIMES, operand: 'duration', literal: true },
  older_than: { on: TIMES, operand: 'duration', literal: true },
  matches: { on: ['text'], operand: 'pattern', literal: true },
  contains: { on: ['text'], operand: 'text', literal: false },
  has: { on: ['list'], operand: 'item', literal: false },
  has_any: { on: ['list'], operand: 'items', literal: false },
  has_all: { on: ['list'], operand: 'items', literal: false },
  empty: { on: ['list'], operand: 'yes_no', literal: true },
  known: { on: ANYTHING, operand: 'yes_no', literal: true },
};
