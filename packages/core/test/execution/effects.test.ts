import { describe, expect, test } from 'vitest';
import type { AccessPolicy, JsonObject } from '@deskbook/policies';
import type { Entry } from '../../src/kernel/index.ts';
import type { Perform } from '../../src/ports/perform.ts';
import { act, action, approval, field, node } from '../kernel/build.ts';
import { done, fails, is, literal, path, rule, scene, type Scene, type SceneOptions } from './scene.ts';

const grant = action('grant', {
  input: { user: field('person') },
  output: { grant: field() },
  undo: { action: 'revoke', with: { grant: path('output.grant') }, exact: true },
});
const revoke = action('revoke', { input: { grant: field() } });
const step = act('a', 'grant', { verb: { kind: 'do', action: 'grant', with: { user: path('requester.id') } } });
const base: SceneOptions = {
  actions: [grant, revoke],
  nodes: [step],
  fixtures: { actions: { grant: [done({ grant: 'g-1' })], revoke: [done()] } },
};
const onlyStaff: Partial<AccessPolicy> = {
  grants: [
    { id: 'desk', role: 'robot', allow: ['*'], ask: [], when: null, reference: 'access#/desk', cites: [] },
    {
      id: 'staff',
      role: 'anyone',
      allow: [],
      ask: ['grant'],
      when: is('subject.employment', 'employee'),
      reference: 'access#/staff',
      cites: [],
    },
  ],
};

const permissions = (desk: Scene, run: string) =>
  desk.entries(run).flatMap((entry) => (entry.type === 'permission.decided' ? [entry.permission] : []));
const last = (desk: Scene, run: string, type: Entry['type']) =>
  desk.entries(run).findLast((entry) => entry.type === type);
const held = (desk: Scene) => desk.store.tasks({}).map(({ kind, node, details }) => [kind, node, details['reason']]);

