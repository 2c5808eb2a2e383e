import type { ApprovalDefinition } from '@deskbook/policies';
import type { ActionContract, Field, Node, Verb, Workflow } from '@deskbook/dsl/bundle';
import type { Graph } from '../../src/kernel/index.ts';

/** Builders of graphs: everything a test does not speak of has its default. */
export const minute = 60_000;

export function field(type: Field['type'] = 'text', change: Partial<Field> = {}): Field {
  return { type, list: false, optional: false, personal: false, secret: false, future: false, ...change };
}

export function action(id: string, change: Partial<ActionContract> = {}): ActionContract {
  return {
    id,
    title: { en: id },
    port: 'actions',
    input: {},
    output: {},
    effect: 'write',
    undo: null,
    errors: ['unavailable', 'refused'],
    retry: { errors: ['unavailable'], attempts: 3, backoff: { milliseconds: 2_000 }, max: { milliseconds: 60_000 } },
    timeout: { milliseconds: 30_000 },
    idempotent: 'by_key',
    check: null,
    resource: null,
    scopes: [],
    reference: `action/${id}#`,
    ...change,
  };
}

export function node(id: string, verb: Verb, change: Partial<Node> = {}): Node {
  return {
    id,
    title: { en: id },
    block: null,
    needs: [],
    join: 'all',
    when: null,
    verb,
    outcomes: {},
    by: { actor: 'it_agent', role: 'agents', person: null, fallback: [] },
    requires: [],
    establishes: [],
    plan: { tools: [], estimate: null, privacy: null },
    reference: `workflow/test#/${id}`,
    ...change,
  };
}

export const act = (id: string, name: string, change: Partial<Node> = {}): Node =>
  node(id, { kind: 'do', action: name, with: {} }, change);

export function workflow(nodes: readonly Node[], change: Partial<Workflow> = {}): Workflow {
  return {
    id: 'test',
    title: { en: 'Test' },
    input: {},
    acts: { as: 'robot', for: 'requester' },
    oneRun: null,
    nodes,
    cancelWhen: null,
    undoWindow: { milliseconds: 15 * minute },
    undoFailed: { role: 'chiefs', title: { en: 'Roll back by hand' } },
    ends: {},
    plan: {
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
    },
    report: null,
    reference: 'workflow/test#',
    ...change,
  };
}

export function approval(id: string, change: Partial<ApprovalDefinition> = {}): ApprovalDefinition {
  return {
    id,
    question: { en: 'May it be done?' },
    seats: [{ role: 'owners', each: false }],
    need: 'all',
    inOrder: false,
    reject: { at: 1, note: 'optional' },
    standIn: { absent: [], otherwise: 'skip' },
    delegate: { to: 'nobody', times: 0 },
    chase: null,
    within: null,
    askAgainIfChanged: [],
    reference: `approval/${id}#`,
    ...change,
  };
}

export function graph(
  nodes: readonly Node[],
  change: Partial<Workflow> = {},
  actions: readonly ActionContract[] = [],
  approvals: readonly ApprovalDefinition[] = [],
): Graph {
  const byId = <Of extends { readonly id: string }>(all: readonly Of[]) =>
    Object.fromEntries(all.map((one) => [one.id, one]));
  return { workflow: workflow(nodes, change), actions: byId(actions), approvals: byId(approvals) };
}
