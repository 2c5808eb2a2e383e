import type { Node } from '@deskbook/dsl/bundle';
import { answered, command, nodeState, setNode, type Draft } from '../draft.ts';
import type { Entry } from '../entry.ts';
import { exerciseDuty } from '../exercise-duty.ts';
import { awaiting, ofTimer, ofType } from '../fits.ts';
import { conclude } from '../react.ts';
import { openTask } from '../tasks.ts';

/** Opens work, a question or a diagnosis for a person, and waits for what they answer. */
export function beginTask(draft: Draft, node: Node, what: 'task' | 'ask' | 'tree'): void {
  openTask(draft, node, what, null);
}

/** Takes the opening of a task, its reassignment, its answer, or that nobody answered in time. */
export function takeTask(draft: Draft, node: Node, entry: Entry, outcomes: readonly string[] | null): boolean {
  switch (entry.type) {
    case 'task.opened':
      return opened(draft, entry);
    case 'task.reassigned':
      return reassigned(draft, entry);
    case 'task.answered':
      if (outcomes !== null && !outcomes.includes(entry.outcome)) return false;
      if (answered(draft, awaiting(entry.task)) === null) return false;
      if (node.verb.kind === 'task' && entry.outcome === 'done') exerciseDuty(draft, entry.by, 'perform');
      conclude(draft, node, entry.outcome, entry.form);
      return true;
    case 'timer.fired':
      if (entry.timer !== 'within' || answered(draft, ofTimer('sleep', entry, 'within')) === null) return false;
      conclude(draft, node, 'timed_out', {});
      return true;
    default:
      return false;
  }
}

/** A task is on somebody's list: from now on its answer is awaited, and its deadline runs. Serves every kind of task. */
export function opened(draft: Draft, entry: Extract<Entry, { type: 'task.opened' }>): boolean {
  const wanted = answered(draft, ofType('open', entry));
  if (wanted === null) return false;
  const { node, visit, task, what, assignees, role, deadline } = entry;
  const title = entry.title ?? null;
  setNode(draft, node, { task: { task, what, title, assignees, role, deadline, reason: wanted.reason } });
  command(draft, { type: 'await', what, task, node, visit });
  if (deadline !== null) command(draft, { type: 'sleep', timer: 'within', due: deadline, node, visit });
  return true;
}

/** A task changed hands. */
export function reassigned(draft: Draft, entry: Extract<Entry, { type: 'task.reassigned' }>): boolean {
  const { task } = nodeState(draft, entry.node);
  if (task === null || task.task !== entry.task || !draft.outstanding.some(awaiting(entry.task))) return false;
  setNode(draft, entry.node, { task: { ...task, assignees: entry.assignees, role: entry.role } });
  return true;
}