describe('permission', () => {
  test('both who acts and who asked are asked, and both are recorded with the request', async () => {
    const desk = scene(base);
    const run = await desk.start();
    expect(permissions(desk, run)).toMatchObject([
      {
        allowed: true,
        actor: { id: 'desk', decision: { reason: 'granted', basis: { id: 'desk' } } },
        asker: { id: 'lena', decision: { reason: 'granted', basis: { id: 'all' } } },
        confinement: 'none',
        resource: { type: 'ticket', id: 'T-1' },
      },
    ]);
    const journal = desk.store.entries(`run:${run}`);
    const requested = journal.find(({ body }) => body.type === 'effect.requested');
    expect(journal.find(({ sequence }) => sequence === (requested?.sequence ?? 0) - 1)?.body.type).toBe(
      'permission.decided',
    );
  });

  test('the desk has no right: nothing is done, and a person is told', async () => {
    const desk = scene({ ...base, access: { grants: onlyStaff.grants?.slice(1) ?? [] } });
    const run = await desk.start();
    expect(desk.did()).toEqual([]);
    expect(permissions(desk, run)).toMatchObject([{ allowed: false, actor: { decision: { reason: 'no_grant' } } }]);
    expect(held(desk)).toEqual([['hold', 'a', 'denied: no_grant']]);
  });

  test('whoever asked has no right to have it done', async () => {
    const desk = scene({
      ...base,
      access: onlyStaff,
      fixtures: {
        ...base.fixtures,
        people: { lena: { id: 'lena', groups: [], accounts: {}, properties: { employment: 'intern' } } },
      },
    });
    const run = await desk.start();
    expect(desk.did()).toEqual([]);
    expect(permissions(desk, run)[0]).toMatchObject({
      allowed: false,
      asker: { decision: { allowed: false, reason: 'no_grant' } },
    });
  });

  test('nobody known asked: denied', async () => {
    const fixed = {
      ...base,
      nodes: [{ ...step, verb: { kind: 'do', action: 'grant', with: { user: literal('lena') } } as const }],
    };
    const desk = scene(fixed);
    const run = await desk.start({ requester: null, facts: {} });
    expect(permissions(desk, run)[0]).toMatchObject({
      allowed: false,
      asker: { id: '', decision: { allowed: false } },
    });
    const stranger = scene(fixed);
    const other = await stranger.start({ requester: 'nobody' });
    expect(permissions(stranger, other)[0]).toMatchObject({ allowed: false, asker: { id: 'nobody' } });
    expect([...desk.did(), ...stranger.did()]).toEqual([]);
  });

  test('a narrower role the workflow acts in is used; a wider one is not', async () => {
    const roles: AccessPolicy['roles'] = [
      { id: 'robot', from: [{ kind: 'given' }], includes: ['reader'], reference: '' },
      { id: 'reader', from: [{ kind: 'given' }], includes: [], reference: '' },
      { id: 'boss', from: [{ kind: 'given' }], includes: ['robot'], reference: '' },
    ];
    const access = {
      ...onlyStaff,
      roles,
      grants: [
        ...(onlyStaff.grants ?? []),
        { id: 'boss', role: 'boss', allow: ['*'], ask: ['*'], when: null, reference: '', cites: [] },
      ],
    };
    const narrow = scene({ ...base, access, workflow: { acts: { as: 'reader', for: null } } });
    expect(permissions(narrow, await narrow.start())[0]?.actor.decision.reason).toBe('no_grant');
    const wide = scene({ ...base, access, workflow: { acts: { as: 'boss', for: null } } });
    expect(permissions(wide, await wide.start())[0]?.actor.decision.basis?.id).toBe('desk');
  });

  test('the directory is down: denied, recorded, tried again by policy, never allowed; then it is back', async () => {
    const desk = scene({
      ...base,
      actions: [{ ...grant, input: {} }, revoke],
      nodes: [act('a', 'grant')],
      access: onlyStaff,
    });
    desk.ports.setDown('directory', true);
    const run = await desk.start();
    expect(permissions(desk, run)).toMatchObject([{ allowed: false, asker: { decision: { reason: 'unavailable' } } }]);
    await desk.elapse(run, 1);
    expect(permissions(desk, run)).toHaveLength(2);
    expect(desk.did()).toEqual([]);
    desk.ports.setDown('directory', false);
    await desk.elapse(run, 1);
    expect(desk.end(run)).toBe('done');
    expect(desk.did()).toEqual(['grant']);
  });

  test('it stays down: after the policy’s attempts a person is told', async () => {
    const desk = scene({
      ...base,
      actions: [{ ...grant, input: {} }, revoke],
      nodes: [act('a', 'grant')],
      access: onlyStaff,
    });
    desk.ports.setDown('directory', true);
    const run = await desk.start();
    await desk.elapse(run);
    expect(permissions(desk, run)).toHaveLength(3);
    expect(held(desk)).toEqual([['hold', 'a', 'denied: unavailable']]);
  });

  test('the world changes between two attempts: it is asked again, with the facts of that moment', async () => {
    const people = {
      lena: { id: 'lena', groups: [], accounts: {}, properties: { employment: 'employee' } as JsonObject },
    };
    const desk = scene({
      ...base,
      access: onlyStaff,
      mocks: { grant: [fails('unavailable')] },
      fixtures: { ...base.fixtures, people },
    });
    const run = await desk.start();
    people.lena.properties = { employment: 'intern' };
    await desk.elapse(run, 1);
    expect(permissions(desk, run).map(({ allowed }) => allowed)).toEqual([true, false]);
    expect(desk.did()).toEqual(['grant']);
  });
});

