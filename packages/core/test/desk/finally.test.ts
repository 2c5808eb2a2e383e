import { describe, expect, test } from 'vitest';
import { type Store, memoryStore } from '../../src/index.ts';
import { dyingStore } from './dying-store.ts';
import { openScene, sceneBundle } from './scene.ts';

const ACTIONS = `
kind: action
id: printer.restart
input: { printer: text }
output: { token: text }
effect: write
undo: { do: printer.stop, with: { token: '{{output.token}}' } }
idempotent: by_key
errors: [broken]
---
kind: action
id: printer.stop
input: { token: text }
output: {}
effect: write
undo: none
idempotent: by_key
errors: [broken]
`;
const ACCESS = `
kind: access
id: printers
roles:
  robot: { title: The desk }
  employee: { from: { group: everybody } }
  support: { from: { group: support } }
grants:
  - { id: robot-restarts, role: robot, allow: [printer.restart, printer.stop] }
  - { id: people-ask, role: employee, ask: [printer.restart, printer.stop, 'start:*'] }
`;
const workflow = (steps: string, last: string): string => `
kind: workflow
id: job
input: { printer: { type: text, default: p1 } }
acts: { as: robot }
one_run: { per: '{{input.printer}}', else: reject }
undo_window: 1h
steps:
${steps}
finally:
${last}
`;
const lock = '  - { id: lock, do: printer.restart, with: { printer: lock }, outcomes: { failed: { end: failed } } }';
const look = '  - { id: look, task: Look, by: { role: support }, outcomes: { declined: { end: declined } } }';
const unlock = "  - { id: unlock, when: { steps.lock.token: { known: true } }, do: printer.stop, with: { token: '{{run.end}} {{steps.lock.token}}' } }"; // prettier-ignore

const files = (steps = `${lock}\n${look}`, last = unlock) => ({ 'actions.yaml': ACTIONS, 'access.yaml': ACCESS, 'job.yaml': workflow(steps, last) }); // prettier-ignore

async function open(fails: readonly string[] = [], store: Store = memoryStore(), given = files()) {
  const done: string[] = [];
  const scene = await openScene({
    files: given,
    store,
    options: {
      perform: async (action, input, { key }) => {
        const { printer, token } = input;
        done.push(`${action} ${typeof printer === 'string' ? printer : JSON.stringify(token).replaceAll('"', '')}`);
        if (fails.includes(action)) return { status: 'failed', error: 'broken', message: 'broken' };
        return { status: 'done', output: action === 'printer.restart' ? { token: key.split('/').at(-1) ?? '' } : {} };
      },
    },
  });
  return { ...scene, done };
}

async function begin(scene: Awaited<ReturnType<typeof open>>): Promise<string> {
  const started = await scene.desk.start('job', { by: 'lena', with: {} });
  await scene.desk.settle();
  return started.ok ? started.run : '';
}

const ends = ({ desk }: Awaited<ReturnType<typeof open>>) => desk.runs().map(({ workflow: of, end }) => [of, end]);

describe('what is done at the end', () => {
  test.each([
    ['done', 'after the last step'],
    ['declined', 'after an end'],
  ])('%s: %s', async (outcome) => {
    const scene = await open();
    await begin(scene);
    expect(scene.done).toEqual(['printer.restart lock']);
    await scene.desk.answer(scene.desk.tasks()[0]?.task ?? '', { by: 'sam', outcome });
    await scene.desk.settle();
    expect(scene.done).toEqual(['printer.restart lock', `printer.stop ${outcome} lock`]);
    expect(ends(scene)).toEqual([['job', outcome]]);
  });

  test('after a cancel, only what was not taken back is given back', async () => {
    const scene = await open();
    const run = await begin(scene);
    await scene.desk.cancel(run, { by: 'lena', reason: 'never mind' });
    await scene.desk.settle();
    expect(scene.done).toEqual(['printer.restart lock', 'printer.stop lock']);
    expect(ends(scene)).toEqual([['job', 'cancelled']]);
  });

  test('where a step failed, only what there is is cleaned up', async () => {
    const scene = await open(['printer.restart']);
    await begin(scene);
    expect(scene.done).toEqual(['printer.restart lock']);
    expect(ends(scene)).toEqual([['job', 'failed']]);
  });

  test('once, also where the run is undone after its end', async () => {
    const scene = await open();
    const run = await begin(scene);
    await scene.desk.answer(scene.desk.tasks()[0]?.task ?? '', { by: 'sam', outcome: 'done' });
    await scene.desk.settle();
    await scene.desk.undo(run, { by: 'lena', reason: 'wrong' });
    await scene.desk.settle();
    expect(scene.done).toEqual(['printer.restart lock', 'printer.stop done lock', 'printer.stop lock']);
    expect(ends(scene)).toEqual([['job', 'undone']]);
  });

  test('lies with a person where it fails, and until then the run has not ended and keeps its place', async () => {
    const scene = await open(['printer.stop']);
    const run = await begin(scene);
    await scene.desk.answer(scene.desk.tasks()[0]?.task ?? '', { by: 'sam', outcome: 'done' });
    await scene.desk.settle();
    expect(scene.desk.tasks()).toMatchObject([{ kind: 'hold', node: 'unlock' }]);
    expect(scene.desk.runs({ status: 'open' }).map(({ run: id }) => id)).toContain(run);
    expect(await scene.desk.start('job', { by: 'lena', with: {} })).toMatchObject({ ok: false });
    expect(await scene.desk.cancel(run, { by: 'lena', reason: 'now' })).toMatchObject({ ok: false });
    await scene.desk.answer(scene.desk.tasks()[0]?.task ?? '', { by: 'sam', outcome: 'done' });
    await scene.desk.settle();
    expect(ends(scene)).toEqual([['job', 'done']]);
  });

  test('reads what the steps before gave only where it asks for it', () => {
    const unguarded = "  - { id: unlock, do: printer.stop, with: { token: '{{steps.lock.token}}' } }";
    expect(() => sceneBundle({ files: files(lock, unguarded) })).toThrow('`steps.lock.token` does not exist');
    expect(() => sceneBundle({ files: files(lock, lock) })).toThrow('there are two steps `lock`');
  });
});

test('it is done once, whenever the process dies', async () => {
  for (let dies = 0; dies < 12; dies += 2) {
    const store = memoryStore();
    let answered = false;
    const left: Store = { ...store, commit: async (commit) => (answered ? new Promise<never>(() => undefined) : store.commit(commit)) }; // prettier-ignore
    const first = await open([], left);
    await begin(first);
    await first.desk.answer(first.desk.tasks()[0]?.task ?? '', { by: 'sam', outcome: 'done' });
    answered = true;
    const dying = dyingStore(store, dies);
    const second = await open([], dying.store);
    await Promise.race([second.desk.settle(), dying.death]);
    const third = await open([], store);
    await third.desk.settle();
    third.clock.advance(60_000);
    await third.desk.settle();
    expect(ends(third), `${dies} writes`).toEqual([['job', 'done']]);
  }
});
