import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { Classification, Condition, Duration, Facts } from '@deskbook/policies';
import type { Bundle, Node, Reaction, Verb, Workflow } from '@deskbook/dsl/bundle';
import { minutesOf } from '../../src/planning/plan-length.ts';
import { patternOf, planRequest, planSchema, walkPlan } from '../../src/planning/index.ts';
import type { PlanInput } from '../../src/planning/index.ts';

const minutes = (amount: number) => ({ milliseconds: amount * 60_000 });
const goOn: Reaction = { kind: 'continue', establishes: [] };
const equals = (fact: string, value: string): Condition => ({
  kind: 'compare',
  fact,
  operator: 'equals',
  operand: { value },
  reference: '',
});

const verbs = {
  task: { kind: 'task', text: {}, form: {}, within: null },
  approve: { kind: 'approve', approval: 'sign-off' },
  grant: { kind: 'do', action: 'database.grant', with: {} },
  mail: { kind: 'do', action: 'mail.send', with: {} },
  gate: { kind: 'decide', decision: 'access' },
} satisfies { readonly [name: string]: Verb };

function node(id: string, verb: Verb, needs: readonly string[], more: Partial<Node> = {}): Node {
  return {
    id,
    title: { en: `Do ${id}` },
    block: null,
    needs,
    join: 'all',
    when: null,
    verb,
    outcomes: {},
    requires: [],
    establishes: [],
    reference: '',
    by: { actor: 'it_agent', role: 'dba', person: null, fallback: [] },
    plan: { tools: [], estimate: minutes(30), privacy: null },
    ...more,
  };
}

function workflow(nodes: readonly Node[], more: Partial<Workflow['plan']> = {}): Workflow {
  const plan = {
    id: null,
    summary: null,
    risks: [],
    mitigation: [],
    assumes: [],
    compliance: [],
    successCriteria: [],
    rollback: null,
    urgency: null,
    estimate: null,
    escalation: null,
    ...more,
  };
  return {
    id: 'access-fulfilment',
    title: { en: 'Access' },
    nodes,
    plan,
    ends: { done: { title: {}, requires: ['access_provisioned'] } },
  } as unknown as Workflow;
}

const bundle = {
  hash: 'h',
  languages: ['en'],
  owner: 'service-desk',
  robot: { role: 'desk-robot' },
  facts: { records: { ticket: { priority: { also: { urgent: 'HIGH' } } } } },
  decisions: { access: { sets: ['decision'] }, priority: { sets: ['ticket.priority'] } },
  policies: { 'access-policy': { name: 'IT_Access_Policy' } },
  approvals: {
    'sign-off': {
      seats: [
        { role: 'manager', each: false },
        { role: 'security', each: false },
      ],
      inOrder: false,
      within: { milliseconds: 48 * 3_600_000 },
      chase: { add: 'director' },
    },
  },
  access: {
    roles: [
      { id: 'dba', title: { en: 'Database Administrator' } },
      { id: 'senior-dba', name: 'senior_dba' },
      { id: 'director', name: 'IT_Director' },
      { id: 'manager', name: 'Line_Manager' },
      { id: 'desk-robot', title: { en: 'Desk' } },
    ],
  },
  actions: {
    'database.grant': { effect: 'write', undo: { action: 'database.revoke' } },
    'mail.send': { effect: 'write', undo: null },
  },
} as unknown as Bundle;

const classification = {
  decision: 'REQUIRES_APPROVAL',
  reason: 'rule',
  by: 'access',
  missing: [],
  values: { risk: 'HIGH' },
  rules: [{ id: 'production', reference: 'r', cites: ['access-policy#a.b'] }],
} as const satisfies Classification;

function input(of: Workflow, more: Partial<PlanInput> = {}): PlanInput {
  const edge = { textOf: () => null, hoursUntil: (within: Duration) => minutesOf(within) / 60 };
  return { bundle, workflow: of, classification, facts: {}, pastTickets: [], mail: null, ...edge, ...more };
}

