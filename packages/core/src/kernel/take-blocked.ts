import type { Node } from '@deskbook/dsl/bundle';
import { beginVerb } from './begin-verb.ts';
import { answered, command, keyOf, nodeState, setNode, type Draft } from './draft.ts';
import type { BlockedEntry, Entry } from './entry.ts';
import { ofTimer, ofType } from './fits.ts';
import { hold } from './hold.ts';
import { mayRetry, retryDelay } from './retry-delay.ts';
import { startNode } from './start-node.ts';

/** Takes that a step could not be prepared. An outage is waited out for a while; everything else is for a person. */
export function takeBlocked(draft: Draft, node: Node, entry: Entry): boolean {
  if (entry.type === 'timer.fired') return tryAgain(draft, node, entry);
  // A wait goes on waiting for what else may come.
  if (entry.type !== 'step.blocked' || entry.command === 'await') return false;
  if (answered(draft, ofType(entry.command, entry)) === null) return false;
  const { visit, attempt, base } = nodeState(draft, node.id);
  const tried = attempt + 1 - base;
  if (entry.reason !== 'unavailable' || !mayRetry(null, tried)) {
    giveUp(draft, node, entry);
    return true;
  }
  setNode(draft, node.id, { attempt: attempt + 1, blocked: entry.command });
  const after = { milliseconds: retryDelay(null, keyOf(draft, node), tried) };
  command(draft, { type: 'schedule', timer: 'retry', after, node: node.id, visit });
  return true;
}

function giveUp(draft: Draft, node: Node, entry: BlockedEntry): void {
  const { command: wanted, reason, message, missing } = entry;
  hold(draft, node, { phase: wanted === 'evaluate' ? 'when' : 'verb', reason: `${reason}: ${message}`, missing });
}

/** The pause is over: what could not be carried out is asked for again. */
function tryAgain(draft: Draft, node: Node, entry: Extract<Entry, { type: 'timer.fired' }>): boolean {
  const { blocked, attempt } = nodeState(draft, node.id);
  if (blocked === null || entry.timer !== 'retry') return false;
  if (answered(draft, ofTimer('sleep', entry, 'retry')) === null) return false;
  setNode(draft, node.id, { blocked: null });
  if (blocked !== 'evaluate') {
    beginVerb(draft, node);
    return true;
  }
  startNode(draft, node);
  setNode(draft, node.id, { attempt });
  return true;
}
