import type { Json } from '../json.ts';
import { RuleSearch } from './indexing/rule-search.ts';
import { changeLacking } from './match-trigger.ts';
import type { TriggerEvent } from './match-trigger.ts';
import type { TriggerRule } from './trigger-rule.ts';

/** The places of the triggers that start and of those that are undecided, in declared order. */
export interface PlacedTriggers {
  readonly started: readonly number[];
  readonly undecided: readonly number[];
}

/** Triggers that wait for the same change, and the index of their conditions. */
interface Group {
  readonly places: number[];
  search: RuleSearch | null;
}

/** The triggers of one type of event, filed under the change they wait for, and then by their conditions. */
export class TriggersOfType<T extends TriggerRule> {
  readonly rules: readonly T[];
  readonly #groups = new Map<string, Group>();

  constructor(rules: readonly T[]) {
    this.rules = rules;
    for (const [place, rule] of rules.entries()) {
      for (const key of new Set(keysOf(rule))) {
        const group = this.#groups.get(key);
        if (group === undefined) this.#groups.set(key, { places: [place], search: null });
        else group.places.push(place);
      }
    }
  }

  /** Finds what starts for an event of this type. */
  match(event: TriggerEvent): PlacedTriggers {
    const started = new Set<number>();
    const undecided = new Set<number>();
    for (const key of new Set(keysIn(event))) {
      const group = this.#groups.get(key);
      if (group === undefined) continue;
      group.search ??= new RuleSearch(group.places.map((place) => this.rules[place]?.when ?? null));
      const hits = group.search.hits(event.facts);
      for (const place of hits.matched.pick(group.places)) if (this.#hasChanged(place, event)) started.add(place);
      for (const place of hits.undecided.pick(group.places)) if (this.#hasChanged(place, event)) undecided.add(place);
    }
    return { started: inOrder(started), undecided: inOrder(undecided) };
  }

  #hasChanged(place: number, event: TriggerEvent): boolean {
    const rule = this.rules[place];
    return rule !== undefined && changeLacking(rule, event) === null;
  }
}

const inOrder = (places: ReadonlySet<number>): readonly number[] => [...places].sort((one, other) => one - other);

const ANY_EVENT = '';

/** What a trigger is filed under: nothing, or the first change it waits for, once for each value it may change to. */
function keysOf({ changed: [first] }: TriggerRule): readonly string[] {
  if (first === undefined) return [ANY_EVENT];
  const { fact, to } = first;
  return to?.every(isScalar) === true ? to.map((value) => changeKey(fact, value)) : [fact];
}

/** What an event is looked up under. */
function keysIn({ changes, created }: TriggerEvent): readonly string[] {
  if (created) return [ANY_EVENT];
  return [ANY_EVENT, ...changes.flatMap(({ fact, to }) => (isScalar(to) ? [fact, changeKey(fact, to)] : [fact]))];
}

const isScalar = (value: Json): boolean => typeof value !== 'object' || value === null;
const changeKey = (fact: string, value: Json): string => `${fact}=${JSON.stringify(value)}`;
