import type { Command } from '../kernel/command.ts';
import type { RunState } from '../kernel/run-state.ts';

/**
 * Whether a run only waits: whoever takes it in hand finds nothing to carry out until somebody answers, an event comes, or a timer is due.
 * So a desk that is opened over many such runs need not look at them.
 */
export function onlyWaits({ outstanding, kept }: Pick<RunState, 'outstanding' | 'kept'>): boolean {
  return outstanding.every((command) => isWait(command, kept.length > 0));
}

/** A timer, the answer of a person, or an event of which none was kept. Whether a child or a diagnosis has ended has to be looked at. */
function isWait(command: Command, hasKept: boolean): boolean {
  if (command.type === 'sleep') return true;
  if (command.type !== 'await') return false;
  return command.what === 'event' ? !hasKept : command.what !== 'child' && command.what !== 'tree';
}
