import { evaluate } from '../conditions/evaluate.ts';
import type { FactPath, Facts } from '../conditions/facts.ts';
import { parseInstant } from '../conditions/parse-instant.ts';
import { isRecord, splitPath } from '../conditions/read-fact.ts';
import { sameValue } from '../conditions/same-value.ts';
import type { Json } from '../json.ts';
import type { Decision } from '../rules/decision.ts';
import type { Change } from './change.ts';

/** A fact that would have to be otherwise. */
export type FactChange = Extract<Change, { readonly kind: 'fact' }>;

/** Decisions over facts, and what is known of how those facts could be otherwise. */
export interface DecidingScene {
  /** Every decision: those that classify, and those that set facts these read. */
  readonly decisions: readonly Decision[];
  readonly facts: Facts;
  /** Which facts may be thought of as otherwise. All but ids, unless given: with another id it is another question. */
  readonly changeable?: (fact: FactPath) => boolean;
  /** The values a fact can have, where it has few; null: any. No other is proposed. */
  readonly valuesOf?: (fact: FactPath) => readonly Json[] | null;
  /** Works out again what follows from facts: what is derived, what decisions set. Nothing does, unless given. */
  readonly settle?: (facts: Facts) => Facts;
}

/** The facts as they would be after some changes, with what follows from them. */
export function afterChanges({ facts, settle }: DecidingScene, changes: readonly FactChange[]): Facts {
  const changed = changes.reduce<Facts>((all, { fact, value }) => withFact(all, splitPath(fact), value), facts);
  return settle === undefined ? changed : settle(changed);
}

function withFact(record: Facts, [name = '', ...rest]: readonly string[], value: Json): Facts {
  const inner = Object.hasOwn(record, name) ? record[name] : undefined;
  const entry = rest.length === 0 ? value : withFact(isRecord(inner) ? inner : {}, rest, value);
  return Object.fromEntries([...Object.entries(record).filter(([each]) => each !== name), [name, entry]]);
}

/** The moment of a decision, in milliseconds. */
export function nowOf({ now }: Facts): number | undefined {
  return typeof now === 'string' ? parseInstant(now) : undefined;
}

/** How many values of one fact are tried. */
const MAX_VALUES = 3;

/** A change as it could really be: with values the fact can have, and none where it cannot be otherwise. */
export function realChanges(scene: DecidingScene, change: FactChange): readonly FactChange[] {
  const { changeable = isNoId, valuesOf = () => null } = scene;
  if (!changeable(change.fact)) return [];
  const values = valuesOf(change.fact);
  if (values === null) return [change];
  return values
    .filter((value) => sameValue(value, change.value) || doesWhatItMust(change, value, scene.facts))
    .slice(0, MAX_VALUES)
    .map((value) => ({ ...change, value }));
}

const isNoId = (fact: FactPath): boolean => !fact.endsWith('.id');

/** Whether a value is what a change asks for. */
export function doesWhatItMust({ must, reference }: FactChange, value: Json, facts: Facts): boolean {
  const condition = { kind: 'compare', operator: must.operator, operand: { value: must.operand } } as const;
  const now = Object.hasOwn(facts, 'now') ? { now: facts['now'] ?? null } : {};
  return evaluate({ ...condition, fact: 'it.is', reference }, { ...now, it: { is: value } }).truth === must.be;
}
