import type { Node } from '@deskbook/dsl/bundle';
import { beginVerb } from './begin-verb.ts';
import { answered, establish, nodeState, setNode, type Draft } from './draft.ts';
import { beginEnding, drained, settleInto } from './ending.ts';
import type { Entry } from './entry.ts';
import { exerciseDuty } from './exercise-duty.ts';
import { awaiting } from './fits.ts';
import { byHand, holdAnswers, isWork } from './outcomes.ts';
import { conclude } from './react.ts';
import type { Held } from './run-state.ts';
import { enterNode, startNode } from './start-node.ts';
import { clearPending, happened, pendingAt } from './verbs/effect-ledger.ts';
import { opened, reassigned } from './verbs/task.ts';

/** Takes what concerns a held node: that somebody was told, and what they answered. */
export function takeHold(draft: Draft, node: Node, entry: Entry): boolean {
  if (entry.type === 'task.opened') return opened(draft, { ...entry, deadline: null });
  if (entry.type === 'task.reassigned') return reassigned(draft, entry);
  const { held } = nodeState(draft, node.id);
  if (entry.type !== 'task.answered' || held === null) return false;
  if (!answersTo(node, held).includes(entry.outcome)) return false;
  if (answered(draft, awaiting(entry.task)) === null) return false;
  setNode(draft, node.id, { task: null, held: null });
  if (held.phase === 'end') answerEnd(draft, node, held, entry.outcome);
  else answerStep(draft, node, held, entry);
  if (draft.state.ending !== null && draft.state.status === 'running') drained(draft);
  return true;
}

/** What a person may answer here. An end that requires something can always be said to be reached. */
export function answersTo(node: Node, held: Held): readonly string[] {
  return held.phase === 'end' ? ['retry', 'done', 'skip', 'give_up'] : holdAnswers(node.verb);
}

function answerEnd(draft: Draft, node: Node, held: Held, outcome: string): void {
  const end = { end: held.end ?? 'done', undo: false, by: null, reason: null };
  setNode(draft, node.id, { status: 'finished' });
  if (outcome === 'give_up') settleInto(draft, { ...end, end: 'failed', reason: held.reason });
  else if (outcome === 'skip') settleInto(draft, { ...end, reason: 'told to end all the same' });
  else {
    if (outcome === 'done') establish(draft, node.id, held.missing);
    beginEnding(draft, node, end);
  }
}

function answerStep(draft: Draft, node: Node, held: Held, entry: Extract<Entry, { type: 'task.answered' }>): void {
  const state = nodeState(draft, node.id);
  const at = { node: node.id, visit: state.visit };
  switch (entry.outcome) {
    case 'retry':
      setNode(draft, node.id, { base: state.attempt });
      if (draft.state.ending !== null) return giveUpOn(draft, node);
      if (held.phase === 'when') return startNode(draft, node);
      return held.phase === 'requires' ? enterNode(draft, node) : beginVerb(draft, node);
    case 'done':
      if (node.verb.kind === 'do' && pendingAt(draft, at) !== null) {
        return happened(draft, node, node.verb, at, entry.form);
      }
      if (isWork(node.verb)) exerciseDuty(draft, entry.by, 'perform');
      return conclude(draft, node, byHand(node.verb) ?? 'done', entry.form);
    case 'skip':
      clearPending(draft, at);
      return setNode(draft, node.id, { status: draft.state.ending === null ? 'skipped' : 'dropped' });
    default:
      giveUpOn(draft, node);
      if (draft.state.ending === null)
        settleInto(draft, { end: 'failed', undo: false, by: entry.by, reason: held.reason });
  }
}

function giveUpOn(draft: Draft, node: Node): void {
  clearPending(draft, { node: node.id, visit: nodeState(draft, node.id).visit });
  setNode(draft, node.id, { status: 'dropped' });
}
