import type { Json, JsonObject } from '@deskbook/policies';

/** One task of an orchestrator's plan, by the contract's own field names. (Type aliases, so that they are plain JSON to the compiler.) */
export type RouteTask = {
  readonly id: string;
  readonly description: string;
  /** The agent's printed title. */
  readonly owner: string;
  readonly depends_on: readonly string[];
  readonly required_data?: readonly RequiredData[];
  readonly status: 'pending' | 'in_progress' | 'completed' | 'failed';
  /** Filled by the owner, and by nobody else. */
  readonly outputs: JsonObject;
};

/** Data a skill declares in its agent's contract. Declared, never checked here: availability is the agents' business. */
export type RequiredData = {
  readonly data_path: string;
  readonly skill: string;
  readonly min_count: number;
  readonly priority: 'required' | 'optional';
};

/** One write: who wrote what where, as a JSON Pointer into the state. */
export interface StateDelta {
  readonly node: string;
  readonly path: string;
  readonly value: Json;
}

/** What the orchestrator works on. It reads `intent` and writes `plan` and `trace`; agents write into their own task alone. */
export interface RouteState {
  readonly intent: JsonObject & { readonly intent_class: string };
  readonly plan: { readonly tasks: readonly RouteTask[]; readonly routing: readonly string[] };
  readonly trace: { readonly node_run_order: readonly string[]; readonly state_deltas: readonly StateDelta[] };
}

/** Why a state could not be planned, or a write was refused. Nothing changes. */
export interface RouteRefusal {
  readonly code:
    | 'invalid_intent'
    | 'unknown_intent'
    | 'missing_value'
    | 'not_yours'
    | 'no_such_task'
    | 'not_ready'
    | 'invalid_status';
  readonly message: string;
}
