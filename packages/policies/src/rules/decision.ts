import type { Condition } from '../conditions/condition.ts';
import type { FactPath } from '../conditions/facts.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Cited, Reference } from '../reference.ts';
import type { Text } from '../text.ts';

/** DMN's hit policies, by their usual names. */
export type HitPolicy =
  | 'first' | 'unique' | 'any' | 'priority' | 'rule_order' | 'output_order'
  | 'collect' | 'collect_sum' | 'collect_min' | 'collect_max' | 'collect_count'; // prettier-ignore

/** One rule (or table row) of a decision. `when: null` is `otherwise`: it stands last and matches what nothing before it matched. */
export interface Rule extends Cited {
  readonly id: string;
  readonly when: Condition | null;
  readonly then: JsonObject;
  /** What to tell the person this rule answers. */
  readonly say?: Text;
}

/** A decision, compiled: rules in declared order (order is meaning), a hit policy, and the names it sets. */
export interface Decision {
  readonly id: string;
  readonly hit: HitPolicy;
  /** Which requests this decision is about; absent = all. */
  readonly applies?: Condition;
  /** What a rule's `then` may set: plain names (`decision`, `risk`) or facts (`ticket.priority`). */
  readonly sets: readonly string[];
  /** The allowed values of what it sets, best first: how `priority` and `output_order` rank. Those two need it for one name at least. */
  readonly order?: { readonly [name: string]: readonly Json[] };
  readonly rules: readonly Rule[];
  readonly reference: Reference;
}

/** A rule as a result names it. */
export interface FiredRule extends Cited {
  readonly id: string;
  readonly say?: Text;
}

/**
 * What deciding gave. `missing`: a rule that could have decided was undecided; `missing` lists the facts to ask for.
 * `no_rule`: nothing matched. `conflict`: a `unique` or `any` decision matched rules that its hit policy forbids together.
 */
export type DecisionResult =
  | {
      readonly outcome: 'decided';
      readonly values: JsonObject;
      readonly rules: readonly FiredRule[];
      readonly rows: readonly Json[];
    }
  | { readonly outcome: 'missing'; readonly missing: readonly FactPath[]; readonly rules: readonly FiredRule[] }
  | { readonly outcome: 'no_rule' }
  | { readonly outcome: 'conflict'; readonly rules: readonly FiredRule[] };
