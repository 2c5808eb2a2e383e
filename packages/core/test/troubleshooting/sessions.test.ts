import { describe, expect, test } from 'vitest';
import type { Facts, JsonObject } from '@deskbook/policies';
import type { Bundle, Tree, TreeNode } from '@deskbook/dsl/bundle';
import { memoryStore } from '../../src/journal/memory-store.ts';
import type { Store } from '../../src/journal/store.ts';
import type { Permission } from '../../src/kernel/entry.ts';
import { createSessions, denialText, notSure } from '../../src/troubleshooting/index.ts';
import type { ActResult, Sessions, SessionStart, SessionState } from '../../src/troubleshooting/index.ts';
import { trees } from './wifi-tree.ts';

const actions = { 'device.run_check': { idempotent: 'always' }, 'device.toggle_wifi': { idempotent: 'never' } };
const bundle = {
  id: 'b',
  hash: 'hash',
  languages: ['en'],
  trees: { ...trees, nameless: { ...trees.dns, id: 'nameless', title: {} } },
  actions,
} as unknown as Bundle;

/** A permission as the desk asks it: for itself, and for the person. */
function permission(action: string, allowed: boolean): Permission {
  const decision = { allowed, reason: allowed ? 'granted' : 'no_grant', basis: null, missing: [] } as const;
  const actor = { id: 'desk', decision: { ...decision, allowed: true } };
  return {
    allowed,
    actor,
    asker: { id: 'lena', decision },
    confinement: 'none',
    action,
    resource: { type: 'asset', id: 'LT-1' },
  };
}

interface Scene {
  readonly sessions: Sessions;
  readonly store: Store;
  readonly acts: string[];
  readonly ended: SessionState[];
}

interface Given {
  readonly store?: Store;
  readonly facts?: Facts;
  readonly answers?: { readonly [action: string]: ActResult | Error };
  readonly allowed?: boolean;
  readonly missing?: readonly string[];
  readonly gone?: boolean;
  readonly tree?: Tree;
  readonly denied?: readonly string[];
}

function scene({
  store = memoryStore(),
  facts = {},
  answers = {},
  allowed = true,
  missing,
  gone,
  tree,
  denied = [],
}: Given = {}): Scene {
  const acts: string[] = [];
  const own = tree ? { ...bundle, trees: { ...bundle.trees, wifi: tree } } : bundle;
  const ended: SessionState[] = [];
  const sessions = createSessions({
    store,
    clock: { now: () => '2026-03-02T09:00:00.000Z', sleepUntil: async () => {} },
    bundle: () => own,
    bundleOf: () => (gone ? null : own),
    world: {
      facts: async () => facts,
      resolve: () => (missing ? { ok: false, missing } : { ok: true, input: {} }),
      permit: async (_here, action) => permission(action, !denied.includes(action)),
      act: async (action, _input, key) => {
        acts.push(key);
        const answer = answers[action];
        if (answer instanceof Error) throw answer;
        return answer ?? { result: 'unknown', reason: 'nobody answers' };
      },
    },
    articles: async () => [{ id: 'kb-1', title: 'Wi-Fi', url: 'https://help.example.com/kb-1', verified: true }],
    mayStart: async () => ({ allowed, reason: allowed ? '' : 'contractors are not guided' }),
    onEnd: async (state) => void ended.push(state),
  });
  return { sessions, store, acts, ended };
}

const start: SessionStart = { session: 's1', tree: 'wifi', person: 'lena', with: {}, ticket: null, parent: null };
const done = (output: JsonObject): ActResult => ({ result: 'done', output });
const onAndConnected = { 'device.run_check': done({ state: 'connected' }), 'device.toggle_wifi': done({}) };

