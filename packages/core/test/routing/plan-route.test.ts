import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { Agent, Bundle, Intent } from '@deskbook/dsl/bundle';
import { intentFacts, planRoute, readRouteState, readyTasks, writeState } from '../../src/routing/index.ts';
import type { RouteReading, RouteState } from '../../src/routing/index.ts';

const agent = (id: string, part: Agent['part'], skills: Agent['skills'] = {}): Agent => ({
  id,
  title: `${id} agent`,
  part,
  skills,
  task: `Ask ${id}`,
  reference: '',
});
const data = [{ path: 'assets', minCount: 1, optional: false }];
const when = {
  kind: 'compare',
  fact: 'intent.needs_context',
  operator: 'equals',
  operand: { value: true },
  reference: '',
} as const;
const intent = (id: string, skill: string, knowledge: Intent['knowledge'], tasks: Intent['tasks'] = {}): Intent => ({
  id,
  skills: [{ agent: 'expert', skill }],
  knowledge,
  tasks,
  reference: '',
});

const bundle = {
  agents: {
    expert: agent('expert', 'domain', {
      assess: { id: 'assess', task: 'Assess {{intent.site}}', data },
      talk: { id: 'talk', task: 'Talk', data: [] },
    }),
    knowledge: agent('knowledge', 'knowledge'),
    query: agent('query', 'data_query'),
  },
  intents: {
    assess: intent('assess', 'assess', { kind: 'when', when }),
    talk: intent('talk', 'talk', { kind: 'always' }, { knowledge: 'Recall' }),
    plain: intent('plain', 'talk', { kind: 'never' }),
  },
} as unknown as Bundle;

const reading: RouteReading = {
  holds: (_, facts) => (facts['intent'] as { needs_context?: boolean }).needs_context === true,
  render: (text, facts) => {
    const site = (facts['intent'] as { site?: string }).site;
    if (text.includes('{{intent.site}}') && site === undefined) return { ok: false, missing: ['intent.site'] };
    return { ok: true, text: text.replace('{{intent.site}}', site ?? '') };
  },
};

function routed(asked: object): RouteState {
  const read = readRouteState({ intent: asked } as never);
  if (!read.ok) throw new Error(read.refusal.message);
  const planned = planRoute(bundle, read.state, reading);
  if (!planned.ok) throw new Error(planned.refusal.message);
  return planned.state;
}

const entities = [{ type: 'site', value: 'HQ' }];

