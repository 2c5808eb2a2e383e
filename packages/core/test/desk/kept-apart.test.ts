import { describe, expect, test } from 'vitest';
import { memoryStore, type Store } from '../../src/index.ts';
import { created, openScene } from './scene.ts';

const access = (separation: string): string => `
kind: access
id: more
roles:
  chiefs: { from: { group: chiefs } }
  night: { from: { schedule: night } }
  auditors: { from: { group: auditors } }
grants:
  - { id: night-restarts, role: night, allow: [printer.restart] }
separation:
  - ${separation}
---
kind: approval
id: agreed
question: Is this in order?
seats: [{ role: chiefs }]
---
kind: approval
id: night-agreed
question: Is this in order tonight?
seats: [{ role: night }]
---
kind: workflow
id: repair
input: { ticket: ticket }
acts: { as: robot }
steps:
  - { id: ask, approve: agreed }
  - { id: work, task: Mend it, by: { role: chiefs }, outcomes: { declined: { end: declined } } }
---
kind: workflow
id: both
input: { ticket: ticket }
acts: { as: robot }
steps:
  - { id: ask, approve: agreed }
  - { id: work, needs: [], task: Mend it, by: { role: chiefs }, outcomes: { declined: { end: declined } } }
---
kind: workflow
id: night-shift
input: { ticket: ticket }
acts: { as: robot }
steps:
  - { id: ask, approve: night-agreed }
  - { id: work, task: Look at it, by: { role: night }, outcomes: { declined: { end: declined } } }
---
kind: workflow
id: outer
input: { about: ticket }
acts: { as: robot }
steps:
  - { id: repair, run: repair, with: { ticket: '{{input.about}}' }, outcomes: { rejected: continue, declined: continue, cancelled: hold } }
`;
const people = `
kind: fixtures
id: more
people:
  carl: { name: Carl, employment: employee, groups: [everybody, chiefs] }
  cora: { name: Cora, employment: employee, groups: [everybody, chiefs] }
  nora: { name: Nora, employment: employee, groups: [everybody] }
  otto: { name: Otto, employment: employee, groups: [everybody] }
  rita: { name: Rita, employment: employee, groups: [everybody, chiefs, auditors] }
schedules:
  night:
    - { person: nora, from: '2026-03-27T14:00:00Z', until: '2026-03-27T14:20:00Z' }
    - { person: otto, from: '2026-03-27T14:20:00Z', until: '2026-03-27T18:00:00Z' }
`;

async function opened(separation: string, store: Store = memoryStore()) {
  const files = { 'more.yaml': access(separation), 'people.yaml': people };
  const scene = await openScene({ files, store });
  for (const number of [1, 2]) await scene.desk.receive(created(number));
  const start = async (by: string, ticket: string, workflow = 'repair') => {
    const answer = await scene.desk.start(workflow, { by, with: { ticket } });
    await scene.desk.settle();
    return answer.ok ? answer.run : answer.reason;
  };
  const says = async (run: string, by: string, outcome: string) => {
    const [task] = scene.desk.tasks({ run });
    const answer = await scene.desk.answer(task?.task ?? '', { by, outcome });
    await scene.desk.settle();
    return answer.ok ? 'taken' : answer.reason;
  };
  return { ...scene, start, says };
}

/** After so many turns: what two answers do meanwhile is tried in every order. */
async function soon(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
}

const runAlone = '{ id: four-eyes, apart: [request, approve], within: run }';
const everAfter = '{ id: four-eyes, apart: [request, approve], always: true }';

