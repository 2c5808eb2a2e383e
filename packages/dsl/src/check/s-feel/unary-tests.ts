import type { FactPath } from '@deskbook/policies';

/** Where in the text of a cell something stands; `to` is exclusive. */
export interface CellRange {
  readonly from: number;
  readonly to: number;
}

/**
 * What a column is compared with: a literal, another fact, or `null`, which asks whether there is a value. Dates are `2026-01-31`, times instants in
 * UTC, durations milliseconds.
 */
export type Endpoint = { readonly at: CellRange } & (
  | { readonly kind: 'null' }
  | { readonly kind: 'name'; readonly path: FactPath }
  | { readonly kind: 'number' | 'duration'; readonly value: number }
  | { readonly kind: 'text' | 'date' | 'time'; readonly value: string }
  | { readonly kind: 'yes_no'; readonly value: boolean }
);

/** How an endpoint bounds a value. */
export type Bound = 'lt' | 'lte' | 'gt' | 'gte';

/** One test of a cell: a value, a bound, or two. */
export type UnaryTest =
  | { readonly kind: 'equal'; readonly to: Endpoint }
  | { readonly kind: 'bound'; readonly bound: Bound; readonly to: Endpoint }
  | {
      readonly kind: 'interval';
      readonly low: { readonly bound: 'gt' | 'gte'; readonly to: Endpoint };
      readonly high: { readonly bound: 'lt' | 'lte'; readonly to: Endpoint };
      readonly at: CellRange;
    };

/** A cell, read: `-` asks nothing (no tests, not negated); several tests are alternatives; `not(…)` refuses each of them. */
export interface UnaryTests {
  readonly negated: boolean;
  readonly tests: readonly UnaryTest[];
}

/** Why a cell cannot be read: it is no S-FEEL, or FEEL beyond it. */
export interface CellProblem {
  readonly kind: 'invalid' | 'unsupported';
  readonly at: CellRange;
  readonly message: string;
  readonly help: string | null;
}

/** What reading gave. */
export type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: CellProblem };
