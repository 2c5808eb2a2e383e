import { describe, expect, test } from 'vitest';
import type { JsonObject } from '@deskbook/policies';
import { memoryStore, openDesk } from '../../src/index.ts';
import { scene } from '../execution/scene.ts';
import { mortal } from '../execution/mortal.ts';
import { act, action, field, node } from '../kernel/build.ts';
import { created, openScene, trigger } from '../desk/scene.ts';

/** What people and programs hand over: nothing of it can stop the desk, and no secret of it stays. */

const deep = (levels: number): JsonObject => {
  let value: JsonObject = {};
  for (let level = 0; level < levels; level += 1) value = { value };
  return value;
};
const question = node('look', {
  kind: 'task',
  text: { en: 'Look' },
  form: { said: field('text', { optional: true }), any: field('json', { optional: true }) },
  within: null,
});

describe('an answer', () => {
  const answer = async (form: JsonObject, note?: string) => {
    const desk = scene({ nodes: [question] });
    const run = await desk.start();
    const [task] = desk.store.tasks({});
    const given = { by: 'anna', outcome: 'done', form, ...(note === undefined ? {} : { note }) };
    const result = await desk.executor.answer(task?.task ?? '', given);
    await desk.executor.settle();
    return { result, desk, run };
  };

  test.each<[string, JsonObject, string?]>([
    ['half a character', { said: '\ud800' }],
    ['half a character in a name', { any: { '\udc00': 1 } }],
    ['half a character in the note', {}, 'so \ud800'],
  ])('with %s is taken, and journaled', async (_, form, note) => {
    const { result, desk, run } = await answer(form, note);
    expect(result).toMatchObject({ ok: true });
    expect(desk.end(run)).toBe('done');
    expect(desk.store.verify()).toMatchObject({ ok: true });
  });

  test.each<[string, JsonObject, string?]>([
    ['deeper than anything', { any: deep(50_000) }],
    ['larger than anything', { said: 'x'.repeat(2_000_000) }],
    ['with a number that is none', { any: [Number.NaN] }],
    ['with a note that is a book', {}, 'x'.repeat(200_000)],
    ['with a prototype', JSON.parse('{"__proto__":{"said":"x"}}') as JsonObject],
    ['with what nobody asked', { constructor: 'x' }],
  ])('%s is refused', async (_, form, note) => {
    const { result, desk } = await answer(form, note);
    expect(result).toMatchObject({ ok: false, code: 'invalid_form' });
    expect(desk.store.tasks({})).toHaveLength(1);
  });
});

describe('what an action answers', () => {
  test.each([
    ['nothing', undefined],
    ['done with nothing', { status: 'done' }],
    ['done with half a character', { status: 'done', output: { text: '\ud800' } }],
    ['done with a depth', { status: 'done', output: { text: 'x', any: deep(50_000) } }],
    ['failed without words', { status: 'failed' }],
    ['unknown in half a character', { status: 'unknown', message: '\ud800' }],
  ])('%s: it is recorded, and the desk goes on', async (_, answered) => {
    const say = action('say', {
      output: { text: field(), any: field('json', { optional: true }) },
      idempotent: 'never',
    });
    const desk = scene({
      nodes: [act('say', 'say')],
      actions: [say],
      host: { perform: async () => answered as never },
    });
    const run = await desk.start();
    expect(desk.types(run).at(-1)).toMatch(/run.ended|task.opened/u);
    expect(desk.store.verify()).toMatchObject({ ok: true });
  });
});

const FORMS = {
  'secret.yaml': `
kind: action
id: badge.reset
title: Reset a badge
port: badges
input: { badge: text }
output: { state: text, pin: { type: text, secret: true } }
effect: write
undo: none
idempotent: by_key
`,
  'tree.yaml': `
kind: tree
id: badge
title: The badge
input: { badge: { type: text, default: mine }, pin: { type: text, secret: true, optional: true } }
start: reset
if_unsure: handed
nodes:
  reset: { fix: Reset it., do: badge.reset, with: { badge: '{{input.badge}}' }, if_fixed: tell, if_not_fixed: tell }
  tell: { collect: { old: { type: text, secret: true }, why: text }, next: handed }
outcomes:
  handed: { result: escalated, to: support, evidence: all }
`,
  'grants.yaml': `
kind: access
id: badges
roles: { badger: { from: { people: [none] } } }
grants:
  - { id: robot-badges, role: robot, allow: [badge.reset] }
  - { id: people-badges, role: employee, ask: [badge.reset] }
`,
  'service.yaml': `
kind: service
id: badge-service
title: Reset my badge
form: { why: text, old: { type: text, secret: true } }
eligible: { requester.employment: employee }
start: restart
with: { printer: '{{form.old}}' }
may_touch: { actions: [printer.restart] }
pre_approved: { by: support, date: '2026-01-15' }
`,
  'answers.yaml': `
kind: fixtures
id: answers
actions: { badge.reset: [{ output: { state: reset, pin: planted-4711 } }] }
`,
};
const everything = (store: ReturnType<typeof memoryStore>): string =>
  JSON.stringify([store.streams('').flatMap((stream) => store.entries(stream)), store.tasks({}), store.runs({})]);