describe('a machine takes its turns before anybody is asked', () => {
  test('a check that decides', async () => {
    const { sessions, acts } = scene({ answers: { 'device.run_check': done({ state: 'enabled' }) } });
    expect(await sessions.start(start)).toMatchObject({
      ok: true,
      view: { status: 'asking', prompt: { node: 'kind' } },
    });
    expect(acts).toEqual(['s1/wifi/radio/check']);
  });

  test('articles of the knowledge base are shown beside what is asked', async () => {
    expect(await scene({ facts: { asset: { radio: true } } }).sessions.start(start)).toMatchObject({
      view: { articles: [{ id: 'kb-1', verified: true }] },
    });
  });

  test.each<[string, Given, string]>([
    [
      'a check that fails',
      { answers: { 'device.run_check': { result: 'failed', reason: 'the device is off' } } },
      'the device is off',
    ],
    ['a check that may not be run', { denied: ['device.run_check'] }, 'lena may not device.run_check (no_grant)'],
    [
      'a check that does not tell what it should',
      { answers: { 'device.run_check': done({}) } },
      'the check did not tell check.state',
    ],
    ['a check whose input is not known', { missing: ['asset.id'] }, 'asset.id is not known'],
  ])('%s: a person is asked, and told why', async (_, given, because) => {
    expect(await scene(given).sessions.start(start)).toMatchObject({
      ok: true,
      view: { prompt: { node: 'radio', because } },
    });
  });

  test.each<[string, Facts, string]>([
    ['a choice that is known', { asset: { radio: true, adapter: 'pci' } }, 'info'],
    [
      'one condition that holds while the others fail',
      { asset: { radio: true, os: 'windows', tier: 'laptop' } },
      'plug',
    ],
    [
      'two conditions that hold: asked, not guessed',
      { asset: { radio: true, os: 'windows', tier: 'desktop' } },
      'kind',
    ],
    ['one that holds and one that might: asked, not guessed', { asset: { radio: true, os: 'windows' } }, 'kind'],
    ['one that might, alone: asked, not guessed', { asset: { radio: true, tier: 'laptop' } }, 'kind'],
  ])('%s', async (_, facts, node) => {
    expect(await scene({ facts }).sessions.start(start)).toMatchObject({ view: { prompt: { node } } });
  });

  const asks = { ...trees.wifi.nodes['radio'], known: 'asset.radio', check: null } as TreeNode;
  const guesses = { ...trees.wifi.nodes['kind'], known: null } as TreeNode;
  const plain = { ...guesses, choices: [{ id: 'usb', say: {}, go: 'plug', when: null }] } as TreeNode;

  test.each<[string, TreeNode, Facts, string]>([
    ['a question that only a fact can answer is asked where the fact is not there', asks, {}, 'radio'],
    ['a choice told from conditions alone', guesses, { asset: { os: 'windows', tier: 'laptop' } }, 'plug'],
    ['a choice that nothing but a person can make', plain, {}, 'kind'],
  ])('%s', async (_, node, facts, expected) => {
    const { sessions } = scene({
      facts,
      tree: { ...trees.wifi, start: node.id, nodes: { ...trees.wifi.nodes, [node.id]: node } },
    });
    expect(await sessions.start(start)).toMatchObject({ view: { prompt: { node: expected } } });
  });

  test('a check that says no', async () => {
    const { sessions, acts } = scene({
      answers: {
        'device.run_check': done({ state: 'disabled' }),
        'device.toggle_wifi': { result: 'failed', reason: 'busy' },
      },
    });
    expect(await sessions.start(start)).toMatchObject({ view: { outcome: { id: 'network-team' } } });
    const once = ['s1/wifi/radio/check', 's1/wifi/turn-on'];
    expect(acts).toEqual([...once, 's1/wifi/radio#2/check', 's1/wifi/turn-on#2']);
  });

  test('a known "no", a fix, its check, the end', async () => {
    const { sessions, store, acts, ended } = scene({ facts: { asset: { radio: false } }, answers: onAndConnected });
    expect(await sessions.start(start)).toMatchObject({
      view: { status: 'ended', outcome: { id: 'solved', result: 'solved' } },
    });
    expect(acts).toEqual(['s1/wifi/turn-on', 's1/wifi/turn-on/check']);
    expect(ended.map(({ session }) => session)).toEqual(['s1']);
    expect(store.entries('session:s1').map(({ body }) => body.type)).toEqual([
      'session.started',
      'session.known',
      'session.requested',
      'session.performed',
      'session.checked',
    ]);
  });

  test('a fix that is denied or whose input is not known was not performed', async () => {
    const denied = scene({
      facts: { asset: { radio: false } },
      denied: ['device.toggle_wifi'],
    });
    await denied.sessions.start(start);
    expect(denied.store.entries('session:s1').map(({ body }) => body)).toContainEqual(
      expect.objectContaining({
        type: 'session.performed',
        result: 'denied',
        denial: permission('device.toggle_wifi', false),
      }),
    );
    const unknown = scene({ facts: { asset: { radio: false } }, missing: ['asset.id'] });
    await unknown.sessions.start(start);
    expect(unknown.acts).toEqual([]);
  });
});

