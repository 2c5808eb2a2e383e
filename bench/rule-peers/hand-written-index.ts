import type { CorpusRule, CorpusTest, RuleCorpus, Ticket, TicketField } from '../corpora/corpus-rule.ts';
import { isTest } from '../corpora/corpus-rule.ts';
import { nativeAll } from './native-test.ts';
import type { NativeTest } from './native-test.ts';
import type { RulePeer } from './rule-peer.ts';

interface Filed {
  readonly order: number;
  readonly id: string;
  readonly holds: NativeTest;
}

/** What stands under the values of fields, field by field. */
type Shelves<Under> = readonly { readonly field: TicketField; readonly values: Map<string, Under> }[];

/** Rules under one value: those that need a second one by that, and those that need none. */
interface Shelf {
  readonly rest: readonly Filed[];
  readonly by: Shelves<readonly Filed[]>;
}

/** A rule on its way to its place: the equalities to file it under, the rarest first. */
interface Unfiled extends Filed {
  readonly keys: readonly CorpusTest[];
}

/**
 * An index as somebody writes it who has nothing to guard: rules filed under the rarest value they need and, in there, under the
 * next rarest; the conditions that are left are native closures. It takes every fact to be there and of its type, explains nothing,
 * and is undecided about nothing: the limit that rules with all of that are held against.
 */
export function handWrittenIndex({ rules }: RuleCorpus): RulePeer {
  const rarity = countValues(rules);
  const unfiled = rules.map((rule, order) => prepare(rule, order, rarity));
  const rest = unfiled.filter(({ keys }) => keys.length === 0);
  const shelves = shelve(unfiled, 0, (under): Shelf => ({
    rest: under.filter(({ keys }) => keys.length === 1),
    by: shelve(under, 1, (filed) => filed),
  }));
  return {
    name: 'hand-written two-level index, native closures',
    matching: ({ ticket }) => {
      const found: Filed[] = [];
      take(rest, ticket, found);
      for (const { field, values } of shelves) {
        const shelf = values.get(ticket[field] as string);
        if (shelf === undefined) continue;
        take(shelf.rest, ticket, found);
        for (const { field: next, values: under } of shelf.by) {
          const filed = under.get(ticket[next] as string);
          if (filed !== undefined) take(filed, ticket, found);
        }
      }
      if (found.length > 1) found.sort((one, other) => one.order - other.order);
      return found.map(({ id }) => id);
    },
  };
}

function prepare(rule: CorpusRule, order: number, rarity: ReadonlyMap<string, number>): Unfiled {
  const keys = rule.all
    .filter((condition): condition is CorpusTest => isTest(condition) && /^(equals|in)$/.test(condition.operator))
    .toSorted((one, other) => cost(rarity, one) - cost(rarity, other))
    .slice(0, 2);
  const left = rule.all.filter((condition) => !keys.includes(condition as CorpusTest));
  return { order, id: rule.id, holds: nativeAll(left, 'RegExp'), keys };
}

/** Files rules under the values of their key at a level, and makes of each value's rules what stands there. */
function shelve<Under>(
  rules: readonly Unfiled[],
  level: number,
  make: (rules: readonly Unfiled[]) => Under,
): Shelves<Under> {
  const byField = Map.groupBy(
    rules.filter(({ keys }) => keys.length > level),
    ({ keys }) => keys[level]?.field ?? 'service',
  );
  return [...byField].map(([field, filed]) => {
    const byValue = new Map<string, Unfiled[]>();
    for (const rule of filed) {
      for (const value of valuesOf(rule.keys[level])) {
        const under = byValue.get(value);
        if (under === undefined) byValue.set(value, [rule]);
        else under.push(rule);
      }
    }
    return { field, values: new Map([...byValue].map(([value, under]) => [value, make(under)])) };
  });
}

function take(filed: readonly Filed[], ticket: Ticket, into: Filed[]): void {
  for (const one of filed) if (one.holds(ticket)) into.push(one);
}

/** How many rules name each value of each field. */
function countValues(rules: readonly CorpusRule[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { all } of rules) {
    for (const condition of all) {
      if (!isTest(condition)) continue;
      for (const value of valuesOf(condition)) {
        const key = `${condition.field} ${value}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }
  return counts;
}

/** How many rules stand under the values of a test: the fewer, the better it narrows. */
function cost(rarity: ReadonlyMap<string, number>, test: CorpusTest): number {
  return valuesOf(test).reduce((sum, value) => sum + (rarity.get(`${test.field} ${value}`) ?? 0), 0);
}

function valuesOf(test: CorpusTest | undefined): readonly string[] {
  if (test === undefined) return [];
  return typeof test.value === 'object' ? test.value : [String(test.value)];
}
