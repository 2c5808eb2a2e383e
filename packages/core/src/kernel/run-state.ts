import type { ApprovalState, Json, JsonObject } from '@deskbook/policies';
import type { NodeId } from '@deskbook/dsl/bundle';
import type { Command } from './command.ts';
import type { Cause, Confinement } from './entry.ts';

/** Where one node stands in its current visit. */
export interface NodeState {
  readonly visit: number;
  readonly status: 'waiting' | 'active' | 'inside' | 'held' | 'finished' | 'skipped' | 'undone' | 'dropped';
  readonly attempt: number;
  /** The outcome of its verb, once there is one. */
  readonly outcome: string | null;
  /** What `steps.<id>.…` reads. */
  readonly output: JsonObject;
  /** The block that is running inside it, if any. */
  readonly block: string | null;
  readonly approval: ApprovalState | null;
  readonly children: {
    readonly [key: string]: { readonly run: string | null; readonly end: string | null; readonly value: Json };
  };
}

/** An effect that was done and can, perhaps, be taken back. In order of completion. */
export interface DoneEffect {
  readonly node: NodeId;
  readonly visit: number;
  readonly action: string;
  readonly key: string;
  readonly at: string;
  readonly input: JsonObject;
  readonly output: JsonObject;
  readonly undone: 'no' | 'done' | 'failed';
}

/** A run, folded from its entries. Plain data: it is what a checkpoint holds. */
export interface RunState {
  readonly run: string;
  readonly workflow: string;
  readonly bundle: string;
  readonly status: 'running' | 'undoing' | 'ended';
  readonly end: string | null;
  readonly input: JsonObject;
  readonly facts: JsonObject;
  readonly requester: string | null;
  readonly cause: Cause | null;
  readonly confine: Confinement | null;
  readonly nodes: { readonly [id: NodeId]: NodeState };
  readonly established: readonly string[];
  readonly effects: readonly DoneEffect[];
  /** Who exercised which duty: `{ lena: ['request'], omar: ['approve'] }`. */
  readonly duties: { readonly [person: string]: readonly string[] };
  readonly outstanding: readonly Command[];
  /** How many entries made this state. */
  readonly count: number;
}