describe('duties', () => {
  test('kept apart within a run are those of this run', async () => {
    const { start, says } = await opened(runAlone);
    await start('carl', 'T-1');
    expect(await says(await start('lena', 'T-1'), 'carl', 'approve')).toBe('taken');
  });

  test.each([
    ['in one run', 'within: run', 1],
    ['in two runs about a ticket', 'always: true', 2],
  ])('kept apart are so also where both are exercised at one instant, %s', async (_, lasting, count) => {
    const { desk, start } = await opened(`{ id: four-eyes, apart: [approve, perform], ${lasting} }`);
    for (let later = 0; later < 40; later += 1) {
      await desk.receive(created(100 + later));
      const runs: string[] = [];
      while (runs.length < count) runs.push(await start('lena', `T-${100 + later}`, 'both'));
      const approval = desk.tasks({ run: runs.at(0) as string }).find(({ kind }) => kind === 'approval');
      const work = desk.tasks({ run: runs.at(-1) as string }).find(({ kind }) => kind !== 'approval');
      const answers = await Promise.all([
        desk.answer(approval?.task ?? '', { by: 'carl', outcome: 'approve' }),
        soon(later).then(() => desk.answer(work?.task ?? '', { by: 'carl', outcome: 'done' })),
      ]);
      expect(answers.map((answer) => (answer.ok ? 'taken' : answer.reason)).sort(), `${later} later`).toEqual([
        'four-eyes',
        'taken',
      ]);
    }
  });

  test.each([
    ['begun by hand', 'repair'],
    ['begun as a part of one about no ticket', 'outer'],
  ])('kept apart always are so also from a run that begins at that instant, %s', async (_, workflow) => {
    const inner = memoryStore();
    const says = (commit: Parameters<Store['commit']>[0], what: string) => JSON.stringify(commit.append).includes(what);
    const called = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    // The other run is being committed when the answer is; the answer was made up before, and comes after.
    const store: Store = {
      ...inner,
      commit: async (commit) => {
        if (
          says(commit, '"run.started"') &&
          says(commit, '"workflow":"repair"') &&
          says(commit, '"requester":"carl"')
        ) {
          called.resolve();
          await answered.promise;
          return inner.commit(commit).finally(() => begun.resolve());
        }
        if (says(commit, '"voted"')) {
          answered.resolve();
          await begun.promise;
        }
        return inner.commit(commit);
      },
    };
    const { desk, start } = await opened(everAfter, store);
    const run = await start('lena', 'T-1');
    const [task] = desk.tasks({ run });
    const other = desk.start(workflow, {
      by: 'carl',
      with: workflow === 'outer' ? { about: 'T-1' } : { ticket: 'T-1' },
    });
    const settled = workflow === 'outer' ? other.then(() => desk.settle()) : other;
    await called.promise;
    expect(await desk.answer(task?.task ?? '', { by: 'carl', outcome: 'approve' })).toMatchObject({
      reason: 'four-eyes',
    });
    await settled;
    await desk.settle();
    expect(desk.runs({ ticket: 'T-1', status: 'open' }).map(({ requester }) => requester)).toEqual(['lena', 'carl']);
    expect(await desk.answer(task?.task ?? '', { by: 'cora', outcome: 'approve' })).toMatchObject({ ok: true });
  });

  test('kept apart always are those of every run about the same ticket', async () => {
    const { start, says } = await opened(everAfter);
    await start('carl', 'T-1');
    const again = await start('lena', 'T-1');
    expect(await says(again, 'carl', 'approve')).toBe('four-eyes');
    expect(await says(again, 'cora', 'approve')).toBe('taken');
    // Another ticket is another matter.
    expect(await says(await start('lena', 'T-2'), 'carl', 'approve')).toBe('taken');
  });

  test('kept apart always count after the run has ended, and after the process has', async () => {
    const { start, says, desk, store, bundle, ports, clock } = await opened(
      '{ id: four-eyes, apart: [approve, perform], always: true }',
    );
    const first = await start('lena', 'T-1');
    expect(await says(first, 'carl', 'approve')).toBe('taken');
    expect(await says(first, 'cora', 'done')).toBe('taken');
    expect(desk.runs({ status: 'open' })).toEqual([]);
    const next = await openScene({ store, options: { ...ports, bundle, clock } });
    const question = { subject: 'carl', action: 'printer.restart', resource: { type: 'printer', id: 'main' } };
    expect(await next.desk.may({ ...question, ticket: 'T-1' })).toMatchObject({ reason: 'separation' });
    expect(await next.desk.may({ ...question, ticket: 'T-2' })).toMatchObject({ reason: 'no_grant' });
    const second = await start('lena', 'T-1');
    expect(await says(second, 'cora', 'approve')).toBe('four-eyes');
    expect(await says(second, 'carl', 'approve')).toBe('taken');
    expect(await says(second, 'carl', 'done')).toBe('four-eyes');
  });

  test('roles kept apart always deny everything to whoever holds both', async () => {
    const { start, says } = await opened('{ id: audit, apart: [chiefs, auditors], always: true }');
    const run = await start('lena', 'T-1');
    expect(await says(run, 'rita', 'approve')).toBe('audit');
    expect(await says(run, 'carl', 'approve')).toBe('taken');
  });

  test('what somebody did in a run that cannot be read is not guessed', async () => {
    const { start, store, bundle, ports, clock } = await opened(everAfter);
    await start('carl', 'T-1');
    const run = await start('lena', 'T-1');
    const [other] = store.runs({ ticket: 'T-1' });
    const { runs } = store;
    Object.assign(store, { runs: (filter: object) => [...runs(filter), { ...other, run: 'gone' }] });
    const { desk } = await openScene({ store, options: { ...ports, bundle, clock } });
    const [task] = desk.tasks({ run });
    expect(await desk.answer(task?.task ?? '', { by: 'cora', outcome: 'approve' })).toMatchObject({ reason: 'unavailable' }); // prettier-ignore
  });
});

