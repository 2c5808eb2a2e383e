/**
 * The request planner's JSON. Field names, and durations as texts of a number, are that document's contract; the published JSON
 * Schema stands beside it. Deterministic: the same classified request gives the same bytes.
 */
export interface PlanDocument {
  readonly plan_id: string;
  readonly request_summary: string;
  readonly classification: 'ALLOWED' | 'DENIED' | 'REQUIRES_APPROVAL';
  readonly priority: 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';
  /** Hours. */
  readonly estimated_duration: string;
  readonly steps: readonly PlanStep[];
  readonly approval_workflow: {
    readonly needed: boolean;
    readonly approvers: readonly string[];
    readonly approval_order: 'sequential' | 'parallel';
    readonly escalation_path: readonly string[];
    readonly timeout_hours: number;
  };
  readonly email_draft: {
    readonly subject: string;
    readonly recipients: readonly string[];
    readonly cc: readonly string[];
    readonly body: string;
    readonly attachments: readonly string[];
    readonly urgency_note: string;
  };
  readonly risk_assessment: {
    readonly risk_level: 'LOW' | 'MEDIUM' | 'HIGH';
    readonly risks: readonly string[];
    readonly mitigation_strategies: readonly string[];
    readonly rollback_plan: string;
  };
  readonly compliance_checklist: readonly string[];
  readonly success_criteria: readonly string[];
}

/** One step of a plan. `estimated_duration` is in minutes. */
export interface PlanStep {
  readonly step_id: string;
  readonly order: number;
  readonly description: string;
  readonly actor: 'it_agent' | 'employee' | 'manager_approval' | 'system';
  readonly actor_details: string;
  readonly required_tools: readonly string[];
  readonly preconditions: readonly string[];
  readonly postconditions: readonly string[];
  readonly estimated_duration: string;
  readonly data_privacy_notes: string;
  readonly dependencies: readonly string[];
  readonly automation_possible: boolean;
  readonly fallback_actor: string;
}

/** A plan, or why there is none: what is missing can be asked for and the request planned again. */
export type PlanResult =
  | { readonly ok: true; readonly plan: PlanDocument }
  | {
      readonly ok: false;
      readonly code: 'missing_fields' | 'no_workflow' | 'rejected';
      readonly reason: string;
      readonly missing: readonly string[];
    };