describe('what an attempt is made of', () => {
  test.each([
    ['a fact that is absent', { user: path('request.user') }, 'missing', ['request.user']],
    ['a value of another type', { user: literal(7) }, 'invalid_input', ['user must be a text']],
    [
      'a value nobody declared',
      { user: literal('lena'), more: literal('x') },
      'invalid_input',
      ['more is not part of this form'],
    ],
  ])('%s refuses it before anything is asked of the world', async (_, values, reason, missing) => {
    const desk = scene({ ...base, nodes: [{ ...step, verb: { kind: 'do', action: 'grant', with: values } }] });
    const run = await desk.start();
    expect(last(desk, run, 'effect.refused')).toMatchObject({ reason, missing });
    expect(desk.did()).toEqual([]);
    expect(held(desk)).toEqual([['hold', 'a', `refused: ${reason}`]]);
  });

  test('a fact that a port does not give just now is waited for', async () => {
    const desk = scene({
      ...base,
      nodes: [{ ...step, verb: { kind: 'do', action: 'grant', with: { user: path('requester.manager') } } }],
    });
    desk.ports.setDown('directory', true);
    const run = await desk.start();
    expect(last(desk, run, 'effect.refused')).toMatchObject({ reason: 'unavailable' });
    desk.ports.setDown('directory', false);
    await desk.elapse(run, 1);
    expect(desk.ports.calls[0]?.input).toEqual({ user: 'mia' });
  });

  test('text is rendered, and what it holds is never read as a template again', async () => {
    const text = { kind: 'template', template: 'For {{ticket.summary}}', paths: ['ticket.summary'] } as const;
    const desk = scene({ ...base, nodes: [{ ...step, verb: { kind: 'do', action: 'grant', with: { user: text } } }] });
    await desk.start({ facts: { ticket: { id: 'T-1', summary: '{{requester.id}} <b>' } } });
    expect(desk.ports.calls[0]?.input).toEqual({ user: 'For {{requester.id}} <b>' });
  });

  test.each<[string, Perform]>([
    [
      'says that it failed',
      async (_, { user }) => ({ status: 'failed', error: 'denied', message: `no user ${user as string}` }),
    ],
    [
      'says that it does not know',
      async (_, { user }) => ({ status: 'unknown', message: `asked for ${user as string}` }),
    ],
    [
      'throws',
      async (_, { user }) => {
        throw new Error(`POST /users/${user as string} timed out`);
      },
    ],
  ])('a secret is not stored either where whoever was given it %s, and repeats it', async (__, perform) => {
    const secret = field('text', { secret: true });
    const desk = scene({ ...base, actions: [action('grant', { input: { user: secret } })], host: { perform } });
    const run = await desk.start();
    const messages = desk.entries(run).flatMap((entry) => ('message' in entry ? [entry.message] : []));
    expect(messages.length).toBeGreaterThan(0);
    for (const said of messages) expect(said).toMatch(/^(?!.*lena).*\[secret\]/);
  });

  test('a secret is handed on, and never stored', async () => {
    const secret = field('text', { secret: true });
    const desk = scene({
      ...base,
      actions: [action('grant', { input: { user: secret }, output: { password: secret } })],
      fixtures: { actions: { grant: [done({ password: 'hunter2' })] } },
    });
    const run = await desk.start();
    expect(desk.ports.calls[0]?.input).toEqual({ user: 'lena' });
    expect(last(desk, run, 'effect.requested')).toMatchObject({ input: { user: '[secret]' } });
    expect(last(desk, run, 'effect.done')).toMatchObject({ output: { password: '[secret]' } });
    expect(JSON.stringify(desk.store.entries(`run:${run}`))).not.toContain('hunter2');
  });

  test('an answer that does not fit: a read has failed, of a write nobody knows', async () => {
    const read = scene({
      ...base,
      actions: [{ ...grant, effect: 'read' }],
      fixtures: { actions: { grant: [done({ grant: 7 })] } },
    });
    expect(last(read, await read.start(), 'effect.failed')).toMatchObject({ error: 'invalid_output' });
    const write = scene({ ...base, fixtures: { actions: { grant: [done({})] } } });
    expect(last(write, await write.start(), 'effect.unknown')).toMatchObject({
      message: expect.stringContaining('grant must be filled in'),
    });
  });

  test('what the contract does not declare is left out of the answer', async () => {
    const desk = scene({ ...base, fixtures: { actions: { grant: [done({ grant: 'g', debug: 'x' })] } } });
    expect(last(desk, await desk.start(), 'effect.done')).toMatchObject({ output: { grant: 'g' } });
  });

  test('a port that throws: nobody knows whether it happened', async () => {
    let times = 0;
    const perform: Perform = async () => {
      times += 1;
      if (times === 1) throw new Error('reset by peer');
      return { status: 'done', output: { grant: 'g' } };
    };
    const desk = scene({ ...base, host: { perform } });
    const run = await desk.start();
    expect(last(desk, run, 'effect.unknown')).toMatchObject({ message: 'reset by peer' });
    await desk.elapse(run, 1);
    expect(desk.end(run)).toBe('done');
  });

  test('an answer that does not come before the deadline is not waited for, and the call is told so', async () => {
    let aborted = false;
    const hangs: Perform = (_, __, { signal }) =>
      new Promise(() => {
        signal.addEventListener('abort', () => {
          aborted = true;
        });
      });
    const desk = scene({ ...base, host: { perform: hangs } });
    const going = desk.start();
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
    desk.clock.advance(30_000);
    const run = await going;
    expect(last(desk, run, 'effect.unknown')).toMatchObject({ message: 'no answer within 30000 ms' });
    expect(aborted).toBe(true);
  });

  test('an answer that comes after all is taken: what nobody knew is known then', async () => {
    let answer = (): void => {};
    const slow: Perform = () =>
      new Promise((resolve) => {
        answer = () => resolve({ status: 'done', output: { grant: 'late' } });
      });
    const desk = scene({
      ...base,
      actions: [{ ...grant, idempotent: 'never', retry: null }, revoke],
      host: { perform: slow },
    });
    const going = desk.start();
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
    desk.clock.advance(30_000);
    const run = await going;
    expect(held(desk)).toEqual([['hold', 'a', 'unknown: nobody knows whether it happened']]);
    answer();
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
    await desk.executor.settle();
    expect(desk.end(run)).toBe('done');
    expect(desk.executor.state(run)?.effects).toMatchObject([{ output: { grant: 'late' } }]);
    expect(desk.store.tasks({})).toEqual([]);
  });

  test('a slow effect keeps nobody else waiting', async () => {
    let release = (): void => {};
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const told: string[] = [];
    const perform: Perform = async (name, _, { key }) => {
      if (key.endsWith('/slow')) await slow;
      told.push(`${name} ${key.split('/').at(-1) ?? ''}`);
      return { status: 'done', output: { grant: 'g' } };
    };
    const nodes = [
      { ...step, id: 'slow' },
      { ...step, id: 'quick' },
      { ...step, id: 'next', needs: ['quick'] },
    ];
    const desk = scene({ ...base, nodes, host: { perform } });
    const going = desk.start();
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    expect(told).toEqual(['grant quick', 'grant next']);
    release();
    expect(desk.end(await going)).toBe('done');
  });
});