function walked(
  nodes: readonly Node[],
  facts: Facts = {},
  decision: Classification['decision'] = 'ALLOWED',
): readonly string[] {
  const planned = walkPlan(workflow(nodes), {
    facts,
    classification: { ...classification, decision },
    classifies: (id) => id === 'access',
  });
  return planned.map(({ node: { id }, needs }) => `${id}<${needs.join('+')}`);
}

describe('the way a graph goes if all goes well', () => {
  const denied = { DENIED: { kind: 'end', end: 'denied', establishes: [] }, ALLOWED: goOn } as const;

  test.each<[string, readonly Node[], Facts, Classification['decision'], readonly string[]]>([
    ['one after the other', [node('a', verbs.task, []), node('b', verbs.grant, ['a'])], {}, 'ALLOWED', ['a<', 'b<a']],
    [
      'the gate is passed already, and not planned',
      [node('gate', verbs.gate, [], { outcomes: denied }), node('b', verbs.grant, ['gate'])],
      {},
      'ALLOWED',
      ['b<'],
    ],
    [
      'nothing follows an outcome that ends the run',
      [node('gate', verbs.gate, [], { outcomes: denied }), node('b', verbs.grant, ['gate'])],
      {},
      'DENIED',
      [],
    ],
    [
      'nor what waits for one of several that ended',
      [
        node('gate', verbs.gate, [], { outcomes: denied }),
        node('a', verbs.task, []),
        node('b', verbs.grant, ['gate', 'a']),
      ],
      {},
      'DENIED',
      ['a<'],
    ],
    [
      'but what needs any of them goes on',
      [
        node('gate', verbs.gate, [], { outcomes: denied }),
        node('a', verbs.task, []),
        node('b', verbs.grant, ['gate', 'a'], { join: 'any' }),
      ],
      {},
      'DENIED',
      ['a<', 'b<a'],
    ],
    [
      'a step that is surely skipped is left out',
      [
        node('a', verbs.task, []),
        node('b', verbs.task, ['a'], { when: equals('ticket.type', 'incident') }),
        node('c', verbs.grant, ['b']),
      ],
      { ticket: { type: 'request' } },
      'ALLOWED',
      ['a<', 'c<a'],
    ],
    [
      'one that may be skipped stays',
      [node('b', verbs.task, [], { when: equals('ticket.type', 'incident') })],
      {},
      'ALLOWED',
      ['b<'],
    ],
    [
      'later conditions read what the gate decided',
      [
        node('gate', verbs.gate, []),
        node('b', verbs.approve, ['gate'], { when: equals('steps.gate.decision', 'REQUIRES_APPROVAL') }),
        node('c', verbs.grant, ['b']),
      ],
      {},
      'ALLOWED',
      ['c<'],
    ],
    [
      'an outcome’s own steps come in between',
      [
        node('a', verbs.task, [], { outcomes: { done: { kind: 'block', establishes: [] } } }),
        node('x', verbs.task, [], { block: 'a:done' }),
        node('c', verbs.grant, ['a']),
      ],
      {},
      'ALLOWED',
      ['a<', 'x<a', 'c<x'],
    ],
  ])('%s', (_, nodes, facts, decision, expected) => expect(walked(nodes, facts, decision)).toEqual(expected));

  test.each<[string, Facts, readonly string[]]>([
    ['a branch that holds is the only one', { ticket: { urgent: 'yes' } }, ['fast<', 'after<fast']],
    ['a branch that fails is left out', { ticket: { urgent: 'no' } }, ['slow<', 'check<slow', 'after<check']],
    ['what can’t be decided yet keeps every way', {}, ['fast<', 'slow<', 'check<slow', 'after<fast+check']],
  ])('of a choice, %s', (_, facts, expected) => {
    const choice: Verb = {
      kind: 'choose',
      branches: [
        { id: 'quick', when: equals('ticket.urgent', 'yes') },
        { id: 'rest', when: null },
      ],
    };
    const nodes = [
      node('way', choice, []),
      node('fast', verbs.task, [], { block: 'way:quick' }),
      node('slow', verbs.task, [], { block: 'way:rest' }),
      node('check', verbs.task, ['slow'], { block: 'way:rest' }),
      node('after', verbs.grant, ['way']),
    ];
    expect(walked(nodes, facts)).toEqual(expected);
  });

  test('a choice that is empty is passed through', () => {
    const choice: Verb = { kind: 'choose', branches: [{ id: 'rest', when: null }] };
    expect(
      walked([node('a', verbs.task, []), node('way', choice, ['a']), node('after', verbs.grant, ['way'])]),
    ).toEqual(['a<', 'after<a']);
  });
});

