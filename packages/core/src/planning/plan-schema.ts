const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;
const wholeNumber = { type: 'string', pattern: '^[0-9]+$' } as const;

/** An object of exactly these properties, all of them required. */
function exactly(properties: { readonly [name: string]: object }): object {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
}

/** The published JSON Schema of a plan: every field the request planner's document names, and no other. */
export const planSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'https://deskbook.dev/schemas/plan.json',
  title: 'Execution plan of an IT support request',
  ...exactly({
    plan_id: {
      type: 'string',
      minLength: 1,
      description: 'Follows from what is planned: the same request has the same plan id',
    },
    request_summary: { type: 'string', minLength: 1 },
    classification: { enum: ['ALLOWED', 'DENIED', 'REQUIRES_APPROVAL'] },
    priority: { enum: ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] },
    estimated_duration: { ...wholeNumber, description: 'Hours, rounded up' },
    steps: {
      type: 'array',
      items: exactly({
        step_id: { type: 'string', minLength: 1 },
        order: { type: 'integer', minimum: 1 },
        description: { type: 'string', minLength: 1 },
        actor: { enum: ['it_agent', 'employee', 'manager_approval', 'system'] },
        actor_details: text,
        required_tools: texts,
        preconditions: texts,
        postconditions: texts,
        estimated_duration: { ...wholeNumber, description: 'Minutes' },
        data_privacy_notes: text,
        dependencies: texts,
        automation_possible: { type: 'boolean' },
        fallback_actor: text,
      }),
    },
    approval_workflow: exactly({
      needed: { type: 'boolean' },
      approvers: texts,
      approval_order: { enum: ['sequential', 'parallel'] },
      escalation_path: texts,
      timeout_hours: { type: 'number', minimum: 0 },
    }),
    email_draft: exactly({
      subject: text,
      recipients: texts,
      cc: texts,
      body: text,
      attachments: texts,
      urgency_note: text,
    }),
    risk_assessment: exactly({
      risk_level: { enum: ['LOW', 'MEDIUM', 'HIGH'] },
      risks: texts,
      mitigation_strategies: texts,
      rollback_plan: text,
    }),
    compliance_checklist: texts,
    success_criteria: texts,
  }),
} as const;
