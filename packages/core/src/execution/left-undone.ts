import type { Command } from '../kernel/command.ts';
import type { RunState } from '../kernel/run-state.ts';
import { isWork } from './touched-runs.ts';
import { commandId } from './work.ts';

/** What a machine should have carried out, by type. The end of a child is waited for, and so is an effect that was handed on. */
export function leftUndone(state: RunState, handed: ReadonlySet<string> = new Set()): readonly string[] {
  if (state.status === 'ended') return [];
  const isFor = (command: Command): boolean => isWork(state, command) || command.type === 'attempt';
  const left = state.outstanding.filter((command) => isFor(command) && command.type !== 'unwind');
  return left.filter((command) => !handed.has(commandId(command))).map(({ type }) => type);
}
