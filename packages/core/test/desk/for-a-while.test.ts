import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Store, memoryStore, sqliteStore } from '../../src/index.ts';
import { replayRun } from '../../src/execution/replay-run.ts';
import { temporaryFolder } from '../journal/temporary-folder.ts';
import { join } from 'node:path';
import { created, openScene, type SceneOptions } from './scene.ts';

const FOR_A_WHILE = `
kind: access
id: for-a-while
owner: chiefs
roles:
  mechanic: {}
  chiefs: { from: { group: chiefs } }
  night: { from: { schedule: night } }
grants:
  - { id: mechanics-restart, role: mechanic, allow: [printer.restart] }
denials:
  - { id: not-at-night, role: night, deny: [printer.restart] }
  - { id: no-interns, role: employee, deny: [printer.restart], when: { subject.employment: intern } }
temporary:
  - { id: mechanic-for-a-while, role: mechanic, for: employee, at_most: 1h }
  - { id: agreed-mechanic, role: mechanic, for: employee, approval: agreed, at_most: 1h, ends: { when: { ticket.state: resolved } } }
break_glass:
  - { id: at-night, role: night, allow: [printer.restart], overrides: [not-at-night], at_most: 30m, review: agreed }
---
kind: approval
id: agreed
question: 'Is this in order: {{run.reason}}?'
seats: [{ role: chiefs }]
`;
const PEOPLE = `
kind: fixtures
id: more
people:
  carl: { name: Carl, email: carl@example.com, employment: employee, groups: [everybody, chiefs], accounts: { shop: c1 } }
  nora: { name: Nora, employment: employee, groups: [everybody] }
  nick: { name: Nick, employment: intern, groups: [everybody] }
actions: { mail.send: [{ output: { message: m } }] }
schedules:
  night: [{ person: nora, from: '2026-03-27T14:00:00Z', until: '2026-03-27T14:20:00Z' }, nick]
`;
const files = { 'for-a-while.yaml': FOR_A_WHILE, 'more.yaml': PEOPLE };
const reason = 'The mechanic is ill';

async function opened(options: SceneOptions = {}) {
  const scene = await openScene({ ...options, files: { ...files, ...options.files } });
  const may = async (subject: string, at?: string) => {
    if (at !== undefined) scene.clock.set(new Date(at).toISOString());
    return scene.desk.may({ subject, action: 'printer.restart', resource: { type: 'printer', id: 'main' } });
  };
  const start = async (id: string, by: string, more = {}) => {
    const answer = await scene.desk.start(id, { by, with: { reason, ...more } });
    await scene.desk.settle();
    return answer.ok ? answer.run : `${answer.code}: ${answer.reason}`;
  };
  return { ...scene, may, start };
}

