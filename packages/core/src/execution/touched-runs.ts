import type { Command } from '../kernel/command.ts';
import type { RunState } from '../kernel/run-state.ts';

/**
 * The runs that have something to do because a run has moved on: itself, where there is work for a machine, and once it has ended the run
 * it is a part of. What is only waited for (people, time, an effect that somebody performs) tells of itself when it comes.
 */
export function touchedRuns(before: RunState | null, after: RunState): readonly string[] {
  if (after.status === 'ended') return after.cause?.kind === 'run' ? [after.cause.run] : [];
  if ((after.paused ?? null) !== null) return [];
  const isNew = (command: Command): boolean =>
    (before?.paused ?? null) !== null || before?.outstanding.includes(command) !== true;
  const hasWork = after.outstanding.some(
    (command) => isWork(after, command) || (isLookedAt(command) && isNew(command)),
  );
  return hasWork ? [after.run] : [];
}

/** Whether a command is for a machine to carry out, and nobody does so already. */
export function isWork({ pending }: RunState, command: Command): boolean {
  if (command.type !== 'attempt') return command.type !== 'sleep' && command.type !== 'await';
  const asked = pending[command.key];
  return asked === undefined || asked.attempt !== command.attempt || asked.unknown;
}

/** What may have come before it was waited for is looked at once. */
const isLookedAt = (command: Command): boolean =>
  command.type === 'await' && ['child', 'event', 'tree'].includes(command.what);
