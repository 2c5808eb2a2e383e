import type { Change, Condition, Duration, FactPath, Json, Reference, Text } from '@deskbook/policies';
import type { Fields } from './field.ts';
import type { Node } from './node.ts';
import type { Value } from './value.ts';

/** An executable graph: the flat list of its nodes in declared order. The kernel's `Graph`. */
export interface Workflow {
  readonly id: string;
  readonly title: Text;
  readonly input: Fields;
  /** Who performs, and for whom: with `for`, the person in that root must be allowed to ask for each effect. */
  readonly acts: { readonly as: string; readonly for: string | null };
  readonly oneRun: { readonly per: Value; readonly otherwise: 'join' | 'queue' | 'reject' | 'replace' } | null;
  /** How urgent its runs are, by a fact as it is when they begin: the first value goes first. Absent: after all that say it. */
  readonly priority?: { readonly by: FactPath; readonly order: readonly Json[] };
  readonly nodes: readonly Node[];
  readonly cancelWhen: { readonly changed: readonly Change[]; readonly when: Condition | null } | null;
  readonly undoWindow: Duration | null;
  /** Who is told when an undo fails. */
  readonly undoFailed: { readonly role: string; readonly title: Text };
  readonly ends: { readonly [end: string]: { readonly title: Text; readonly requires: readonly string[] } };
  readonly plan: WorkflowPlan;
  /** The template of its resolution report. */
  readonly report: string | null;
  /** It gives a temporary role, or breaks the glass: absent where it is an ordinary workflow. */
  readonly activates?: Activates;
  readonly reference: Reference;
}

/** What a run gives its requester while one of its nodes waits: from when the wait begins until its timer is due. */
export interface Activates {
  /** The id of the `TemporaryRole` or the `BreakGlass`. */
  readonly of: string;
  /** The node, a `wait`. */
  readonly node: string;
  /** Whether what was done is looked at afterwards: then the run goes on whoever wants it over, and its requester answers nothing in it. */
  readonly reviewed: boolean;
}

/** What the planner's document needs and the graph cannot tell. */
export interface WorkflowPlan {
  /** The plan's id; null: derived from the request. */
  readonly id: Value | null;
  readonly summary: Value | null;
  readonly risks: readonly string[];
  readonly mitigation: readonly string[];
  readonly assumes: readonly string[];
  readonly compliance: readonly string[];
  readonly successCriteria: readonly string[];
  readonly rollback: string | null;
  readonly urgency: Value | null;
  /** Roles asked when an approval gets no answer, in order; null: derived from the approvals. */
  readonly escalation: readonly string[] | null;
  /** How long it takes in all; absent or null: the longest way through the steps. */
  readonly estimate?: Duration | null;
}
