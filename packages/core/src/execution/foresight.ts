import { sameValue } from '@deskbook/policies';
import { activationOf } from '../kernel/activation-of.ts';
import type { Command } from '../kernel/command.ts';
import type { Graph } from '../kernel/graph.ts';
import type { RunState } from '../kernel/run-state.ts';

/** Commands that do nothing but read and ask before their answer is committed, and nothing outside before that is durable. */
const askingFirst: ReadonlySet<Command['type']> = new Set(['attempt', 'evaluate', 'choose', 'decide', 'end']);

/** Whether a command may be begun before what it follows from is durable. */
export const asksFirst = (command: Command): boolean => askingFirst.has(command.type);

/**
 * Whether what a run will ask for can be prepared while the moves are not durable yet that lead to it. Not where they give somebody a
 * role for a while, or take it back: that is read from what is on record.
 */
export function isForeseeable(graph: Graph, recorded: RunState, state: RunState): boolean {
  if (state.status === 'ended' || state.bundle !== recorded.bundle) return false;
  if ((state.paused ?? null) !== null || (recorded.paused ?? null) !== null) return false;
  return sameValue({ ...activationOf(graph, recorded) }, { ...activationOf(graph, state) });
}