describe('roles from a schedule', () => {
  const asked = { action: 'printer.restart', resource: { type: 'printer', id: 'main' } };

  test('are held by whoever is on duty at that instant', async () => {
    const { desk, clock } = await opened(runAlone);
    const mayAt = async (at: string) => {
      clock.set(at);
      const nora = await desk.may({ subject: 'nora', ...asked });
      const otto = await desk.may({ subject: 'otto', ...asked });
      return [nora.allowed, otto.allowed];
    };
    expect(await mayAt('2026-03-27T14:19:59.999Z')).toEqual([true, false]);
    expect(await mayAt('2026-03-27T14:20:00.000Z')).toEqual([false, true]);
    expect(await mayAt('2026-03-27T18:00:00.000Z')).toEqual([false, false]);
  });

  test('give a question and a task to whoever is on duty when they come up; a shift that ends takes neither away', async () => {
    const { desk, clock, start, says } = await opened(runAlone);
    const run = await start('lena', 'T-1', 'night-shift');
    expect(desk.tasks({ run })).toMatchObject([{ assignees: ['nora'] }]);
    clock.set('2026-03-27T14:25:00.000Z');
    expect(await says(run, 'nora', 'approve')).toBe('taken');
    expect(desk.tasks({ run })).toMatchObject([{ kind: 'task', assignees: ['otto'] }]);
    expect(await says(run, 'nora', 'done')).toBe('this is not a task of nora');
    expect(await says(run, 'otto', 'done')).toBe('taken');
  });

  test('whoever comes on duty may do the work that was handed to the shift before', async () => {
    const { desk, clock, start, says } = await opened(runAlone);
    const run = await start('lena', 'T-1', 'night-shift');
    expect(await says(run, 'nora', 'approve')).toBe('taken');
    expect(desk.tasks({ run })).toMatchObject([{ kind: 'task', assignees: ['nora'] }]);
    clock.set('2026-03-27T14:25:00.000Z');
    expect(await says(run, 'otto', 'done')).toBe('taken');
  });

  test('hold nobody where the schedule cannot be read', async () => {
    const { desk, ports } = await opened(runAlone);
    Object.assign(ports.directory, { onSchedule: () => Promise.reject(new Error('down')) });
    expect(await desk.may({ subject: 'nora', ...asked })).toMatchObject({ allowed: false, reason: 'unavailable' });
  });
});
