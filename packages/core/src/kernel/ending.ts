import { finallyBlock, type Node } from '@deskbook/dsl/bundle';
import { dropCommands, nodeState, setNode, setState, type Draft } from './draft.ts';
import { finishThenEnd, isFinishing } from './finishing.ts';
import { hold } from './hold.ts';
import type { Ending } from './run-state.ts';
import { nextUndo } from './undo.ts';
import { isUnwinding, unwind } from './unwind.ts';

/** What an end requires and the run has not established. */
function unmet(draft: Draft, end: string): readonly string[] {
  const { ends } = draft.graph.workflow;
  const required = (Object.hasOwn(ends, end) ? ends[end] : undefined)?.requires ?? [];
  return required.filter((token) => !draft.state.established.includes(token));
}

/** Heads for an end at a node. An end whose requirements are not met is held for a person instead. */
export function beginEnding(draft: Draft, node: Node, ending: Ending): void {
  if (draft.state.ending !== null || isFinishing(draft)) return;
  const missing = unmet(draft, ending.end);
  if (missing.length > 0 && !ending.undo) {
    hold(draft, node, {
      phase: 'end',
      reason: `the end \`${ending.end}\` requires ${missing.join(', ')}`,
      missing,
      end: ending.end,
    });
    return;
  }
  settleInto(draft, ending);
}

/**
 * Ends whatever was going on, but for effects the world has been asked for: those come in first. A step held because nobody knows
 * whether its effect happened stays open until a person says. Once `finally` has begun the end is what it was.
 */
export function settleInto(draft: Draft, wanted: Ending): void {
  const ending = draft.state.finishing ?? wanted;
  setState(draft, { ending });
  const pending = new Set(Object.values(draft.state.pending).map((effect) => effect.node));
  for (const [id, state] of Object.entries(draft.nodes)) {
    if (pending.has(id) || (state.status !== 'active' && state.status !== 'held' && state.status !== 'inside'))
      continue;
    dropCommands(draft, id, state.visit);
    setNode(draft, id, { status: 'dropped', task: null });
  }
  unwind(draft, (child) => ending.undo || !child.ended);
  drained(draft);
}

/** Once nothing is in flight any more: takes back what is to be taken back, then finishes and ends. */
export function drained(draft: Draft): void {
  const { ending } = draft.state;
  if (ending === null || draft.state.status !== 'running' || isUnwinding(draft)) return;
  if (Object.keys(draft.state.pending).length > 0) return;
  draft.outstanding = [];
  if (ending.undo) setState(draft, { status: 'undoing' });
  if (ending.undo) nextUndo(draft);
  else finishThenEnd(draft, ending);
}

/** The top of the graph is through: the run ends `done`, at the node that came last; that of `finally`: as it was going to. */
export function endIfThrough(draft: Draft): void {
  const { ending, finishing = null } = draft.state;
  if (ending !== null) return;
  const top = draft.index.blocks.get(finishing === null ? null : finallyBlock) ?? [];
  const through = top.every((node) => ['finished', 'skipped'].includes(nodeState(draft, node.id).status));
  const last = top.at(-1);
  if (!through) return;
  if (finishing !== null) settleInto(draft, finishing);
  else if (last === undefined) settleInto(draft, { end: 'done', undo: false, by: null, reason: null });
  else beginEnding(draft, last, { end: 'done', undo: false, by: null, reason: null });
}
