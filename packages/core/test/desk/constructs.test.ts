import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { sqliteStore, type Perform, type PerformResult } from '../../src/index.ts';
import { openScene, sceneBundle } from './scene.ts';

const folder = mkdtempSync(join(tmpdir(), 'deskbook-constructs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const actions = `
kind: action
id: printer.restart
input: { printer: text }
output: { token: text }
effect: write
undo: { do: printer.stop, with: { token: '{{output.token}}' } }
idempotent: by_key
errors: [broken, jammed]
---
kind: action
id: printer.stop
input: { token: text }
output: {}
effect: write
undo: none
idempotent: by_key
errors: [broken]
retry: { errors: [broken], attempts: 2, backoff: 1m, max: 1m }
`;
const access = `
kind: access
id: printers
roles:
  robot: { title: The desk }
  employee: { from: { group: everybody } }
  support: { from: { group: support } }
  on-duty: { from: { schedule: night-shift } }
grants:
  - { id: robot-restarts, role: robot, allow: ['*'] }
  - { id: people-ask, role: employee, ask: ['*'] }
`;
const workflow = (steps: string, more = '', id = 'job'): string => `
kind: workflow
id: ${id}
input: { many: { type: text, list: true, optional: true } }
acts: { as: robot, for: requester }
${more}
steps:
${steps}
`;
const restart = (id: string, more = ''): string =>
  `  - { id: ${id}, do: printer.restart, with: { printer: ${id} }${more} }\n`;
const look = (id: string, more = ''): string =>
  `  - { id: ${id}, task: Look, by: { role: support }, outcomes: { declined: hold }${more} }\n`;

/** A desk whose printers are restarted as a test says. */
async function open(
  steps: string,
  {
    more = '',
    answer = () => ({ status: 'done', output: {} }),
    files = {},
    store,
    now,
  }: {
    more?: string;
    answer?: (name: string) => PerformResult | Promise<PerformResult>;
    files?: { readonly [path: string]: string };
    store?: ReturnType<typeof sqliteStore>;
    now?: string;
  } = {},
) {
  const done: string[] = [];
  const perform: Perform = async (action, { printer, token }) => {
    const said = (value: unknown): string => (typeof value === 'string' ? value : '');
    const name = action === 'printer.stop' ? `-${said(token)}` : said(printer);
    done.push(name);
    const answered = await answer(name);
    const output = action === 'printer.stop' ? {} : { token: said(printer) };
    return answered.status === 'done' ? { status: 'done', output } : answered;
  };
  const all = { 'actions.yaml': actions, 'access.yaml': access, 'job.yaml': workflow(steps, more), ...files };
  const scene = await openScene({
    files: all,
    options: { perform },
    ...(store === undefined ? {} : { store }),
    ...(now === undefined ? {} : { now }),
  });
  const begin = async (input = {}): Promise<string> => {
    const started = await scene.desk.start('job', { by: 'lena', with: input });
    await scene.desk.settle();
    return started.ok ? started.run : '';
  };
  const answerTask = async (node: string, outcome = 'done'): Promise<void> => {
    const task = scene.desk.tasks().find((one) => one.node === node);
    expect(await scene.desk.answer(task?.task ?? '', { by: 'sam', outcome })).toMatchObject({ ok: true });
    await scene.desk.settle();
  };
  return { ...scene, all, done, begin, answerTask };
}

describe('branches side by side', () => {
  test.each([
    ['all', 3],
    ['any', 1],
    ['2', 2],
  ])('are joined when %s of them are through', async (count, after) => {
    const branches = ['a', 'b', 'c'].map((id) => look(id, ', needs: []')).join('');
    const { begin, answerTask, done } = await open(branches + restart('then', `, needs: [a, b, c], join: ${count}`));
    await begin();
    for (const [index, id] of ['b', 'c', 'a'].entries()) {
      expect(done).toHaveLength(index >= after ? 1 : 0);
      await answerTask(id);
    }
    expect(done).toEqual(['then']);
  });

  test('a loop works at so many items at once, and no more', async () => {
    let now = 0;
    let most = 0;
    const answer = async (): Promise<PerformResult> => {
      most = Math.max(most, (now += 1));
      await new Promise((resolve) => setTimeout(resolve, 1));
      now -= 1;
      return { status: 'done', output: {} };
    };
    const each =
      "  - { id: all, each: { in: '{{input.many}}', as: one, at_once: 3 }, steps: [{ id: it, do: printer.restart, with: { printer: '{{one}}' } }], outcomes: { some_failed: hold, all_failed: hold } }\n";
    const { begin, done, desk } = await open(each, { answer });
    const many = Array.from({ length: 10 }, (_, index) => `p${index}`);
    await begin({ many });
    expect(done.toSorted()).toEqual(many);
    expect(most).toBe(3);
    expect(desk.runs({ status: 'open' })).toEqual([]);
  });

  test('going back is bounded, and each time is another effect', async () => {
    const answer = (): PerformResult => ({ status: 'failed', error: 'jammed', message: 'paper' });
    const steps = restart('try', ', outcomes: { failed: { go: try, at_most: 2, else: { end: failed } } }');
    const { begin, done, desk, store } = await open(steps, { answer });
    const run = await begin();
    expect(done).toHaveLength(3);
    const keys = store
      .entries(`run:${run}`)
      .flatMap(({ body }) => (body.type === 'effect.requested' ? [body['key']] : []));
    expect(new Set(keys).size).toBe(3);
    expect(desk.runs()).toMatchObject([{ end: 'failed' }]);
  });
});

test('a sub-workflow is the one of the bundle its parent began with, whatever came into force before it began', async () => {
  const part = (printer: string): string =>
    workflow(`  - { id: it, do: printer.restart, with: { printer: ${printer} } }\n`, '', 'part');
  const steps = `${look('look')}  - { id: part, run: part, outcomes: { cancelled: hold } }\n`;
  const { begin, answerTask, done, desk, all, bundle } = await open(steps, { files: { 'part.yaml': part('old') } });
  await begin();
  const next = sceneBundle({ files: { ...all, 'part.yaml': part('new') } }).bundle;
  expect(await desk.replace(next)).toMatchObject({ ok: true });
  await answerTask('look');
  expect(done).toEqual(['old']);
  expect(desk.runs().map((run) => [run.workflow, run.bundle])).toEqual([
    ['job', bundle.hash],
    ['part', bundle.hash],
  ]);
  await begin();
  await answerTask('look');
  expect(done).toEqual(['old', 'new']);
});

describe('what was done', () => {
  const steps = restart('a') + restart('b') + restart('c') + look('look');
  const undoing = { by: 'lena', reason: 'a mistake' };

  test('is taken back last first, each with the retries of its own undo, and what fails is with a person while the rest goes on', async () => {
    const answer = (name: string): PerformResult =>
      name === '-b' ? { status: 'failed', error: 'broken', message: 'stuck' } : { status: 'done', output: {} };
    const { begin, done, desk, clock } = await open(steps, { answer });
    const run = await begin();
    await desk.undo(run, undoing);
    await desk.settle();
    expect(done).toEqual(['a', 'b', 'c', '-c', '-b']);
    clock.advance(60_000);
    await desk.settle();
    expect(done).toEqual(['a', 'b', 'c', '-c', '-b', '-b', '-a']);
    expect(desk.tasks()).toMatchObject([{ kind: 'hold', node: 'b', details: { reason: 'undo_failed' } }]);
    expect((await desk.report(run)).ledger.map(({ node, result }) => [node, result])).toEqual([
      ['a', 'undone'],
      ['b', 'undo_failed'],
      ['c', 'undone'],
    ]);
    expect(desk.runs({ status: 'open' })).toHaveLength(1);
    await desk.answer(desk.tasks()[0]?.task ?? '', { by: 'sam', outcome: 'done' });
    await desk.settle();
    expect(desk.runs()).toMatchObject([{ end: 'undone' }]);
  });

  test.each([
    ['within its window', 59, 'undone', ['a', '-a']],
    ['and not after it', 61, 'done', ['a']],
  ])('can be taken back by the next process, %s', async (_, minutes, end, wanted) => {
    const path = join(folder, `${minutes}.db`);
    const more = 'undo_window: 1h';
    const first = await open(restart('a'), { more, store: sqliteStore(path) });
    const run = await first.begin();
    await first.desk.close();
    const now = new Date(Date.parse('2026-03-27T14:00:00.000Z') + minutes * 60_000).toISOString();
    const next = await open(restart('a'), { more, store: sqliteStore(path), now });
    expect(await next.desk.undo(run, undoing)).toMatchObject({ ok: end === 'undone' });
    await next.desk.settle();
    expect([...first.done, ...next.done]).toEqual(wanted);
    expect(next.desk.runs()).toMatchObject([{ end }]);
    await next.desk.close();
  });
});

describe('whom work falls to', () => {
  const shift = `
kind: fixtures
id: shift
schedules: { night-shift: [{ person: ivy, from: '2026-03-27T18:00:00Z', until: '2026-03-28T06:00:00Z' }] }
absences: [{ person: sam, from: '2026-03-30', until: '2026-03-31' }]
`;
  test.each([
    ['whoever is on duty', '2026-03-27T20:00:00.000Z', 'ivy'],
    ['outside their hours whoever comes next', '2026-03-27T14:00:00.000Z', 'sam'],
    ['and where those are away, all the same, rather than to nobody', '2026-03-30T14:00:00.000Z', 'sam'],
  ])('%s', async (_, now, who) => {
    const steps =
      '  - { id: look, task: Look, by: { role: on-duty, fallback: [support] }, outcomes: { declined: hold } }\n';
    const { begin, desk } = await open(steps, { now, files: { 'shift.yaml': shift } });
    await begin();
    expect(desk.tasks()).toMatchObject([{ node: 'look', assignees: [who] }]);
  });
});