describe('a plan', () => {
  const three = [
    node('justify', verbs.task, [], {
      by: { actor: 'employee', role: 'manager', person: null, fallback: ['director'] },
      plan: { name: 'step_1', tools: ['email'], estimate: minutes(120), privacy: { note: 'Internal.' } },
    }),
    node('approve', verbs.approve, ['justify'], {
      by: { actor: 'manager_approval', role: null, person: null, fallback: [] },
      requires: ['reviewed'],
    }),
    node('grant', verbs.grant, ['approve'], {
      by: { actor: 'system', role: null, person: null, fallback: ['senior-dba'] },
      establishes: ['access_provisioned'],
    }),
  ];
  const plan = planRequest(input(workflow(three, { risks: ['Exposure'], compliance: ['access-policy', 'unwritten'] })));

  test('follows the published schema', () => {
    const validate = new Ajv({ strict: true }).compile(planSchema);
    expect([validate(plan), validate.errors]).toEqual([true, null]);
    expect(validate({ ...plan, more: 1 })).toBe(false);
  });

  test('derives steps, actors, fallbacks and conditions from the graph and the roles', () => {
    expect(plan.steps).toMatchObject([
      {
        step_id: 'step_1',
        order: 1,
        actor: 'employee',
        actor_details: 'Line_Manager',
        fallback_actor: 'IT_Director',
        automation_possible: false,
        dependencies: [],
        preconditions: [],
        estimated_duration: '120',
        data_privacy_notes: 'Internal.',
        required_tools: ['email'],
      },
      {
        step_id: 'step_2',
        order: 2,
        actor_details: 'Line_Manager',
        fallback_actor: 'service-desk',
        automation_possible: false,
        dependencies: ['step_1'],
        preconditions: ['step_1_complete', 'reviewed'],
      },
      {
        step_id: 'step_3',
        order: 3,
        actor_details: 'Desk',
        fallback_actor: 'senior_dba',
        automation_possible: true,
        postconditions: ['access_provisioned'],
      },
    ]);
  });

  test('derives approvals, length, rollback, compliance and criteria', () => {
    expect(plan).toMatchObject({
      estimated_duration: '3',
      approval_workflow: {
        needed: true,
        approvers: ['Line_Manager', 'security'],
        approval_order: 'parallel',
        escalation_path: ['IT_Director'],
        timeout_hours: 48,
      },
      email_draft: { subject: '', urgency_note: 'Please answer within 48 hours' },
      risk_assessment: {
        risk_level: 'HIGH',
        risks: ['Exposure'],
        rollback_plan: 'In reverse order: database.revoke for "Do grant"',
      },
      compliance_checklist: [
        'IT_Access_Policy_compliance_verified',
        'unwritten_compliance_verified',
        'Audit_trail_created',
      ],
      success_criteria: ['access_provisioned'],
    });
  });

  test('steps side by side take as long as the longer', () => {
    const side = [
      node('a', verbs.task, [], { plan: { tools: [], estimate: minutes(61), privacy: null } }),
      node('b', verbs.mail, []),
    ];
    expect(planRequest(input(workflow(side)))).toMatchObject({
      estimated_duration: '2',
      approval_workflow: { needed: false, timeout_hours: 0, escalation_path: [] },
      email_draft: { urgency_note: '' },
      risk_assessment: { rollback_plan: 'Can\'t be taken back: "Do b"' },
    });
  });

  test('what the workflow writes itself wins over what is derived', () => {
    const textOf: PlanInput['textOf'] = (value) =>
      value.kind === 'literal' && typeof value.value === 'string' ? value.value : null;
    const written = {
      id: { kind: 'literal', value: 'PLAN_7' },
      summary: { kind: 'literal', value: 'Grant it' },
      urgency: { kind: 'literal', value: 'Now' },
      rollback: 'Revoke',
      successCriteria: ['It works'],
      escalation: ['director', 'board'],
    } as const;
    expect(planRequest(input(workflow(three, written), { textOf }))).toMatchObject({
      plan_id: 'PLAN_7',
      request_summary: 'Grant it',
      email_draft: { urgency_note: 'Now' },
      risk_assessment: { rollback_plan: 'Revoke' },
      success_criteria: ['It works'],
      approval_workflow: { escalation_path: ['IT_Director', 'board'] },
    });
  });

  test('a denied request has no steps, and says so', () => {
    const denied = planRequest(input(workflow(three), { classification: { ...classification, decision: 'DENIED' } }));
    expect(denied).toMatchObject({
      classification: 'DENIED',
      steps: [],
      estimated_duration: '0',
      approval_workflow: { needed: false },
      risk_assessment: { risks: [], rollback_plan: 'Nothing is done, so there is nothing to take back' },
    });
  });

  test('only reads change nothing, and there is nothing to take back', () => {
    expect(planRequest(input(workflow([node('a', verbs.task, [])]))).risk_assessment.rollback_plan).toBe(
      'Nothing is changed, so there is nothing to take back',
    );
  });

  test.each<[string, Facts, string]>([
    [
      'the ticket and who asked',
      { ticket: { summary: 'Database', id: 'IT-1' }, requester: { name: 'Lena' } },
      'Database (for Lena)',
    ],
    ['the account, where the person is not known', { ticket: { requester: 'lena' } }, 'Access (for lena)'],
    ['the workflow, where nothing is', {}, 'Access'],
  ])('summarises %s', (_, facts, summary) =>
    expect(planRequest(input(workflow(three), { facts })).request_summary).toBe(summary),
  );

  test.each([
    ['CRITICAL', 'CRITICAL'], ['P2', 'HIGH'], ['urgent', 'HIGH'], ['PLANNING', 'LOW'], ['p3', 'MEDIUM'], ['sometime', 'MEDIUM'], [7, 'MEDIUM'], ['constructor', 'MEDIUM'],
  ])('priority %s is %s', (priority, expected) => expect(planRequest(input(workflow(three), { facts: { ticket: { priority } } })).priority).toBe(expected)); // prettier-ignore

  test('the same request has the same plan id, another ticket another', () => {
    const idOf = (id: string) => planRequest(input(workflow(three), { facts: { ticket: { id } } })).plan_id;
    expect(idOf('IT-1')).toBe(idOf('IT-1'));
    expect(idOf('IT-1')).not.toBe(idOf('IT-2'));
  });
});

