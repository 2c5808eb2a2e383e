import type { Node, WaitFor } from '@deskbook/dsl/bundle';
import type { Visit } from '../../kernel/entry.ts';
import type { KeptEvent } from '../../kernel/run-state.ts';
import { matchEvent } from '../match-event.ts';
import { answer, blocked, visitOf, type NodeWork } from '../work.ts';

type EventWait = Extract<WaitFor, { kind: 'event' }>;

/** The event a step waits for, if it is one that waits for an event. */
export function eventWaitOf(node: Node): EventWait | null {
  return node.verb.kind === 'wait' && node.verb.for.kind === 'event' ? node.verb.for : null;
}

/**
 * Looks whether the event came before the wait began, or while nobody could tell, and was kept. While that cannot be told of one, it is
 * looked at again later; the wait goes on meanwhile.
 */
export async function awaitEvent(work: NodeWork<'await'>): Promise<void> {
  const wait = eventWaitOf(work.node);
  if (wait === null) return;
  const { host, running } = work;
  const state = running.state();
  let undecided: KeptEvent | null = null;
  for (const kept of state.kept) {
    if (kept.event !== wait.event || !mayConcern(wait, kept, work.command)) continue;
    const told = { facts: kept.facts, unresolved: kept.unresolved ?? [] };
    const { truth, facts } = await matchEvent(host, { bundle: running.bundle, state }, wait.match, told);
    const { source, id } = kept;
    if (truth === 'holds')
      return void (await answer(work, { type: 'event.matched', source, id, facts, ...visitOf(work) }));
    if (truth === 'undecided') undecided ??= kept;
  }
  if (undecided !== null) await blocked(work, 'unavailable', `whether ${undecided.source}/${undecided.id} is the one`);
}

/** Whether a kept event counts for a visit of a wait: as of the beginning of the run, or as one that came while nobody could tell. */
function mayConcern({ since }: EventWait, { undecided = [] }: KeptEvent, { node, visit }: Visit): boolean {
  return since === 'run' || undecided.some((open) => open.node === node && open.visit === visit);
}
