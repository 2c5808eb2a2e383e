import type { Facts, Json } from '@deskbook/policies';
import type { Verb } from '@deskbook/dsl/bundle';
import { isRecord } from '../../facts/is-record.ts';
import { factsIn, resolveValue } from '../resolve-values.ts';
import { answer, blocked, factsFor, lacking, visitOf, type NodeWork } from '../work.ts';

type Each = Extract<Verb, { kind: 'each' }>;

/** How many items a step goes through at most: each of them is a run. */
const mostItems = 1_000;

/** Lists the items of an `each`, with a key for every one of them. */
export async function listItems(work: NodeWork<'list'>): Promise<void> {
  const { verb } = work.node;
  if (verb.kind !== 'each') return;
  const needs = [...factsIn(verb.in), ...(verb.key === null ? [] : factsIn(verb.key))];
  const gathered = await factsFor(work, needs);
  const list = resolveValue(verb.in, gathered.facts);
  if (!list.ok) await lacking(work, list.missing, gathered);
  else if (!Array.isArray(list.value)) await blocked(work, 'invalid', 'what to go through is not a list');
  else if (list.value.length > mostItems) await blocked(work, 'invalid', `there are more than ${mostItems} items`);
  else {
    const items = withKeys(verb, list.value, gathered.facts);
    await answer(work, { type: 'items.listed', items, ...visitOf(work) });
  }
}

/** The key of an item: as written, else the item or its id, else its place. One that stands twice is numbered. */
function withKeys(verb: Each, values: readonly Json[], facts: Facts): readonly { key: string; value: Json }[] {
  const times = new Map<string, number>();
  return values.map((value, index) => {
    const key = keyOf(verb, value, index, facts);
    const time = (times.get(key) ?? 0) + 1;
    times.set(key, time);
    return { key: time === 1 ? key : `${key}.${time}`, value };
  });
}

function keyOf(verb: Each, value: Json, index: number, facts: Facts): string {
  if (verb.key !== null) {
    const resolved = resolveValue(verb.key, { ...facts, item: value, [verb.as]: value });
    if (resolved.ok && (typeof resolved.value === 'string' || typeof resolved.value === 'number'))
      return String(resolved.value);
  }
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (isRecord(value) && typeof value['id'] === 'string') return value['id'];
  return String(index + 1);
}