describe('a temporary role', () => {
  test('is held from when its run waits until it is due, to the millisecond, whether or not the run was told', async () => {
    const { may, start, desk } = await opened();
    expect(await may('lena')).toMatchObject({ allowed: false, reason: 'no_grant' });
    const run = await start('mechanic-for-a-while', 'lena');
    expect(await may('lena')).toMatchObject({
      allowed: true,
      basis: { id: 'mechanics-restart', through: ['mechanic', 'temporary:mechanic-for-a-while', run] },
    });
    expect(await may('nora')).toMatchObject({ allowed: false });
    expect(await may('lena', '2026-03-27T14:59:59.999Z')).toMatchObject({ allowed: true });
    expect(await may('lena', '2026-03-27T15:00:00.000Z')).toMatchObject({ allowed: false, reason: 'no_grant' });
    expect(desk.runs()).toMatchObject([{ run, status: 'running' }]);
    await desk.settle();
    expect(desk.runs()).toMatchObject([{ run, status: 'ended', end: 'done' }]);
  });

  test('outlives the process, and no longer than it was given for', async () => {
    const store = sqliteStore(join(temporaryFolder(), 'desk.db'));
    const first = await opened({ store });
    await first.start('mechanic-for-a-while', 'lena');
    const second = await opened({ store });
    expect(await second.may('lena', '2026-03-27T14:30:00Z')).toMatchObject({ allowed: true });
    expect(await second.may('lena', '2026-03-27T15:00:00Z')).toMatchObject({ allowed: false });
    await store.close();
  });

  test('is lost with the role it was given for', async () => {
    const { may, start, ports } = await opened();
    await start('mechanic-for-a-while', 'lena');
    const { person } = ports.directory;
    const left = async (id: string) => {
      const found = await person(id);
      return found === null ? null : { ...found, groups: [] };
    };
    Object.assign(ports.directory, { person: left });
    expect(await may('lena')).toMatchObject({ allowed: false, reason: 'no_grant' });
    Object.assign(ports.directory, { person });
    expect(await may('lena')).toMatchObject({ allowed: true });
  });

  test.each([
    ['no longer has it', 'id: mechanic-for-a-while', 'id: something-else', false],
    [
      'has something else by its name',
      'role: mechanic, for: employee, at_most',
      'role: chiefs, for: employee, at_most',
      false,
    ],
    ['asks for an approval now', 'for: employee, at_most: 1h', 'for: employee, approval: agreed, at_most: 1h', false],
    ['lets it last longer now', 'for: employee, at_most: 1h', 'for: employee, at_most: 8h', true],
  ])('counts for nothing, or as it was given, where the newest bundle %s', async (_, from, to, allowed) => {
    const store = memoryStore();
    const grants = FOR_A_WHILE.replace(
      'denials:',
      '  - { id: chiefs-restart, role: chiefs, allow: [printer.restart] }\ndenials:',
    );
    const first = await opened({ store, files: { 'for-a-while.yaml': grants } });
    await first.start('mechanic-for-a-while', 'lena');
    const second = await opened({ store, files: { 'for-a-while.yaml': grants.replace(from, to) } });
    expect(await second.may('lena')).toMatchObject({ allowed });
    expect(await second.may('lena', '2026-03-27T15:00:00Z')).toMatchObject({ allowed: false });
  });

  test('may be for a role that hangs on a fact of the occasion: that is not known when it is asked about', async () => {
    const changed = FOR_A_WHILE.replace(
      '  night:',
      '  bosses: { from: { fact: requester.manager } }\n  night:',
    ).replace('role: mechanic, for: employee, at_most', 'role: mechanic, for: bosses, at_most');
    const more = PEOPLE.replace('name: Carl,', 'name: Carl, manager: carl,');
    const { may, start } = await opened({ files: { 'for-a-while.yaml': changed, 'more.yaml': more } });
    // Carl is his own manager: whoever starts something is its requester.
    expect(await start('mechanic-for-a-while', 'carl')).toMatch(/^mechanic-for-a-while-/);
    expect(await may('carl')).toMatchObject({ allowed: true });
    expect(await start('mechanic-for-a-while', 'lena')).toContain('refused');
  });

  test('is given back by whoever has it, and taken by whoever may cancel it', async () => {
    const { may, start, desk } = await opened();
    const own = await start('mechanic-for-a-while', 'lena');
    expect(await desk.cancel(own, { by: 'nora', reason: 'I say so' })).toMatchObject({ ok: false, code: 'not_yours' });
    expect(await desk.cancel(own, { by: 'lena', reason: 'Done' })).toMatchObject({ ok: true });
    expect(await may('lena')).toMatchObject({ allowed: false });
    const other = await start('mechanic-for-a-while', 'lena');
    expect(await may('lena')).toMatchObject({ allowed: true });
    expect(await desk.cancel(other, { by: 'sam', reason: 'Enough' })).toMatchObject({ ok: true });
    expect(await may('lena')).toMatchObject({ allowed: false });
  });

  test('is nobody else’s to start, however wide a grant is', async () => {
    const { start, desk } = await opened();
    expect(await start('at-night', 'lena')).toBe('refused: lena may not start at-night (denied: start:at-night)');
    expect(await start('mechanic-for-a-while', 'nobody')).toContain('refused');
    expect(await desk.start('mechanic-for-a-while', { by: 'lena', with: {} })).toMatchObject({ code: 'invalid_form' });
    expect(desk.runs()).toEqual([]);
  });

  test('waits for its approval, and is off the table once the ticket is resolved', async () => {
    const { may, start, desk } = await opened();
    await desk.receive(created(1));
    const ticket = 'T-1';
    await start('agreed-mechanic', 'lena', { ticket });
    expect(await may('lena')).toMatchObject({ allowed: false });
    const [task] = desk.tasks();
    expect(task).toMatchObject({ title: `Is this in order: ${reason}?`, assignees: ['carl'] });
    await desk.receive(created(1, { id: 'e2', what: 'updated', at: '2026-03-27T13:59:30Z' }, { state: 'done' }));
    await desk.settle();
    expect(desk.runs({ workflow: 'agreed-mechanic' })).toMatchObject([{ status: 'ended', end: 'cancelled' }]);
    expect(await desk.answer(task?.task ?? '', { by: 'carl', outcome: 'approve' })).toMatchObject({ ok: false });
    expect(await may('lena')).toMatchObject({ allowed: false });
  });

  test('is not had for want of anybody to ask: who lets the approval be gives no yes', async () => {
    const { may, start, desk, ports } = await opened();
    await desk.receive(created(1));
    const { membersOfGroup } = ports.directory;
    Object.assign(ports.directory, { membersOfGroup: async () => ({ people: [], groups: [] }) });
    await start('agreed-mechanic', 'lena', { ticket: 'T-1' });
    Object.assign(ports.directory, { membersOfGroup });
    const [held] = desk.tasks();
    expect(held).toMatchObject({ kind: 'hold', node: 'approve' });
    await desk.answer(held?.task ?? '', { by: 'carl', outcome: 'skip' });
    await desk.settle();
    const [next] = desk.tasks();
    expect(next).toMatchObject({ kind: 'hold', node: 'active' });
    expect(await may('lena')).toMatchObject({ allowed: false });
    for (const outcome of ['retry', 'done', 'skip']) {
      for (const { task } of desk.tasks()) await desk.answer(task, { by: 'carl', outcome });
      await desk.settle();
      expect(await may('lena')).toMatchObject({ allowed: false });
    }
    expect(desk.runs({ status: 'open' })).toEqual([]);
  });

  test('is not had by who is alone in the seat that is asked: whoever asked does not let the approval be', async () => {
    const { may, start, desk } = await opened();
    await desk.receive(created(1));
    await start('agreed-mechanic', 'carl', { ticket: 'T-1' });
    // Its only seat is his own, and so is the work that nobody else is there for.
    const [held] = desk.tasks();
    expect(held).toMatchObject({ kind: 'hold', node: 'approve', assignees: ['carl'] });
    const answer = await desk.answer(held?.task ?? '', { by: 'carl', outcome: 'skip' });
    expect(answer).toEqual({ ok: false, code: 'refused', reason: 'own_request' });
    expect(await desk.answer(held?.task ?? '', { by: 'carl', outcome: 'give_up' })).toMatchObject({ ok: true });
    await desk.settle();
    expect(await may('carl')).toMatchObject({ allowed: false });
    expect(desk.runs({ status: 'open' })).toEqual([]);
  });

  test('is the request of whoever starts it alone: whose ticket it is about may agree to it', async () => {
    const { desk, start } = await opened();
    await desk.receive(created(1, {}, { from: 'c1' }));
    await start('agreed-mechanic', 'lena', { ticket: 'T-1' });
    expect(desk.tasks()).toMatchObject([{ kind: 'approval', assignees: ['carl'] }]);
    const agreed = await desk.answer(desk.tasks()[0]?.task ?? '', { by: 'carl', outcome: 'approve' });
    expect(agreed).toMatchObject({ ok: true });
  });
});