test('who watches can change nothing, not even by throwing', async () => {
  const onEntry = (): void => {
    throw new Error('the screen is gone');
  };
  const desk = scene({ ...base, host: { onEntry } });
  await expect(desk.start()).rejects.toThrow('the screen is gone');
  const [run] = desk.store.runs({});
  expect(run?.end).toBe('done');
});

describe('the gate', () => {
  const verdict = (decision: string) => ({
    decisions: [
      { id: 'd', hit: 'first', sets: ['decision'], rules: [rule('r', null, decision)], reference: '' } as const,
    ],
    nodes: [
      node(
        'verdict',
        { kind: 'decide', decision: 'd' },
        { outcomes: { [decision]: { kind: 'continue', establishes: [] } } },
      ),
      { ...step, needs: ['verdict'] },
    ],
  });

  test.each([
    ['DENIED', 'request_denied'],
    ['REQUIRES_APPROVAL', 'not_approved'],
  ])('%s: no effect runs, however the workflow goes on', async (decision, reason) => {
    const desk = scene({ ...base, ...verdict(decision) });
    const run = await desk.start();
    expect(last(desk, run, 'effect.refused')).toMatchObject({ reason });
    expect(desk.did()).toEqual([]);
  });

  test('ALLOWED lets it through', async () => {
    const desk = scene({ ...base, ...verdict('ALLOWED') });
    expect(desk.end(await desk.start())).toBe('done');
  });

  test('a run that was started over a request which requires approval does nothing before one', async () => {
    const classification = {
      decision: 'REQUIRES_APPROVAL',
      reason: 'rule',
      by: 'd',
      rules: [],
      missing: [],
      values: {},
    } as const;
    const desk = scene({
      ...base,
      approvals: [approval('ok')],
      nodes: [node('ask', { kind: 'approve', approval: 'ok' }), { ...step, needs: ['ask'] }],
    });
    const run = await desk.start({ classification });
    expect(desk.did()).toEqual(['mail.send']);
    const [task] = desk.store.tasks({});
    await desk.executor.answer(task?.task ?? '', { by: 'omar', outcome: 'approve' });
    await desk.executor.settle();
    expect(desk.end(run)).toBe('done');
  });

  test('skipping a held approval does not stand in for it', async () => {
    const classification = {
      decision: 'REQUIRES_APPROVAL',
      reason: 'rule',
      by: 'd',
      rules: [],
      missing: [],
      values: {},
    } as const;
    const nobody = approval('ok', { seats: [{ role: 'nobody', each: false }] });
    const desk = scene({
      ...base,
      approvals: [nobody],
      nodes: [node('ask', { kind: 'approve', approval: 'ok' }), { ...step, needs: ['ask'] }],
    });
    await desk.start({ classification });
    const [task] = desk.store.tasks({});
    expect(task).toMatchObject({ kind: 'hold', node: 'ask', details: { outcomes: ['retry', 'skip', 'give_up'] } });
    await desk.executor.answer(task?.task ?? '', { by: 'ben', outcome: 'skip' });
    await desk.executor.settle();
    expect(held(desk)).toEqual([['hold', 'a', 'refused: not_approved']]);
    expect(desk.did()).toEqual([]);
  });
});

