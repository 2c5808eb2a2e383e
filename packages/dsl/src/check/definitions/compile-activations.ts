import type { AccessPolicy, Json, Text } from '@deskbook/policies';
import type { Field } from '../../bundle/field.ts';
import type { Node } from '../../bundle/node.ts';
import type { Workflow } from '../../bundle/workflow.ts';
import type { Definition } from '../../syntax/syntax.ts';
import { compileText } from '../compile-text.ts';
import { factScope } from '../fact-scope.ts';
import { compileCancel } from '../graphs/steps/compile-cancel.ts';
import { spelledOut } from '../graphs/steps/compile-step.ts';
import { isRecord } from '../is-record.ts';
import { ownerOf } from '../owner-of.ts';
import { at, within, type Place } from '../place.ts';
import { placeAt } from '../place-at.ts';
import { plainField } from '../plain-field.ts';
import type { Program } from '../program.ts';
import { robotRole } from '../robot-role.ts';
import { valuesRoot } from '../values-root.ts';
import { reviewedNodes, temporaryNodes } from './activation-steps.ts';
import type { Activatable, ActivationStep, ActivationSteps } from './activation-steps.ts';

/**
 * The workflows of an `access`: one for each temporary role and each glass to break, under its id. They are made of the verbs every
 * workflow has, and what they give lasts while their node `active` waits.
 */
export function compileActivations(definition: Definition, policy: AccessPolicy, program: Program): Workflow[] {
  const write = writerFor(definition, program);
  return [
    ...(policy.temporary ?? []).map((entry) => write(entry, temporaryNodes)),
    ...(policy.breakGlass ?? []).map((entry) => write(entry, reviewedNodes)),
  ];
}

/** Makes workflows of entries, with the defaults that every workflow of this definition has. */
function writerFor(definition: Definition, program: Program) {
  const [language] = program.checking.languages;
  const owner = ownerOf(definition, program) ?? robotRole(program);
  const scope = factScope(program.facts, valuesRoot(program.values));
  const words = (text: string): Text => ({ [language]: text });

  return <Kind extends Activatable>(entry: Kind, stepsOf: ActivationSteps<Kind>): Workflow => {
    const raw = rawOf(definition, entry);
    const place: Place = within({ ...(placeAt(program.checking, entry.reference) as Place) }, scope);
    const title = raw['title'] === undefined ? null : compileText(raw['title'], at(place, 'title'));
    const { steps, ends } = stepsOf(entry);
    const isReviewed = 'review' in entry;
    return {
      id: entry.id,
      title: title ?? words(spelledOut(entry.id)),
      input: { reason, ticket: ticket(raw['ends'] !== undefined) },
      acts: { as: robotRole(program), for: null },
      oneRun: null,
      nodes: steps.map((step) => nodeOf(step, steps, entry)),
      cancelWhen: compileCancel(raw['ends'], at(place, 'ends')),
      undoWindow: null,
      undoFailed: { role: owner, title: words('Take back by hand what could not be undone') },
      ends: Object.fromEntries(
        Object.entries(ends).map(([name, { title: text, requires = [] }]) => [name, { title: words(text), requires }]),
      ),
      plan: noPlan,
      report: null,
      activates: { of: entry.id, node: 'active', reviewed: isReviewed },
      reference: entry.reference,
    };
  };

  function nodeOf(step: ActivationStep, steps: readonly ActivationStep[], { reference }: Activatable): Node {
    const block = step.block ?? null;
    const beside = steps.filter((other) => (other.block ?? null) === block);
    const above = beside[beside.findIndex(({ id }) => id === step.id) - 1];
    const isTask = step.verb.kind === 'task';
    return {
      ...step,
      title: words(step.title),
      verb: step.verb.kind === 'task' ? { ...step.verb, text: words(step.title) } : step.verb,
      block,
      needs: above === undefined ? [] : [above.id],
      join: 'all',
      when: null,
      by: { actor: isTask ? 'it_agent' : 'system', role: owner, person: null, fallback: [] },
      requires: step.requires ?? [],
      establishes: step.establishes ?? [],
      plan: { tools: [], estimate: null, privacy: null },
      reference,
    };
  }
}

/** What was written for a compiled entry: `access/<id>#/temporary/0`. */
function rawOf(definition: Definition, { reference }: Activatable): { readonly [key: string]: Json } {
  const [, list = '', index = ''] = reference.slice(reference.indexOf('#') + 1).split('/');
  const entries = definition.data[list];
  const raw = Array.isArray(entries) ? (entries as readonly Json[])[Number(index)] : undefined;
  return isRecord(raw) ? raw : {};
}

/** A reason has something in it. */
const reason: Field = { ...plainField('text'), pattern: '(?s).*\\S.*', max: 2000 };

/** What is ended by what happens to a ticket needs one. */
const ticket = (needed: boolean): Field => ({ ...plainField('ticket'), optional: !needed });

const noPlan: Workflow['plan'] = {
  id: null,
  summary: null,
  risks: [],
  mitigation: [],
  assumes: [],
  compliance: [],
  successCriteria: [],
  rollback: null,
  urgency: null,
  escalation: null,
  estimate: null,
};
