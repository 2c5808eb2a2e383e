import type { Node } from '@deskbook/dsl/bundle';
import { dropCommands, nodeState, setNode, type Draft } from './draft.ts';
import type { Held } from './run-state.ts';
import { openTask } from './tasks.ts';

/** Stops at a node until a person says how to go on. Everything else the node was waiting for is dropped. */
export function hold(
  draft: Draft,
  node: Node,
  held: {
    readonly phase: Held['phase'];
    readonly reason: string;
    readonly missing?: readonly string[];
    readonly end?: string;
  },
): void {
  dropCommands(draft, node.id, nodeState(draft, node.id).visit);
  setNode(draft, node.id, {
    status: 'held',
    task: null,
    held: { phase: held.phase, reason: held.reason, missing: held.missing ?? [], end: held.end ?? null },
  });
  openTask(draft, node, 'hold', held.reason);
}
