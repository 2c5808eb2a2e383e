import type { Node, Verb } from '@deskbook/dsl/bundle';
import type { Duration } from '@deskbook/policies';
import { answered, command, nodeState, setNode, type Draft } from '../draft.ts';
import { effectKeyIn } from '../effect-key.ts';
import type { Entry, TimerName } from '../entry.ts';
import { ofTimer, ofType } from '../fits.ts';
import { conclude } from '../react.ts';

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
  if (entry.timer === 'poll') look(draft, node);
  else conclude(draft, node, entry.timer === 'within' ? 'timed_out' : 'happened', {});
  return true;
}