describe('a secret', () => {
  test('of a diagnosis is in nothing that is kept or shown', async () => {
    const { desk, store } = await openScene({ files: FORMS });
    const begun = await desk.troubleshoot('badge', { person: 'lena', with: { badge: 'b-1', pin: 'planted-0815' } });
    const session = begun.ok ? begun.view.session : '';
    await desk.respond(session, { by: 'lena', node: 'reset', choice: 'yes' });
    const form = { old: 'planted-1234', why: 'lost' };
    const ended = await desk.respond(session, { by: 'lena', node: 'tell', form });
    expect(ended).toMatchObject({ ok: true, view: { status: 'ended' } });
    expect(everything(store) + JSON.stringify(ended)).not.toContain('planted');
    expect(everything(store)).toContain('lost');
  });

  test('of a form of self-service neither', async () => {
    const { desk, store } = await openScene({ files: FORMS });
    const form = { why: 'lost', old: 'planted-1234' };
    expect(await desk.request('badge-service', { person: 'lena', key: 'k', form })).toMatchObject({ ok: true });
    await desk.settle();
    expect(everything(store)).not.toContain('planted');
  });
});

describe('a diagnosis', () => {
  test.each<[string, JsonObject]>([
    ['a record in place of an id', { badge: { id: 'b-1', owner: 'lena' } }],
    ['what its tree does not take', { printer: 'main' }],
    ['a depth', { badge: deep(50_000) }],
  ])('is not begun with %s', async (_, input) => {
    const { desk, store } = await openScene({ files: FORMS });
    expect(await desk.troubleshoot('badge', { person: 'lena', with: input })).toMatchObject({
      ok: false,
      code: 'invalid_answer',
    });
    expect(store.streams('session:')).toEqual([]);
  });

  test('keeps nothing of a form nobody asked for', async () => {
    const { desk, store } = await openScene({ files: FORMS });
    const begun = await desk.troubleshoot('badge', { person: 'lena' });
    const session = begun.ok ? begun.view.session : '';
    await desk.respond(session, { by: 'lena', node: 'reset', choice: 'yes', form: { smuggled: true } });
    await desk.respond(session, { by: 'lena', node: 'tell', choice: 'not_sure', form: { smuggled: true } });
    expect(everything(store)).not.toContain('smuggled');
  });
});

const GUIDED = {
  'tree.yaml': `
kind: tree
id: jam
title: The printer jams
start: noisy
if_unsure: handed
nodes:
  noisy: { ask: Does it make a noise?, KNOWN if_yes: solved, if_no: handed }
outcomes: { solved: { result: solved }, handed: { result: escalated, to: support, evidence: all } }
`,
  'guide.yaml': `
kind: workflow
id: guide
title: Guide somebody
input: { ticket: { type: ticket, optional: true } }
acts: { as: robot, for: requester }
steps:
  - { id: guided, title: Through the tree, tree: jam, by: { actor: employee, person: '{{ticket.requester}}' }, outcomes: { solved: continue, escalated: { end: handed } } }
ends: { done: { title: Solved }, handed: { title: Handed over } }
`,
  'trigger.yaml': trigger('jam', '').replace('start: restart', 'start: guide'),
};
const guided = (known: string) => ({ ...GUIDED, 'tree.yaml': GUIDED['tree.yaml'].replace('KNOWN ', known) });