describe('a run a service confines', () => {
  const service = (mayTouch: { readonly resource: ReturnType<typeof is> | null; readonly atMost: number | null }) => ({
    id: 'self',
    title: {},
    description: null,
    form: {},
    formOrder: [],
    eligible: null,
    limits: [],
    start: 'test',
    with: {},
    mayTouch: { actions: ['grant'], ...mayTouch },
    preApproved: null,
    state: 'live' as const,
    reference: '',
    cites: [],
  });
  const confined = (actions: readonly string[], atMost: number | null) => ({
    confine: { service: 'self', actions, atMost },
  });

  test('an action that is not on the offer', async () => {
    const desk = scene({ ...base, services: [service({ resource: null, atMost: null })] });
    const run = await desk.start(confined(['other'], null));
    expect(permissions(desk, run)).toMatchObject([{ allowed: false, confinement: 'outside' }]);
    expect(held(desk)).toEqual([['hold', 'a', 'denied: outside']]);
  });

  test('one effect too many, also from branches at once', async () => {
    const nodes = [step, { ...step, id: 'b' }, { ...step, id: 'c' }];
    const desk = scene({ ...base, nodes, services: [service({ resource: null, atMost: 2 })] });
    const run = await desk.start(confined(['grant'], 2));
    expect(desk.did()).toEqual(['grant', 'grant']);
    expect(
      permissions(desk, run)
        .map(({ confinement }) => confinement)
        .sort(),
    ).toEqual(['outside', 'within', 'within']);
  });

  test('telling people counts for nothing, before and after', async () => {
    const note = action('note', { port: 'helpdesk', input: { user: field('person') } });
    const tell = (id: string, needs: readonly string[]) =>
      act(id, 'note', { needs, verb: { kind: 'do', action: 'note', with: { user: path('requester.id') } } });
    const nodes = [
      tell('before', []),
      { ...step, needs: ['before'] },
      tell('after', ['a']),
      { ...step, id: 'again', needs: ['after'] },
    ];
    const desk = scene({
      actions: [grant, revoke, note],
      nodes,
      services: [service({ resource: null, atMost: 1 })],
      fixtures: { actions: { grant: [done({ grant: 'g-1' })], note: [done()] } },
    });
    const run = await desk.start(confined(['grant', 'note'], 1));
    expect(desk.did()).toEqual(['note', 'grant', 'note']);
    expect(permissions(desk, run).at(-1)).toMatchObject({ allowed: false, action: 'grant', confinement: 'outside' });
  });

  test('and from its parts', async () => {
    const each = node('all', {
      kind: 'each',
      in: { kind: 'literal', value: ['x', 'y', 'z'] },
      as: 'i',
      key: null,
      atOnce: 3,
      nodes: [step],
    });
    const desk = scene({ ...base, nodes: [each], services: [service({ resource: null, atMost: 2 })] });
    await desk.start(confined(['grant'], 2));
    expect(desk.did()).toEqual(['grant', 'grant']);
  });

  test('a resource that is none of theirs', async () => {
    const touch = { ...grant, resource: { type: 'asset', from: 'user' } };
    const of = (asset: string): SceneOptions => ({
      ...base,
      actions: [touch, revoke],
      nodes: [{ ...step, verb: { kind: 'do', action: 'grant', with: { user: literal(asset) } } }],
      services: [service({ resource: is('asset.owner', 'lena'), atMost: null })],
    });
    const own = scene(of('LT-1'));
    expect(own.end(await own.start(confined(['grant'], null)))).toBe('done');
    const others = scene(of('LT-2'));
    expect(permissions(others, await others.start(confined(['grant'], null)))).toMatchObject([
      { allowed: false, confinement: 'outside', resource: { type: 'asset', id: 'LT-2' } },
    ]);
  });
});