describe('a session can be left and resumed', () => {
  test('by another process, at the same place', async () => {
    const first = scene({ facts: { asset: { radio: true } } });
    await first.sessions.start(start);
    const second = scene({ store: first.store, facts: { asset: { radio: true } } });
    expect(await second.sessions.view('s1')).toMatchObject({ prompt: { node: 'kind' } });
    expect(await second.sessions.respond('s1', { by: 'lena', node: 'kind', choice: notSure })).toMatchObject({
      view: { outcome: { id: 'network-team' } },
    });
  });

  test('starting it again is the same session', async () => {
    const { sessions, store } = scene({ facts: { asset: { radio: true } } });
    await sessions.start(start);
    const before = store.entries('session:s1').length;
    expect(await sessions.start(start)).toMatchObject({ ok: true, view: { prompt: { node: 'kind' } } });
    expect(store.entries('session:s1').length).toBe(before);
  });

  test('it is listed among the person’s tasks until it ends', async () => {
    const { sessions, store } = scene({ facts: { asset: { radio: true } } });
    await sessions.start({ ...start, parent: { run: 'r', node: 'diagnose', key: 'k' } });
    expect(store.tasks({ assignee: 'lena' })).toMatchObject([
      { task: 's1', kind: 'tree', run: 'r', node: 'diagnose', title: 'Wi-Fi' },
    ]);
    await sessions.respond('s1', { by: 'lena', node: 'kind', choice: notSure });
    expect(store.tasks({ assignee: 'lena' })).toEqual([]);
  });

  test('it is listed by its id where it has no title', async () => {
    const { sessions, store } = scene();
    await sessions.start({ ...start, tree: 'nameless' });
    expect(store.tasks({})).toMatchObject([{ title: 'nameless', run: 's1', node: 'nameless' }]);
  });

  test.each([
    ['may not be repeated: what became of it is unknown', 'never', 'unknown', 1],
    ['may be repeated under the same key', 'by_key', 'done', 2],
    ['has no contract any more, and its key keeps it from being done twice', undefined, 'done', 2],
  ])('a process that died while a fix was under way: one that %s', async (_, idempotent, result, calls) => {
    const died = scene({
      facts: { asset: { radio: false } },
      answers: { 'device.toggle_wifi': new Error('the process died') },
    });
    await expect(died.sessions.start(start)).rejects.toThrow('the process died');
    const resumed = scene({ store: died.store, facts: { asset: { radio: false } }, answers: onAndConnected });
    Object.assign(actions['device.toggle_wifi'], { idempotent });
    await resumed.sessions.view('s1');
    Object.assign(actions['device.toggle_wifi'], { idempotent: 'never' });
    const performed = died.store.entries('session:s1').find(({ body }) => body.type === 'session.performed');
    expect(performed?.body).toMatchObject({ result });
    const keys = [...died.acts, ...resumed.acts].filter((key) => key === 's1/wifi/turn-on');
    expect(keys).toHaveLength(calls);
  });
});