describe('the run of a diagnosis goes on', () => {
  test('where nobody has to be asked', async () => {
    const files = {
      ...guided('known: requester.mfa, '),
      'mfa.yaml': 'kind: fixtures\nid: mfa\npeople: { mila: { name: Mila, employment: employee, mfa: true, groups: [everybody], accounts: { shop: m1 } } }\n', // prettier-ignore
    };
    const { desk } = await openScene({ files });
    await desk.receive(created(1, { by: 'm1' }, { from: 'm1' }));
    await desk.settle();
    expect(desk.runs()).toMatchObject([{ status: 'ended', end: 'done' }]);
  });

  test.each(['before', 'after'] as const)('whenever the process dies (%s a commit)', async (when) => {
    for (let at = 1; at <= 3; at += 1) {
      const store = memoryStore();
      const { desk, bundle, ports, clock } = await openScene({ files: guided(''), store });
      await desk.receive(created(1));
      await desk.settle();
      const [task] = desk.tasks({ assignee: 'lena' });
      const process = mortal(store, ports.perform, { at, when });
      const dying = await openDesk({ ...ports, clock, bundle, store: process.store });
      const answer = { by: 'lena', node: 'noisy', choice: 'yes' };
      const said = dying.respond(task?.task ?? '', answer).then(() => dying.settle());
      await Promise.race([said, process.death]);
      const next = await openDesk({ ...ports, clock, bundle, store });
      await next.settle();
      await next.respond(task?.task ?? '', answer);
      await next.settle();
      expect(next.runs()).toMatchObject([{ status: 'ended', end: 'done' }]);
      expect(store.verify()).toMatchObject({ ok: true });
    }
  });
});

test('what a ticket asks for passes the gate also where it is started by hand', async () => {
  const { desk, ports } = await openScene();
  await desk.receive(created(1, { by: 'i1' }, { from: 'i1' }));
  expect(await desk.start('restart', { by: 'ivy', with: { ticket: 'T-1' } })).toMatchObject({ ok: true });
  await desk.settle();
  expect(ports.calls).toEqual([]);
  await desk.receive(created(2));
  expect(await desk.start('restart', { by: 'lena', with: { ticket: 'T-2' } })).toMatchObject({ ok: true });
  await desk.settle();
  expect(ports.calls).toHaveLength(1);
});

test('a run that starts itself comes to an end, and to a person', async () => {
  const again = node('again', { kind: 'run', workflow: 'test', with: {} });
  const desk = scene({ nodes: [again] });
  await desk.start();
  expect(desk.store.runs({})).toHaveLength(16);
  expect(desk.store.tasks({})).toMatchObject([{ kind: 'hold', node: 'again' }]);
});

describe('names that no journal can hold', () => {
  const half = 'lena\ud800';
  test.each<[string, (desk: Awaited<ReturnType<typeof openScene>>['desk']) => Promise<object>]>([
    [
      'a question of permission',
      (desk) => desk.may({ subject: half, action: half, resource: { type: half, id: half } }),
    ],
    ['a start', (desk) => desk.start('restart', { by: half, with: {} })],
    ['a diagnosis', (desk) => desk.troubleshoot('badge', { person: half, ticket: half })],
    ['a request', (desk) => desk.request('badge-service', { person: half, key: half, form: {} })],
    ['a key', (desk) => desk.request('badge-service', { person: 'lena', key: 'k'.repeat(1e6), form: { why: 'x', old: 'y' } })], // prettier-ignore
  ])('%s is answered no, and recorded', async (_, ask) => {
    const { desk, store } = await openScene({ files: FORMS });
    const answer = await ask(desk);
    expect(answer).toMatchObject('allowed' in answer ? { allowed: false } : { ok: false });
    expect(store.verify()).toMatchObject({ ok: true });
  });

  test('the reason of a cancellation is recorded as far as it can be', async () => {
    const { desk, store } = await openScene({ files: GUIDED_BY_HAND });
    const started = await desk.start('wait', { by: 'lena', with: {} });
    await desk.settle();
    const run = started.ok ? started.run : '';
    expect(await desk.cancel(run, { by: 'lena', reason: 'never mind \ud800' })).toMatchObject({ ok: true });
    await desk.settle();
    expect(desk.runs()).toMatchObject([{ end: 'cancelled' }]);
    expect(store.verify()).toMatchObject({ ok: true });
  });
});

const GUIDED_BY_HAND = {
  'wait.yaml': `
kind: workflow
id: wait
title: Wait
input: {}
acts: { as: robot, for: requester }
steps:
  - { id: pause, title: Wait, wait: { for: 1h } }
ends: { done: { title: Waited } }
`,
};
