import { describe, expect, test } from 'vitest';
import type { Decision } from '@deskbook/policies';
import type { Node } from '@deskbook/dsl/bundle';
import { act, action, node } from '../kernel/build.ts';
import { done, is, rule, scene, type SceneOptions } from './scene.ts';

const x = action('x');
const base: SceneOptions = { actions: [x], fixtures: { actions: { x: [done()] } } };
const held = (desk: ReturnType<typeof scene>) =>
  desk.store.tasks({}).map(({ node: id, details }) => [id, details['reason']]);

describe('when', () => {
  const options: SceneOptions = { ...base, nodes: [act('a', 'x', { when: is('requester.employment', 'employee') })] };
  test.each([
    ['it holds', 'lena', ['x']],
    ['it fails', 'dora', []],
  ])('%s', async (_, requester, did) => {
    const people = { dora: { id: 'dora', groups: [], accounts: {}, properties: { employment: 'intern' } } };
    const desk = scene({ ...options, ...(requester === 'dora' ? { fixtures: { ...base.fixtures, people } } : {}) });
    const run = await desk.start({ requester });
    expect(desk.end(run)).toBe('done');
    expect(desk.did()).toEqual(did);
  });

  test('undecided: a person is asked, nothing is guessed', async () => {
    const desk = scene({ ...base, nodes: [act('a', 'x', { when: is('request.until', 'June') })] });
    await desk.start();
    expect(held(desk)).toEqual([['a', 'undecided: request.until']]);
    expect(desk.did()).toEqual([]);
  });

  test('undecided because the directory is down: it is asked again, for a while, then a person is', async () => {
    const desk = scene(options);
    desk.ports.setDown('directory', true);
    const run = await desk.start();
    expect(desk.store.tasks({})).toEqual([]);
    await desk.elapse(run, 1);
    desk.ports.setDown('directory', false);
    await desk.elapse(run, 1);
    expect(desk.did()).toEqual(['x']);
    const down = scene(options);
    down.ports.setDown('directory', true);
    await down.elapse(await down.start());
    expect(held(down)).toEqual([['a', 'unavailable: requester.employment']]);
    down.ports.setDown('directory', false);
    const [task] = down.store.tasks({});
    await down.executor.answer(task?.task ?? '', { by: 'ben', outcome: 'retry' });
    await down.executor.settle();
    expect(down.types(task?.run ?? '')).toContain('condition.decided');
    expect(down.did()).toEqual(['x']);
  });
});

describe('choose', () => {
  const nodes: readonly Node[] = [
    node('c', {
      kind: 'choose',
      branches: [
        { id: 'mac', when: is('asset.os', 'macos') },
        { id: 'open', when: is('ticket.state', 'open') },
        { id: 'rest', when: null },
      ],
    }),
    ...['mac', 'open', 'rest'].map((branch) => act(branch, 'x', { block: `c:${branch}` })),
  ];
  test.each([
    ['the first that holds', { asset: 'LT-1', state: 'open' }, 'mac'],
    ['the next', { asset: 'LT-2', state: 'open' }, 'open'],
    ['otherwise', { asset: 'LT-2', state: 'new' }, 'rest'],
  ])('%s', async (_, ticket, branch) => {
    const desk = scene({ ...base, nodes });
    const run = await desk.start({ facts: { ticket: { id: 'T-1', ...ticket } } });
    expect(desk.end(run)).toBe('done');
    expect(desk.ports.calls.map(({ key }) => key)).toEqual([`${run}/${branch}`]);
  });

  test('undecided: a person is asked', async () => {
    const desk = scene({ ...base, nodes });
    await desk.start({ facts: { ticket: { id: 'T-1', asset: 'none', state: 'open' } } });
    expect(held(desk)).toEqual([['c', 'undecided: asset.os']]);
  });

  test('what cannot be read just now is read later', async () => {
    const desk = scene({ ...base, nodes });
    desk.ports.setDown('assets', true);
    const run = await desk.start();
    expect(desk.types(run)).toContain('step.blocked');
    desk.ports.setDown('assets', false);
    await desk.elapse(run, 1);
    expect(desk.ports.calls.map(({ key }) => key)).toEqual([`${run}/mac`]);
  });

  test('no branch at all: a person is asked', async () => {
    const desk = scene({
      ...base,
      nodes: [node('c', { kind: 'choose', branches: [{ id: 'never', when: is('ticket.state', 'closed') }] })],
    });
    await desk.start();
    expect(held(desk)).toEqual([['c', 'no branch holds']]);
  });
});

