import type { Node } from '@deskbook/dsl/bundle';
import { beginVerb } from './begin-verb.ts';
import { answered, command, keyOf, nodeState, setNode, type Draft } from './draft.ts';
import type { Entry } from './entry.ts';
import { ofTimer, ofType } from './fits.ts';
import { hold } from './hold.ts';
import { mayRetry, retryDelay } from './retry-delay.ts';

/** Takes that a step could not be prepared. An outage is waited out for a while; everything else is for a person. */
export function takeBlocked(draft: Draft, node: Node, entry: Entry): boolean {
  if (entry.type === 'timer.fired') return retryTimer(draft, node, entry);
  if (entry.type !== 'step.blocked') return false;
  const here = ofType(entry.command as 'open', entry);
  if (answered(draft, here) === null) return false;
  const { visit, attempt, base, status } = nodeState(draft, node.id);
  const tried = attempt + 1 - base;
  const mayGoOn =
    entry.reason === 'unavailable' && status === 'active' && node.verb.kind !== 'do' && mayRetry(null, tried);
  if (!mayGoOn) {
    hold(draft, node, { phase: 'verb', reason: `${entry.reason}: ${entry.message}`, missing: entry.missing });
    return true;
  }
  setNode(draft, node.id, { attempt: attempt + 1 });
  const after = { milliseconds: retryDelay(null, keyOf(draft, node), tried) };
  command(draft, { type: 'schedule', timer: 'retry', after, node: node.id, visit });
  return true;
}

function retryTimer(draft: Draft, node: Node, entry: Extract<Entry, { type: 'timer.fired' }>): boolean {
  if (entry.timer !== 'retry' || answered(draft, ofTimer('sleep', entry, 'retry')) === null) return false;
  beginVerb(draft, node);
  return true;
}
