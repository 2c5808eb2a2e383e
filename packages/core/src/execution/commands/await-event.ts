import { readFact, sameValue } from '@deskbook/policies/conditions';
import type { FactPath, Facts, JsonObject } from '@deskbook/policies';
import type { Node, Values, WaitFor } from '@deskbook/dsl/bundle';
import { factsIn, resolveValue } from '../resolve-values.ts';
import { answer, factsFor, visitOf, type NodeWork } from '../work.ts';

type EventWait = Extract<WaitFor, { kind: 'event' }>;

/** The event a step waits for, if it is one that waits for an event. */
export function eventWaitOf(node: Node): EventWait | null {
  return node.verb.kind === 'wait' && node.verb.for.kind === 'event' ? node.verb.for : null;
}

/** Whether an event is the one: every fact it must tell is the same value as the run's. What is absent matches nothing. */
export function matches(match: Values, event: JsonObject, facts: Facts): boolean {
  return Object.entries(match).every(([path, value]) => {
    const wanted = resolveValue(value, facts);
    const told = readFact(event, path);
    return wanted.ok && told !== undefined && sameValue(told, wanted.value);
  });
}

/** The facts of the run that a match compares with. */
export function matchNeeds(match: Values): readonly FactPath[] {
  return Object.values(match).flatMap(factsIn);
}

/** Looks whether the event came before the wait began, and was kept. */
export async function awaitEvent(work: NodeWork<'await'>): Promise<void> {
  const wait = eventWaitOf(work.node);
  const kept = wait === null || wait.since !== 'run' ? [] : work.running.state().kept;
  const candidates = kept.filter(({ event }) => event === wait?.event);
  if (wait === null || candidates.length === 0) return;
  const { facts } = await factsFor(work, matchNeeds(wait.match));
  const found = candidates.find((event) => matches(wait.match, event.facts, facts));
  if (found === undefined) return;
  const { source, id } = found;
  await answer(work, { type: 'event.matched', source, id, facts: found.facts, ...visitOf(work) });
}
