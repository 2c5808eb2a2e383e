import { type Classification, type JsonObject, classify } from '@deskbook/policies';
import { streamOf } from '../execution/entry-body.ts';
import { runIdOf } from '../execution/run-id.ts';
import { maskSecrets } from '../execution/secret-fields.ts';
import { gatherFacts, recordedRoots } from '../facts/index.ts';
import { validateForm } from '../forms/validate-form.ts';
import type { Cause } from '../kernel/entry.ts';
import { oneRunOf, setFacts } from '../triggers/index.ts';
import { factsOfDecision } from '../triggers/facts-needed.ts';
import { beginRun } from './begin-run.ts';
import type { AnswerResult } from '../execution/answer-result.ts';
import type { DeskParts } from './desk-parts.ts';
import { mayStart } from './may.ts';

/** Starts a workflow by hand, for a person who may ask for it. */
export async function startWorkflow(
  parts: DeskParts,
  id: string,
  { by, with: input }: { readonly by: string; readonly with: JsonObject },
): Promise<AnswerResult> {
  const { bundle, clock } = parts;
  const workflow = Object.hasOwn(bundle.workflows, id) ? bundle.workflows[id] : undefined;
  if (workflow === undefined) return refused(`there is no workflow ${id}`);
  const permission = await mayStart(parts, id, by);
  if (!permission.allowed) return refused(permission.reason);
  const filled = validateForm(workflow.input, input, { options: {}, now: clock.now() });
  if (!filled.ok) {
    const reason = filled.fields.map(({ field, message }) => `${field} ${message}`.trim()).join('; ');
    return { ok: false, code: 'invalid_form', reason, fields: filled.fields.map(({ field }) => field) };
  }
  const form = maskSecrets(workflow.input, filled.form);
  const facts = ticketFacts(parts, form['ticket']);
  const activates = workflow.activates !== undefined;
  const { ticket } = form;
  // What is held for a ticket ends with it: one that nobody has heard of never would.
  if (activates && typeof ticket === 'string' && facts['ticket'] === undefined)
    return refused(`there is no ticket ${ticket}`);
  const oneRun = oneRunOf(workflow, { ...facts, requester: { id: by }, input: form });
  if (oneRun !== null && 'missing' in oneRun) return refused(`${oneRun.missing.join(', ')} is not known`);
  const cause = freshCause(parts, id, by);
  const classification = activates ? null : await classificationOf(parts, facts, by);
  const start = { bundle, workflow: id, input: form, facts, requester: by, cause, classification };
  const begun = await beginRun(parts, { trigger: '', start, throttle: null, oneRun });
  return begun.ok ? { ok: true, run: begun.run } : refused('another run for the same thing is open');
}

const refused = (reason: string): AnswerResult => ({ ok: false, code: 'refused', reason });

/** What is recorded of the ticket a run is about. */
function ticketFacts({ store }: DeskParts, ticket: JsonObject[string] | undefined): JsonObject {
  const recorded = typeof ticket === 'string' ? store.ticket(ticket) : null;
  return recorded === null ? {} : recordedRoots(recorded.facts);
}

/** What is asked for in a ticket passes the same gate whoever starts what is to be done about it, and however. */
async function classificationOf(
  { bundle, host, values, clock }: DeskParts,
  facts: JsonObject,
  by: string,
): Promise<Classification | null> {
  if (facts['ticket'] === undefined) return null;
  const decisions = Object.values(bundle.decisions);
  const base = { ...facts, values, requester: by };
  const needs = decisions.flatMap(factsOfDecision);
  const gathered = await gatherFacts({ bundle, needs, base, ports: host, now: clock.now() });
  return classify(decisions, setFacts(bundle, gathered.facts).facts);
}

/** Every start by hand is one of its own, also two in the same millisecond. */
function freshCause({ store, clock }: DeskParts, workflow: string, person: string): Cause {
  for (let count = 1; ; count += 1) {
    const key = count === 1 ? clock.now() : `${clock.now()}#${count}`;
    const cause: Cause = { kind: 'person', person, how: 'start', key };
    if (store.head(streamOf(runIdOf(workflow, cause))) === null) return cause;
  }
}