describe('decide', () => {
  const decision = (change: Partial<Decision>): Decision => ({
    id: 'd',
    hit: 'first',
    sets: ['decision'],
    rules: [],
    reference: '',
    ...change,
  });
  const outcomeOf = async (change: Partial<Decision>, down?: string) => {
    const desk = scene({
      ...base,
      decisions: [decision(change)],
      nodes: [node('d', { kind: 'decide', decision: 'd' })],
    });
    if (down !== undefined) desk.ports.setDown(down, true);
    const run = await desk.start();
    const made = desk.entries(run).find(({ type }) => type === 'decision.made' || type === 'step.blocked');
    return made?.type === 'decision.made' ? made.outcome : made?.type === 'step.blocked' ? made.reason : null;
  };
  test.each([
    ['what the rule says', { rules: [rule('r', null, 'ALLOWED')] }, 'ALLOWED'],
    ['no rule of a classification: denied', { rules: [rule('r', is('ticket.state', 'closed'), 'ALLOWED')] }, 'DENIED'],
    ['no rule of another', { sets: ['risk'], rules: [rule('r', is('ticket.state', 'closed'), 'LOW')] }, 'no_rule'],
    ['a fact that is missing', { rules: [rule('r', is('request.until', 'x'), 'ALLOWED')] }, 'MISSING'],
    ['no classification', { sets: ['risk'], rules: [rule('r', null, 'LOW')] }, 'decided'],
    [
      'two rules where one may be',
      {
        hit: 'unique',
        rules: [rule('r', is('ticket.state', 'new'), 'ALLOWED'), rule('s', is('ticket.id', 'T-1'), 'DENIED')],
      },
      'conflict',
    ],
    [
      'a decision about others',
      { applies: is('ticket.state', 'closed'), rules: [rule('r', null, 'ALLOWED')] },
      'DENIED',
    ],
    [
      'nobody knows whether about this one',
      { applies: is('request.kind', 'x'), rules: [rule('r', null, 'ALLOWED')] },
      'MISSING',
    ],
  ] satisfies [string, Partial<Decision>, string][])('%s', async (_, change, outcome) => {
    expect(await outcomeOf(change)).toBe(outcome);
  });

  describe('lets later steps read what its rule says', () => {
    const said = { en: 'Not like this.', de: 'So nicht.' };
    const sayingTo = async (language: string | null, change: Partial<Decision> = {}) => {
      const properties = language === null ? {} : { language };
      const people = { lena: { id: 'lena', groups: [], accounts: {}, properties } };
      const desk = scene({
        fixtures: { people },
        decisions: [decision({ rules: [{ ...rule('r', null, 'DENIED'), say: said }], ...change })],
        nodes: [node('d', { kind: 'decide', decision: 'd' })],
      });
      const run = await desk.start();
      return desk.executor.state(run)?.nodes['d']?.output['say'];
    };

    test.each([
      ['de', 'So nicht.'],
      ['en', 'Not like this.'],
      ['fr', 'Not like this.'],
      [null, 'Not like this.'],
    ])('to somebody who reads %s', async (language, expected) => {
      expect(await sayingTo(language)).toBe(expected);
    });

    test('null where it says nothing, and where no rule decided', async () => {
      expect(await sayingTo('de', { rules: [rule('r', null, 'DENIED')] })).toBeNull();
      const never = { ...rule('r', is('ticket.state', 'closed'), 'ALLOWED'), say: said };
      expect(await sayingTo('de', { rules: [never] })).toBeNull();
    });
  });

  test('an outage is waited out, not taken for an answer', async () => {
    expect(
      await outcomeOf({ rules: [rule('r', is('requester.employment', 'employee'), 'ALLOWED')] }, 'directory'),
    ).toBe('unavailable');
  });

  test('a decision that is not there', async () => {
    const desk = scene({ ...base, nodes: [node('d', { kind: 'decide', decision: 'none' })] });
    await desk.start();
    expect(held(desk)).toEqual([['d', 'missing: there is no such decision']]);
  });
});

test('find looks at recorded tickets, each as `other`', async () => {
  const same = {
    kind: 'compare',
    fact: 'other.asset',
    operator: 'equals',
    operand: { fact: 'ticket.asset' },
    reference: '',
  } as const;
  const desk = scene({ ...base, nodes: [node('f', { kind: 'find', when: same, atMost: 2 })] });
  const recorded = ['T-3', 'T-2', 'T-4'].map((id) => ({
    id,
    time: '2026-03-01T08:00:00Z',
    facts: { ticket: { id, asset: 'LT-1' } },
  }));
  const other = { id: 'T-8', time: '2026-03-01T08:00:00Z', facts: { id: 'T-8', asset: 'LT-2' } };
  await desk.store.commit({ expect: {}, append: [], tickets: [...recorded, other] });
  const run = await desk.start();
  expect(desk.executor.state(run)?.nodes['f']?.output).toEqual({ items: ['T-2', 'T-3'], count: 3 });
});
