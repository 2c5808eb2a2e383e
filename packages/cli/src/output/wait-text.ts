import type { RunWait, TaskRecord, WaitingStep } from '@deskbook/core/runs';

/** What a run waits for, in a line and what belongs to it. */
export function waitText(wait: RunWait): readonly string[] {
  const when = [
    ...(wait.since === null ? [] : [`since ${wait.since}`]),
    ...(wait.until === null || wait.kind === 'system' || wait.kind === 'time' ? [] : [`until ${wait.until}`]),
  ].join(', ');
  const below = when === '' ? [] : [`  ${when}`];
  switch (wait.kind) {
    case 'person':
      return [...taskText(wait.task), ...below];
    case 'time':
      return [`waits until ${wait.until ?? ''} (${wait.node})`, ...below];
    case 'event':
      return [`waits for ${wait.event} (${wait.node})`, ...below];
    case 'system':
      return systemText(wait.step);
    case 'part':
      return [`waits for its part ${wait.run} (${wait.node})`, ...below];
    case 'desk':
      return [`goes on as soon as a desk runs (${wait.node === '' ? wait.what : `${wait.node}: ${wait.what}`})`];
    case 'pause':
      return [`is paused by ${wait.by}: ${wait.reason}`, ...below];
  }
}

/** Whom a task lies with, what it is, and how it is answered. */
export function taskText(task: TaskRecord): readonly string[] {
  return [
    `waits for ${task.assignees.join(' or ') || task.role || 'somebody'}: ${task.title}${heldText(task)}`,
    `  ${task.kind} ${task.task}${offeredText(task)}`,
  ];
}

/** Which step is held, and why: what a held step asks is the same for all of them. */
function heldText({ kind, node, details }: TaskRecord): string {
  return kind === 'hold' && typeof details['reason'] === 'string' ? ` (${node}: ${details['reason']})` : '';
}

/** What a held step can be answered. It follows from the step and from what became of it, so that no guide can list it. */
function offeredText({ kind, details: { outcomes } }: TaskRecord): string {
  return kind === 'hold' && Array.isArray(outcomes) ? `, to be answered ${outcomes.join(', ')}` : '';
}

/** A step that waits for a system: for which, since when, how often it was tried, and what happens next. */
export function systemText({ system, node, since, tries, next, task, message }: WaitingStep): readonly string[] {
  const then = next !== null ? `tried again at ${next}` : task === null ? 'tried again as soon as a desk runs' : 'no longer tried by itself: answer retry'; // prettier-ignore
  return [
    `waits for the system ${system} (${node}): ${message}`,
    `  since ${since}, tried ${tries === 1 ? 'once' : `${tries} times`}, ${then}`,
  ];
}
