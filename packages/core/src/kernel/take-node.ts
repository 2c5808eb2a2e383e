import type { Node } from '@deskbook/dsl/bundle';
import { answered, command, nodeState, type Draft } from './draft.ts';
import type { Entry } from './entry.ts';
import { ofTimer, ofType } from './fits.ts';
import { takeBlocked } from './take-blocked.ts';
import { takeHold } from './take-hold.ts';
import { takeCondition } from './start-node.ts';
import { takeApprove } from './verbs/approve.ts';
import { takeChildren } from './verbs/children.ts';
import { takeChoose } from './verbs/choose.ts';
import { takeDecide } from './verbs/decide.ts';
import { takeDo } from './verbs/do.ts';
import { takeFind } from './verbs/find.ts';
import { takeTask } from './verbs/task.ts';
import { takeWait } from './verbs/wait.ts';

type NodeEntry = Extract<Entry, { readonly node: string }>;

/** Takes an entry about a node of a run that is going on. False: nothing that is outstanding is answered by it. */
export function takeNode(draft: Draft, node: Node, entry: NodeEntry): boolean {
  if (entry.type === 'timer.set') return timerSet(draft, entry);
  if (nodeState(draft, node.id).status === 'held')
    return takeHold(draft, node, entry) || lateEffect(draft, node, entry);
  return takeCondition(draft, node, entry) || takeBlocked(draft, node, entry) || takeVerb(draft, node, entry);
}

/** An instant was worked out: from now on it is slept until. */
export function timerSet(draft: Draft, entry: Extract<Entry, { type: 'timer.set' }>): boolean {
  if (answered(draft, ofTimer('schedule', entry, entry.timer)) === null) return false;
  const { node, visit, timer, due, at } = entry;
  const since = draft.graph.workflow.activates?.node === node ? { since: at } : {};
  command(draft, { type: 'sleep', timer, due, ...since, node, visit });
  return true;
}

/** An effect comes in while its node is held: of an earlier visit, or one that was given up. */
function lateEffect(draft: Draft, node: Node, entry: NodeEntry): boolean {
  if (node.verb.kind !== 'do') return false;
  const comesIn = entry.type === 'effect.done' || draft.outstanding.some(ofType('attempt', entry));
  return comesIn && takeDo(draft, node, node.verb, entry);
}

function takeVerb(draft: Draft, node: Node, entry: NodeEntry): boolean {
  const { verb } = node;
  switch (verb.kind) {
    case 'do':
      return takeDo(draft, node, verb, entry);
    case 'task':
      return takeTask(draft, node, entry, ['done', 'declined']);
    case 'ask':
      return takeTask(draft, node, entry, ['answered', 'declined']);
    case 'tree':
      return takeTask(draft, node, entry, null);
    case 'approve':
      return takeApprove(draft, node, verb, entry);
    case 'decide':
      return takeDecide(draft, node, entry);
    case 'choose':
      return takeChoose(draft, node, verb, entry);
    case 'wait':
      return takeWait(draft, node, verb, entry);
    case 'each':
      return takeChildren(draft, node, verb.atOnce, entry);
    case 'find':
      return takeFind(draft, node, entry);
    case 'run':
      return takeChildren(draft, node, 1, entry);
  }
}
