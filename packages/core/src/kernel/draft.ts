import type { Node, NodeId } from '@deskbook/dsl/bundle';
import type { Command } from './command.ts';
import { effectKeyIn } from './effect-key.ts';
import type { Entry } from './entry.ts';
import { type Graph, type GraphIndex, indexOf } from './graph.ts';
import { freshNode } from './initial-state.ts';
import type { NodeState, RunState } from './run-state.ts';
import type { Ignored, StepResult } from './step-result.ts';

/** A state while one entry is folded into it. Lives only inside `step`; what goes in and comes out is never written to. */
export interface Draft {
  readonly graph: Graph;
  readonly index: GraphIndex;
  readonly at: string;
  /** The state but for its nodes and commands, which stand below until the draft is closed. The draft's own: written to by `setState`. */
  state: RunState;
  nodes: { [id: NodeId]: NodeState };
  /** The nodes are this draft's own: written to only then. */
  ownsNodes: boolean;
  outstanding: readonly Command[];
  readonly arose: Command[];
}

/** Opens a draft of a state, to fold one entry into. */
export function openDraft(graph: Graph, state: RunState, entry: Entry): Draft {
  return {
    graph,
    index: indexOf(graph),
    at: entry.at,
    state: { ...state, count: state.count + 1 },
    nodes: state.nodes,
    ownsNodes: false,
    outstanding: state.outstanding,
    arose: [],
  };
}

/** The result of a draft. Commands that arose and were answered or dropped within the same step are not among its commands. */
export function closeDraft(draft: Draft, ignored: Ignored | null): StepResult {
  const { state, nodes, outstanding, arose } = draft;
  setState(draft, { nodes, outstanding });
  return { state, commands: arose.filter((command) => outstanding.includes(command)), ignored };
}

/** Where a node stands. One the graph does not have stands at its beginning. */
export function nodeState(draft: Draft, id: NodeId): NodeState {
  const node = draft.nodes[id];
  return node !== undefined && Object.hasOwn(draft.nodes, id) ? node : freshNode(0);
}

/** Changes where a node stands. */
export function setNode(draft: Draft, id: NodeId, change: Partial<NodeState>): void {
  replaceNode(draft, id, { ...nodeState(draft, id), ...change });
}

/** Puts a node somewhere else. What the draft was opened over stays as it is. */
export function replaceNode(draft: Draft, id: NodeId, node: NodeState): void {
  if (!draft.ownsNodes) draft.nodes = { ...draft.nodes };
  draft.ownsNodes = true;
  draft.nodes[id] = node;
}

/** Changes the run as a whole. */
export function setState(draft: Draft, change: Partial<RunState>): void {
  Object.assign(draft.state, change);
}

/** Asks the host for something. It stays outstanding until an entry answers it. */
export function command(draft: Draft, wanted: Command): void {
  draft.outstanding = [...draft.outstanding, wanted];
  draft.arose.push(wanted);
}

/** Takes the first outstanding command that fits off the list; null: none does. */
export function answered<Wanted extends Command>(
  draft: Draft,
  fits: (command: Command) => command is Wanted,
): Wanted | null {
  const found = draft.outstanding.find(fits);
  if (found === undefined) return null;
  draft.outstanding = draft.outstanding.filter((command) => command !== found);
  return found;
}

/** Drops what is outstanding for one visit of a node, but for effects that the world has already been asked for, and child runs being stopped. */
export function dropCommands(draft: Draft, id: NodeId, visit: number): void {
  draft.outstanding = draft.outstanding.filter((command) => {
    if (!('node' in command) || command.node !== id || command.visit !== visit) return true;
    if (command.type === 'unwind') return true;
    return (command.type === 'attempt' || command.type === 'check') && Object.hasOwn(draft.state.pending, command.key);
  });
}

/** Adds to what the run has established, in the order it came about, without repeats. */
export function establish(draft: Draft, node: NodeId, tokens: readonly string[]): void {
  const { established, establishedBy } = draft.state;
  const fresh = tokens.filter((token) => !established.includes(token));
  if (fresh.length === 0) return;
  const by = Object.fromEntries(fresh.map((token) => [token, node]));
  setState(draft, { established: [...established, ...fresh], establishedBy: { ...establishedBy, ...by } });
}

/** The idempotency key of the current visit of a node. */
export function keyOf(draft: Draft, node: Node): string {
  return effectKeyIn(draft.state, node.id, nodeState(draft, node.id).visit);
}