describe('a broken glass', () => {
  test('counts for nothing where the bundle its run began with cannot be read: nobody could end it, or look at it', async () => {
    const store = memoryStore();
    const first = await opened({ store });
    await first.start('at-night', 'nora');
    expect(await first.may('nora')).toMatchObject({ allowed: true });
    const next = FOR_A_WHILE.replace('for: employee, at_most: 1h', 'for: employee, at_most: 2h');
    const second = await opened({ store, files: { 'for-a-while.yaml': next } });
    expect(await second.may('nora')).toMatchObject({ allowed: true });
    const lost = await opened({ store: { ...store, bundle: () => null }, files: { 'for-a-while.yaml': next } });
    expect(await lost.may('nora')).toMatchObject({ allowed: false, basis: { id: 'not-at-night' } });
  });

  test('counts for whoever is on duty, against the denial it names, while it lasts', async () => {
    const { may, start } = await opened();
    expect(await may('nora')).toMatchObject({ allowed: false, basis: { id: 'not-at-night' } });
    const run = await start('at-night', 'nora');
    expect(await may('nora')).toMatchObject({
      allowed: true,
      basis: { kind: 'break_glass', id: 'at-night', record: run },
    });
    // Her shift ends before the half hour does.
    expect(await may('nora', '2026-03-27T14:20:00Z')).toMatchObject({ allowed: false, reason: 'no_grant' });
  });

  test('leaves the other denials alone', async () => {
    const { may, start } = await opened();
    await start('at-night', 'nick');
    expect(await may('nick')).toMatchObject({ allowed: false, basis: { id: 'no-interns' } });
  });

  test.each(['cancel', 'undo'] as const)('is given back by %s, and reviewed all the same', async (how) => {
    const { may, start, desk, store, bundle } = await opened();
    const run = await start('at-night', 'nora');
    expect(await desk[how](run, { by: 'nora', reason: 'Never mind' })).toMatchObject({ ok: true });
    await desk.settle();
    expect(await may('nora')).toMatchObject({ allowed: false });
    const [task] = desk.tasks();
    expect(task).toMatchObject({ kind: 'approval', node: 'review', assignees: ['carl'] });
    for (const again of ['cancel', 'undo'] as const)
      expect(await desk[again](run, { by: 'sam', reason: 'Let it be' })).toMatchObject({ ok: false, code: 'refused' });
    for (const outcome of ['approve', 'withdraw', 'delegate'])
      expect(await desk.answer(task?.task ?? '', { by: 'nora', outcome, to: 'lena' })).toMatchObject({ ok: false, reason: 'own_request' }); // prettier-ignore
    expect(await desk.answer(task?.task ?? '', { by: 'carl', outcome: 'approve' })).toMatchObject({ ok: true });
    await desk.settle();
    expect(desk.runs()).toMatchObject([{ status: 'ended', end: 'done' }]);
    const bundleOf = () => bundle;
    expect(replayRun({ store, bundleOf }, run)).toMatchObject({ ok: true });
  });

  test('is not over without a review: who lets it be cannot say that it was in order', async () => {
    const { start, desk, ports } = await opened();
    Object.assign(ports.directory, { membersOfGroup: async () => ({ people: [], groups: [] }) });
    const run = await start('at-night', 'nora');
    await desk.cancel(run, { by: 'nora', reason: 'Done' });
    await desk.settle();
    const [held] = desk.tasks();
    expect(held).toMatchObject({ kind: 'hold', node: 'review' });
    for (const outcome of ['skip', 'give_up', 'retry'])
      expect(await desk.answer(held?.task ?? '', { by: 'nora', outcome })).toMatchObject({ ok: false });
    expect(await desk.answer(held?.task ?? '', { by: 'carl', outcome: 'skip' })).toMatchObject({ ok: true });
    await desk.settle();
    expect(desk.runs()).toMatchObject([{ status: 'running' }]);
    expect(desk.tasks()).toMatchObject([{ kind: 'hold', node: 'review' }]);
  });
});