describe('tasks follow from the intent alone', () => {
  test.each<[string, object, readonly string[]]>([
    [
      'data is queried where a skill declares it',
      { intent_class: 'assess', entities },
      ['T1 query agent <- ', 'T2 expert agent <- T1'],
    ],
    [
      'knowledge first, where the intent calls for it',
      { intent_class: 'assess', entities, needs_context: true },
      ['T1 knowledge agent <- ', 'T2 query agent <- T1', 'T3 expert agent <- T2'],
    ],
    [
      'an assessment without data waits for nothing',
      { intent_class: 'talk' },
      ['T1 knowledge agent <- ', 'T2 expert agent <- '],
    ],
    ['and may stand alone', { intent_class: 'plain' }, ['T1 expert agent <- ']],
  ])('%s', (_, asked, expected) => {
    const { plan } = routed(asked);
    expect(plan.tasks.map(({ id, owner, depends_on }) => `${id} ${owner} <- ${depends_on.join(',')}`)).toEqual(
      expected,
    );
    expect(plan.routing).toEqual([...new Set(plan.tasks.map(({ owner }) => owner))]);
  });

  test('required data stands in the task that needs it, every task pending and empty', () => {
    const { plan } = routed({ intent_class: 'assess', entities });
    expect(plan.tasks.at(-1)).toEqual({
      id: 'T2',
      description: 'Assess HQ',
      owner: 'expert agent',
      depends_on: ['T1'],
      status: 'pending',
      outputs: {},
      required_data: [{ data_path: 'assets', skill: 'assess', min_count: 1, priority: 'required' }],
    });
  });

  test('an intent’s own text wins over the agent’s', () =>
    expect(routed({ intent_class: 'talk' }).plan.tasks[0]?.description).toBe('Recall'));

  test('the same intent gives the same bytes, whatever else the state held', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('assess', 'talk', 'plain'),
        fc.boolean(),
        fc.json(),
        (intentClass, needsContext, rest) => {
          const asked = { intent_class: intentClass, needs_context: needsContext, entities };
          const again = readRouteState({ intent: asked, plan: JSON.parse(rest) as never, trace: 'x' });
          expect(again.ok && JSON.stringify(planRoute(bundle, again.state, reading))).toBe(
            JSON.stringify({ ok: true, state: routed(asked) }),
          );
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('the trace says who wrote what', () => {
  test('the planner wrote tasks and routing', () => {
    const { trace, plan } = routed({ intent_class: 'plain' });
    expect(trace).toEqual({
      node_run_order: ['Planner'],
      state_deltas: [
        { node: 'Planner', path: '/plan/tasks', value: plan.tasks },
        { node: 'Planner', path: '/plan/routing', value: plan.routing },
      ],
    });
  });

  test('an agent writes its own task, once what it waits for is done', () => {
    const state = routed({ intent_class: 'assess', entities });
    expect(readyTasks(state).map(({ id }) => id)).toEqual(['T1']);
    const one = writeState(state, { node: 'query agent', task: 'T1', status: 'completed', outputs: { assets: 3 } });
    if (!one.ok) throw new Error(one.refusal.message);
    expect(readyTasks(one.state).map(({ id }) => id)).toEqual(['T2']);
    const two = writeState(one.state, { node: 'expert agent', task: 'T2', status: 'in_progress' });
    expect(two.ok && two.state.trace.node_run_order).toEqual(['Planner', 'query agent', 'expert agent']);
    expect(two.ok && two.state.trace.state_deltas.slice(2)).toEqual([
      { node: 'query agent', path: '/plan/tasks/0/status', value: 'completed' },
      { node: 'query agent', path: '/plan/tasks/0/outputs', value: { assets: 3 } },
      { node: 'expert agent', path: '/plan/tasks/1/status', value: 'in_progress' },
    ]);
    expect(two.ok && writeState(two.state, { node: 'expert agent', task: 'T2', status: 'failed' }).ok).toBe(true);
  });
});

describe('every other write is refused and changes nothing', () => {
  const state = routed({ intent_class: 'assess', entities });
  const completed = writeState(state, { node: 'query agent', task: 'T1', status: 'completed' });
  test.each<[string, RouteState, Parameters<typeof writeState>[1], string]>([
    ['an agent that writes the plan', state, { node: 'query agent', plan: { tasks: [], routing: [] } }, 'not_yours'],
    [
      'an agent that writes another’s task',
      state,
      { node: 'expert agent', task: 'T1', status: 'completed' },
      'not_yours',
    ],
    ['a task there is not', state, { node: 'query agent', task: 'T9', status: 'completed' }, 'no_such_task'],
    ['a task that still waits', state, { node: 'expert agent', task: 'T2', status: 'in_progress' }, 'not_ready'],
    ['a task that would go back', state, { node: 'query agent', task: 'T1', status: 'pending' }, 'invalid_status'],
    [
      'a task that is over',
      completed.ok ? completed.state : state,
      { node: 'query agent', task: 'T1', status: 'in_progress' },
      'invalid_status',
    ],
  ])('%s', (_, from, write, code) => expect(writeState(from, write)).toMatchObject({ ok: false, refusal: { code } }));
});

describe('what cannot be planned says why', () => {
  test.each<[string, unknown, string]>([
    ['no intent', {}, 'invalid_intent'],
    ['not even an object', [1], 'invalid_intent'],
    ['no class', { intent: {} }, 'invalid_intent'],
    ['an empty class', { intent: { intent_class: '' } }, 'invalid_intent'],
  ])('%s', (_, json, code) => expect(readRouteState(json as never)).toMatchObject({ ok: false, refusal: { code } }));

  test.each<[string, object, string]>([
    ['an unknown class', { intent_class: 'toString' }, 'unknown_intent'],
    ['a text whose value is absent', { intent_class: 'assess' }, 'missing_value'],
  ])('%s', (_, asked, code) => {
    const read = readRouteState({ intent: asked } as never);
    expect(read.ok && planRoute(bundle, read.state, reading)).toMatchObject({ ok: false, refusal: { code } });
  });
});

test('entities stand under their type, and can rewrite neither the intent nor each other', () => {
  const facts = intentFacts({
    intent_class: 'a',
    entities: [
      { type: 'site', value: 'HQ' },
      { type: 'site', value: 'X' },
      { type: 'intent_class', value: 'evil' },
      { type: '__proto__', value: { polluted: true } },
      'junk',
      null,
      { type: 7, value: 1 },
    ],
  });
  expect(facts['intent']).toMatchObject({ site: 'HQ', intent_class: 'a' });
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});
