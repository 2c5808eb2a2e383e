import type { Json, JsonObject } from '@deskbook/policies';

/** The orchestrator's contract, by its own field names. */
export interface RouteTask {
  readonly id: string;
  readonly description: string;
  readonly owner: string;
  readonly depends_on: readonly string[];
  readonly required_data?: readonly RequiredData[];
  readonly status: 'pending' | 'in_progress' | 'completed' | 'failed';
  readonly outputs: JsonObject;
}

export interface RequiredData {
  readonly data_path: string;
  readonly skill: string;
  readonly min_count: number;
  readonly priority: 'required' | 'optional';
}

export interface RouteState {
  readonly intent: JsonObject & { readonly intent_class: string };
  readonly plan: { readonly tasks: readonly RouteTask[]; readonly routing: readonly string[] };
  readonly trace: {
    readonly node_run_order: readonly string[];
    readonly state_deltas: readonly { readonly node: string; readonly path: string; readonly value: Json }[];
  };
}