describe('what is refused, and how it is said', () => {
  const atKind: Given = { facts: { asset: { radio: true } } };

  test.each<[string, Given, Partial<SessionStart>, string]>([
    ['a tree there is not', {}, { tree: 'constructor' }, 'no_such_tree'],
    ['a person who may not be guided', { allowed: false }, {}, 'not_permitted'],
  ])('starting %s', async (_, given, wanted, code) => {
    expect(await scene(given).sessions.start({ ...start, ...wanted })).toMatchObject({ ok: false, code });
  });

  test.each<[string, Parameters<Sessions['respond']>[1], string]>([
    ['by somebody else', { by: 'kim', node: 'kind', choice: 'usb' }, 'not_permitted'],
    ['to a node that is not asked', { by: 'lena', node: 'radio', choice: 'yes' }, 'not_asked'],
    ['that is not offered', { by: 'lena', node: 'kind', choice: 'bluetooth' }, 'invalid_answer'],
    ['that is empty', { by: 'lena', node: 'kind' }, 'invalid_answer'],
  ])('an answer %s', async (_, answer, code) => {
    const { sessions, store } = scene(atKind);
    await sessions.start(start);
    const before = store.entries('session:s1').length;
    expect(await sessions.respond('s1', answer)).toMatchObject({ ok: false, code });
    expect(store.entries('session:s1').length).toBe(before);
  });

  test('a form that is not filled in as it must be, field by field', async () => {
    const { sessions } = scene({ facts: { asset: { radio: true, adapter: 'pci' } } });
    await sessions.start(start);
    expect(await sessions.respond('s1', { by: 'lena', node: 'info', form: { brand: 'x' } })).toMatchObject({
      code: 'invalid_answer',
      fields: [{ field: 'make' }, { field: 'brand' }],
    });
    expect(await sessions.respond('s1', { by: 'lena', node: 'info' })).toMatchObject({
      code: 'invalid_answer',
      fields: [{ field: 'make' }],
    });
    expect(await sessions.respond('s1', { by: 'lena', node: 'info', form: { make: 'ACME' } })).toMatchObject({
      ok: true,
    });
  });

  test('an answer after the end, and one to no session', async () => {
    const { sessions } = scene(atKind);
    await sessions.start(start);
    await sessions.respond('s1', { by: 'lena', node: 'kind', choice: notSure });
    expect(await sessions.respond('s1', { by: 'lena', node: 'kind', choice: 'usb' })).toMatchObject({ code: 'ended' });
    expect(await sessions.respond('none', { by: 'lena', node: 'kind', choice: 'usb' })).toMatchObject({
      code: 'no_such_session',
    });
    expect(await sessions.view('none')).toBeNull();
  });

  test('a session whose bundle is gone', async () => {
    const { store, sessions } = scene(atKind);
    await sessions.start(start);
    expect(await scene({ store, gone: true }).sessions.view('s1')).toBeNull();
  });

  test('of two answers at once one is taken', async () => {
    const { sessions, store } = scene(atKind);
    await sessions.start(start);
    const both = await Promise.all(
      ['usb', 'pci'].map((choice) => sessions.respond('s1', { by: 'lena', node: 'kind', choice })),
    );
    expect(both).toMatchObject([{ ok: true }, { ok: false, code: 'not_asked' }]);
    expect(store.entries('session:s1').filter(({ body }) => body.type === 'session.answered')).toHaveLength(1);
  });

  test('of two answers in two processes one is taken', async () => {
    const memory = memoryStore();
    const store: Store = {
      ...memory,
      commit: async (commit) => new Promise((resolve) => setImmediate(() => resolve(memory.commit(commit)))),
    };
    const [one, other] = [scene({ ...atKind, store }), scene({ ...atKind, store })];
    await one.sessions.start(start);
    const answer = { by: 'lena', node: 'kind', choice: 'usb' };
    const both = await Promise.all([one.sessions.respond('s1', answer), other.sessions.respond('s1', answer)]);
    expect(both).toMatchObject([{ ok: true }, { ok: false, code: 'not_asked', reason: 'another answer was faster' }]);
  });

  test('an answer while a machine has its turn', async () => {
    const died = scene({ answers: { 'device.run_check': new Error('the process died') } });
    await expect(died.sessions.start(start)).rejects.toThrow('the process died');
    expect(
      await scene({ store: died.store }).sessions.respond('s1', { by: 'lena', node: 'radio', choice: 'yes' }),
    ).toMatchObject({ code: 'not_asked', reason: 'what is asked now is nothing, not radio' });
  });
});

describe('a denial says who may not, and what decided it', () => {
  const asked = permission('device.toggle_wifi', false);
  const basis = { kind: 'denial', id: 'no-servers', through: [], reference: 'access/a#/denials/0', cites: [] } as const;
  const decision = { allowed: false, reason: 'denied', basis, missing: [] } as const;

  test.each<[string, Permission, string]>([
    ['the person', asked, 'lena may not device.toggle_wifi (no_grant)'],
    [
      'the desk, by a denial',
      { ...asked, actor: { id: 'desk', decision } },
      'desk may not device.toggle_wifi (no-servers)',
    ],
    [
      'nobody but the desk',
      { ...asked, asker: null, actor: { id: 'desk', decision } },
      'desk may not device.toggle_wifi (no-servers)',
    ],
  ])('%s', (_, denied, said) => expect(denialText(denied)).toBe(said));
});
