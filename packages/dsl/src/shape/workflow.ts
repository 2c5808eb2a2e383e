import type { Json } from '@deskbook/policies';
import type { StepShape } from './step.ts';
import { definition, idOf, idPattern, labels } from './notation.ts';
import type { ChangedShape, ConditionShape, EverywhereShape, FieldsShape, TextShape, ValueShape } from './notation.ts';
import { list, map, record, ref, text, word } from './schema.ts';

/** How a workflow can end, beside `done`. */
export interface EndShape {
  readonly title?: TextShape;
  readonly requires?: readonly string[];
}

/** What the planner's document needs and the graph cannot tell. */
export interface WorkflowPlanShape {
  readonly id?: ValueShape;
  readonly summary?: ValueShape;
  readonly risks?: readonly string[];
  readonly mitigation?: readonly string[];
  readonly assumes?: readonly string[];
  readonly compliance?: readonly string[];
  readonly success_criteria?: readonly string[];
  readonly rollback?: string;
  readonly urgency?: ValueShape;
  readonly escalation?: readonly string[];
  readonly estimate?: string;
}

/** `kind: workflow`, as written. */
export interface WorkflowShape extends EverywhereShape {
  readonly kind: 'workflow';
  readonly input?: FieldsShape;
  readonly acts?: { readonly as: string; readonly for?: string };
  readonly one_run?: { readonly per: ValueShape; readonly else?: 'join' | 'queue' | 'reject' | 'replace' };
  readonly priority?: { readonly by: string; readonly order: readonly Json[] };
  readonly steps: readonly StepShape[];
  readonly finally?: readonly StepShape[];
  readonly cancel_when?: { readonly changed?: ChangedShape; readonly when?: ConditionShape };
  readonly undo_window?: string;
  readonly undo_failed?: { readonly task: { readonly role: string; readonly title: TextShape } };
  readonly ends?: { readonly [end: string]: EndShape };
  readonly plan?: WorkflowPlanShape;
  readonly report?: string;
}

const texts = (description: string): ReturnType<typeof list> =>
  list(description, text('One of them.', { minLength: 1 }));

export const workflowSchema = definition('workflow', 'Steps that fulfil something.', {
  'input?': ref('fields', 'What it is given when it starts.'),
  'acts?': record("With whose rights it acts; by default the desk's own.", {
    as: idOf('the role that acts'),
    'for?': text('The root with the person it acts for, who must be allowed to ask: `requester`.'),
  }),
  'one_run?': record('One run at a time.', {
    per: ref('value', 'For each of these: `{{ticket.id}}`.'),
    'else?': word('What a second start does.', ['join', 'queue', 'reject', 'replace']),
  }),
  'priority?': record('Which of its runs go first, where more could go on than the desk carries on with at once.', {
    by: text('A fact of the ticket, the request or the input, as it is when the run begins: `ticket.priority`.'),
    order: list(
      'Its values, the most urgent first; nine at most tell. What is not among them comes after.',
      { description: 'A value.' },
      { minItems: 1 },
    ),
  }),
  steps: ref('steps', 'What is done. Without `needs`, a step follows the one above.'),
  'finally?': ref('steps', 'What is done however it ends: at its end, cancelled, undone or failed.'),
  'cancel_when?': record(
    'What cancels a run.',
    { 'changed?': ref('changed'), 'when?': ref('condition') },
    { minProperties: 1 },
  ),
  'undo_window?': ref('duration', 'How long after the end a person may undo it.'),
  'undo_failed?': record('Who takes over when an undo fails.', {
    task: record('A task.', { role: idOf('the role'), title: ref('text', 'What is to be done.') }),
  }),
  'ends?': map(
    'How it can end.',
    record('An end.', {
      'title?': ref('text', 'What people read.'),
      'requires?': labels('What must be established.'),
    }),
    { propertyNames: { pattern: idPattern, expects: 'the name of an end such as `denied`' } },
  ),
  'plan?': record("What only the plan's document needs.", {
    'id?': ref('value', "The plan's id; derived unless written."),
    'summary?': ref('value', 'One sentence about the request.'),
    'risks?': texts('What may go wrong.'),
    'mitigation?': texts('What is done about it.'),
    'assumes?': labels('What is established before the first step.'),
    'compliance?': list('Policies it complies with.', idOf('a policy')),
    'success_criteria?': texts('How success is known.'),
    'rollback?': text('How it is taken back, in words.'),
    'urgency?': ref('value', 'Why and by when it is needed.'),
    'escalation?': list('Roles asked when an approval gets no answer, in order.', idOf('a role')),
    'estimate?': ref('duration', 'How long it takes in all; the longest way through the steps unless written.'),
  }),
  'report?': idOf('the template of its resolution report'),
});