describe('earlier requests inform a plan', () => {
  const past = (id: string, outcome: string, took: number, of = 'access-fulfilment') => ({
    id,
    workflow: of,
    summary: '',
    outcome,
    minutes: took,
    notes: [],
  });

  test('how long they took, in the middle', () => {
    expect(
      patternOf([past('1', 'done', 60), past('2', 'done', 600), past('3', 'done', 300)], 'access-fulfilment'),
    ).toEqual({ minutes: 300, risks: [] });
    expect(
      patternOf(
        [past('1', 'done', 60), past('2', 'done', 600), past('3', 'done', 300), past('4', 'done', 400)],
        'access-fulfilment',
      ).minutes,
    ).toBe(350);
  });

  test('how often they went wrong', () => {
    const pattern = patternOf(
      [past('3', 'failed', 1), past('1', 'done', 60), past('2', 'rejected', 1)],
      'access-fulfilment',
    );
    expect(pattern).toEqual({ minutes: null, risks: ['2 of 3 similar requests did not end as planned (2, 3)'] });
  });

  test('too few, or of another workflow, say nothing', () => {
    expect(
      patternOf([past('1', 'failed', 9), past('2', 'failed', 9), past('3', 'failed', 9, 'other')], 'access-fulfilment'),
    ).toEqual({ minutes: null, risks: [] });
  });

  test('the plan takes the longer of estimate and experience', () => {
    const pastTickets = ['1', '2', '3'].map((id) => past(id, 'done', 600));
    expect(planRequest(input(workflow([node('a', verbs.task, [])]), { pastTickets })).estimated_duration).toBe('10');
  });
});