test('its report tells why, until when, and what was permitted by it, in runs and out of them', async () => {
  const { may, start, desk, clock, ports } = await opened();
  for (let count = 0; count < 5; count += 1) await may('sam');
  const run = await start('at-night', 'nora');
  await may('nora', '2026-03-27T14:01:00Z');
  await may('lena', '2026-03-27T14:02:00Z');
  const restart = await desk.start('restart', { by: 'nora', with: {} });
  await desk.settle();
  clock.set('2026-03-27T14:03:00.000Z');
  await desk.cancel(run, { by: 'nora', reason: 'It works again' });
  await desk.settle();
  const report = await desk.report(run);
  expect(report.timeline.map(({ what, who }) => `${who ?? '-'}: ${what}`)).toEqual([
    'nora: the run started',
    `-: the reason given: ${reason}`,
    '-: it was given until 2026-03-27T14:30:00.000Z',
    'nora: it permitted printer.restart, printer:main',
    `nora: it permitted printer.restart, ticket:${restart.ok ? restart.run : ''} (${restart.ok ? restart.run : ''})`,
    'nora: it was given back: It works again',
    'nora: approval agreed was asked for',
    '-: the question was mailed to chiefs',
  ]);
  // The mail that asks for the review says the same.
  const mail = ports.calls.find(({ action }) => action === 'mail.send');
  expect(mail?.input).toMatchObject({ to: ['carl'], subject: `Approval required: Is this in order: ${reason}?` });
  expect(mail?.input['body']).toMatch(
    /What was permitted by it:\n- .*: printer\.restart, printer:main\n- .*: printer\.restart, ticket:restart-/,
  );
  expect((await desk.report(await start('mechanic-for-a-while', 'lena'))).timeline.map(({ code }) => code)).toEqual([
    'started',
    'reason',
    'given',
  ]);
});

