import type { Node, Verb } from '@deskbook/dsl/bundle';
import type { Duration } from '@deskbook/policies';
import { answered, command, nodeState, setNode, type Draft } from '../draft.ts';
import { effectKeyIn } from '../effect-key.ts';
import type { Entry, TimerName, Visit } from '../entry.ts';
import { ofTimer, ofType } from '../fits.ts';
import { conclude } from '../react.ts';
import { retryDelay } from '../retry-delay.ts';

type Wait = Extract<Verb, { kind: 'wait' }>;

/** Begins to wait: for an event, an instant, a while, or a check that comes true. `within` runs beside it. */
export function beginWait(draft: Draft, node: Node, verb: Wait): void {
  const at = { node: node.id, visit: nodeState(draft, node.id).visit };
  switch (verb.for.kind) {
    case 'event':
      command(draft, { type: 'await', what: 'event', task: effectKeyIn(draft.state, at.node, at.visit), ...at });
      break;
    case 'until':
      command(draft, { type: 'schedule', timer: 'wait', after: null, ...at });
      break;
    case 'duration':
      command(draft, { type: 'schedule', timer: 'wait', after: verb.for.duration, ...at });
      break;
    case 'check':
      look(draft, node);
  }
  if (verb.within !== null) {
    command(draft, { type: 'schedule', timer: 'within', after: verb.within, ...at });
  }
}

function look(draft: Draft, node: Node): void {
  const { visit, attempt } = nodeState(draft, node.id);
  setNode(draft, node.id, { attempt: attempt + 1 });
  command(draft, { type: 'poll', attempt: attempt + 1, node: node.id, visit });
}

/** Looks later whether an event that was kept is the one, while the wait goes on. False: it will be looked at anyway. */
export function lookAgain(draft: Draft, at: Visit): boolean {
  const here = ofType('await', at);
  const isSet = [ofTimer('schedule', at, 'retry'), ofTimer('sleep', at, 'retry')].some((fits) =>
    draft.outstanding.some(fits),
  );
  if (isSet || !draft.outstanding.some(here)) return false;
  const { attempt } = nodeState(draft, at.node);
  setNode(draft, at.node, { attempt: attempt + 1 });
  const key = effectKeyIn(draft.state, at.node, at.visit);
  const after = { milliseconds: retryDelay(null, key, attempt + 1) };
  command(draft, { type: 'schedule', timer: 'retry', after, node: at.node, visit: at.visit });
  return true;
}

/** Takes what was waited for, or that it did not come in time. */
export function takeWait(draft: Draft, node: Node, verb: Wait, entry: Entry): boolean {
  switch (entry.type) {
    case 'event.matched':
      if (answered(draft, ofType('await', entry)) === null) return false;
      conclude(draft, node, 'happened', { ...entry.facts, event: `${entry.source}/${entry.id}` });
      return true;
    case 'poll.done':
      if (verb.for.kind !== 'check' || answered(draft, ofType('poll', entry)) === null) return false;
      if (entry.truth === 'holds') conclude(draft, node, 'happened', entry.output);
      else later(draft, entry.node, entry.visit, 'poll', verb.for.every);
      return true;
    case 'step.blocked':
      return entry.command === 'await' && lookAgain(draft, entry);
    case 'timer.fired':
      return fired(draft, node, entry);
    default:
      return false;
  }
}

function later(draft: Draft, node: string, visit: number, timer: TimerName, after: Duration) {
  command(draft, { type: 'schedule', timer, after, node, visit });
}

function fired(draft: Draft, node: Node, entry: Extract<Entry, { type: 'timer.fired' }>): boolean {
  if (answered(draft, ofTimer('sleep', entry, entry.timer)) === null) return false;
  // What was kept is looked at whenever the run goes on: that the timer fired is enough.
  if (entry.timer === 'retry') return true;
  if (entry.timer === 'poll') look(draft, node);
  else conclude(draft, node, entry.timer === 'within' ? 'timed_out' : 'happened', {});
  return true;
}
