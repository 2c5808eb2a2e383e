import type { Condition, Duration, Reference, Text } from '@deskbook/policies';
import type { Fields } from './field.ts';
import type { Value, Values } from './value.ts';

/** A step's id, unique in its workflow however deep it stands. Iterations of `each` are runs of their own. */
export type NodeId = string;

/** Who answers for a step, and performs it if it is work for a person. `fallback` roles take over in this order. */
export interface Assignment {
  readonly actor: 'it_agent' | 'employee' | 'manager_approval' | 'system';
  readonly role: string | null;
  readonly person: Value | null;
  readonly fallback: readonly string[];
}

/** What a step does: one verb. */
export type Verb =
  | { readonly kind: 'do'; readonly action: string; readonly with: Values }
  | { readonly kind: 'task'; readonly text: Text; readonly form: Fields; readonly within: Duration | null }
  | {
      readonly kind: 'ask';
      readonly person: Value;
      readonly text: Text;
      readonly form: Fields;
      readonly within: Duration | null;
    }
  | { readonly kind: 'approve'; readonly approval: string }
  | { readonly kind: 'decide'; readonly decision: string }
  | { readonly kind: 'choose'; readonly branches: readonly Branch[] }
  | { readonly kind: 'tree'; readonly tree: string; readonly with: Values }
  | { readonly kind: 'wait'; readonly for: WaitFor; readonly within: Duration | null }
  | {
      readonly kind: 'each';
      readonly in: Value;
      readonly as: string;
      readonly key: Value | null;
      readonly atOnce: number;
      readonly nodes: readonly Node[];
    }
  | { readonly kind: 'find'; readonly when: Condition; readonly atMost: number }
  | { readonly kind: 'run'; readonly workflow: string; readonly with: Values };

/** One way a `choose` can go; its steps are the nodes whose `block` is `<choose>:<branch>`. `when: null` is `otherwise`. */
export interface Branch {
  readonly id: string;
  readonly when: Condition | null;
}

/** What a `wait` waits for: an event that matches (values by fact path), an instant, a length of time, or a check that comes true. */
export type WaitFor =
  | { readonly kind: 'event'; readonly event: string; readonly match: Values; readonly since: 'run' | 'step' }
  | { readonly kind: 'until'; readonly until: Value }
  | { readonly kind: 'duration'; readonly duration: Duration }
  | {
      readonly kind: 'check';
      readonly action: string;
      readonly with: Values;
      readonly when: Condition;
      readonly every: Duration;
    };

/** What happens at an outcome. `block`: the steps whose `block` is `<node>:<outcome>` run, then the node counts as finished. */
export type Reaction = { readonly establishes: readonly string[] } & (
  | { readonly kind: 'continue' }
  | { readonly kind: 'hold' }
  | { readonly kind: 'end'; readonly end: string }
  | { readonly kind: 'undo'; readonly end: string }
  | { readonly kind: 'go'; readonly to: NodeId; readonly atMost: number; readonly otherwise: Reaction }
  | { readonly kind: 'block' }
);

/** A step, compiled: every default filled in, every outcome of its verb answered. */
export interface Node {
  readonly id: NodeId;
  readonly title: Text;
  /** null at the top; `<node>:<branch or outcome>` inside a `choose` branch or an outcome's steps; `finallyBlock` in `finally`. */
  readonly block: string | null;
  /** Steps of the same block this one waits for. */
  readonly needs: readonly NodeId[];
  readonly join: 'all' | 'any' | number;
  /** False: skipped, which counts as finished. Undecided: held for a person. */
  readonly when: Condition | null;
  readonly verb: Verb;
  readonly outcomes: { readonly [outcome: string]: Reaction };
  readonly by: Assignment;
  readonly requires: readonly string[];
  readonly establishes: readonly string[];
  readonly plan: NodePlan;
  readonly reference: Reference;
}

/** What only people read: the planner's and the report's view of a step. */
export interface NodePlan {
  /** The name the bundle's documents print (`step_1`); absent: derived from the order. */
  readonly name?: string;
  readonly tools: readonly string[];
  readonly estimate: Duration | null;
  readonly privacy: { readonly class?: string; readonly note?: string; readonly keep?: string } | null;
}