describe('undo', () => {
  const breaks = act('b', 'grant', {
    needs: ['a'],
    outcomes: { failed: { kind: 'undo', end: 'rolled-back', establishes: [] } },
    verb: { kind: 'do', action: 'grant', with: { user: literal('broken') } },
  });
  const options: SceneOptions = {
    ...base,
    nodes: [step, breaks],
    fixtures: {
      actions: {
        grant: [{ when: { user: 'broken' }, output: null, error: 'refused' }, done({ grant: 'g-1' })],
        revoke: [done()],
      },
    },
  };

  test('a failed action takes back what was done, with what it put out', async () => {
    const desk = scene(options);
    const run = await desk.start();
    expect(desk.end(run)).toBe('rolled-back');
    expect(desk.ports.calls.at(-1)).toMatchObject({ action: 'revoke', input: { grant: 'g-1' }, key: `${run}/a/undo` });
    expect(permissions(desk, run).at(-1)).toMatchObject({ allowed: true, asker: null });
  });

  test('an undo that fails is visible, and a person’s', async () => {
    const desk = scene({ ...options, mocks: { revoke: [fails('refused')] } });
    const run = await desk.start();
    expect(last(desk, run, 'undo.failed')).toMatchObject({ node: 'a', error: 'refused' });
    const [task] = desk.store.tasks({});
    expect(task).toMatchObject({
      kind: 'hold',
      title: 'Roll back by hand',
      role: 'chiefs',
      assignees: ['carl'],
      details: { undo: 'grant', reason: 'undo_failed' },
    });
    expect(desk.end(run)).toBeNull();
    await desk.executor.answer(task?.task ?? '', { by: 'carl', outcome: 'retry' });
    await desk.executor.settle();
    expect(desk.end(run)).toBe('rolled-back');
    expect(desk.did().filter((name) => name === 'revoke')).toHaveLength(2);
  });

  test.each([
    ['with what it speaks of', 'Take it from {{requester.name}}', 'Take it from lena'],
    ['as it is written, where that is absent', 'Take {{request.name}} back', 'Take {{request.name}} back'],
  ])('what is to be done by hand is said %s', async (_, title, said) => {
    const workflow = { undoFailed: { role: 'chiefs', title: { en: title } } };
    const desk = scene({ ...options, workflow, mocks: { revoke: [fails('refused')] } });
    await desk.start();
    expect(desk.store.tasks({})).toMatchObject([{ kind: 'hold', title: said }]);
  });

  test('the contract’s check tells after an unknown outcome', async () => {
    const look = action('look', {
      effect: 'read',
      input: { user: field() },
      output: { there: field('yes_no'), grant: field() },
    });
    const once = {
      ...grant,
      idempotent: 'never',
      retry: null,
      check: { action: 'look', with: { user: path('input.user') }, field: 'there' },
    } as const;
    const desk = scene({
      ...base,
      actions: [once, revoke, look],
      fixtures: { actions: { grant: [fails('unknown')], look: [done({ there: true, grant: 'g-9' })] } },
    });
    const run = await desk.start();
    expect(desk.end(run)).toBe('done');
    expect(desk.did()).toEqual(['grant', 'look']);
    expect(desk.executor.state(run)?.effects).toMatchObject([{ output: { grant: 'g-9' } }]);
  });

  test('a check that cannot be made leaves it to a person', async () => {
    const once = {
      ...grant,
      idempotent: 'never',
      retry: null,
      check: { action: 'none', with: {}, field: 'there' },
    } as const;
    const desk = scene({ ...base, actions: [once, revoke], fixtures: { actions: { grant: [fails('unknown')] } } });
    await desk.start();
    expect(held(desk)).toEqual([['hold', 'a', 'unknown: the check could not tell whether it happened']]);
  });
});