test('what others were given costs a permission nothing', async () => {
  const store = memoryStore();
  const { start, may } = await opened({ store });
  for (let count = 0; count < 20; count += 1) await start('mechanic-for-a-while', 'nora');
  const asked: unknown[] = [];
  const { runs } = store;
  const watched: Store['runs'] = (filter) => (asked.push(filter), runs(filter));
  Object.assign(store, { runs: watched });
  await may('lena');
  expect(asked).toEqual([{ activatedBy: 'lena' }]);
  expect(runs({ activatedBy: 'lena' })).toEqual([]);
  expect(runs({ activatedBy: 'nora' })).toHaveLength(20);
});

/** What may happen to somebody's temporary role; a number is seconds that go by. */
const happening = fc.oneof(
  fc.constantFrom('start', 'give back', 'crash', 'settle'),
  fc.integer({ min: 1, max: 4_000 }),
);

test('whatever happens, it is held exactly while one of its runs gives it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 12 }), async (story) => {
      const store = memoryStore();
      const begin = async () => opened({ store });
      let scene = await begin();
      const { clock } = scene;
      /** The oracle: until when each run gives it. */
      let given: { readonly run: string; readonly until: number }[] = [];
      const now = (): number => Date.parse(clock.now());
      for (const each of story) {
        if (each === 'start') {
          const run = await scene.start('mechanic-for-a-while', 'lena');
          given.push({ run, until: now() + 3_600_000 });
        } else if (each === 'give back') {
          const last = given.findLast(({ until }) => now() < until);
          if (last !== undefined) await scene.desk.cancel(last.run, { by: 'lena', reason: 'Done' });
          given = given.filter((one) => one !== last);
        } else if (each === 'crash') {
          scene = await opened({ store, options: { clock } });
        } else if (each === 'settle') {
          await scene.desk.settle();
        } else {
          clock.set(new Date(now() + each * 1_000).toISOString());
        }
        const question = { subject: 'lena', action: 'printer.restart', resource: { type: 'printer', id: 'main' } };
        expect((await scene.desk.may(question)).allowed).toBe(given.some(({ until }) => now() < until));
      }
    }),
    { numRuns: 25 },
  );
}, 30_000);
