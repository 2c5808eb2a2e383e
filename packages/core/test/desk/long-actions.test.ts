import { describe, expect, test } from 'vitest';
import type { Perform, PerformResult } from '../../src/index.ts';
import { openScene, sceneBundle } from './scene.ts';

const action = (promises: string): { readonly 'actions.yaml': string } => ({
  'actions.yaml': `
kind: action
id: printer.restart
input: { printer: text }
output: {}
effect: write
undo: none
errors: [unavailable]
${promises}
`,
});

/** A desk whose one action goes on until a test says how it ends. */
async function working(promises: string) {
  const calls: { readonly options: Parameters<Perform>[2]; readonly end: (result: PerformResult) => void }[] = [];
  const perform: Perform = (_, __, options) => new Promise((end) => calls.push({ options, end }));
  const scene = await openScene({ files: action(promises), options: { perform } });
  const started = await scene.desk.start('restart', { by: 'lena', with: {} });
  const run = started.ok ? started.run : '';
  const settled = scene.desk.settle();
  const turn = () => new Promise((resolve) => setTimeout(resolve, 5));
  await turn();
  const entries = (type: string) => scene.store.entries(`run:${run}`).filter(({ body }) => body.type === type).map(({ body, at }) => ({ ...body, at })); // prettier-ignore
  return { ...scene, run, calls, settled, turn, entries };
}

describe('an action that takes hours', () => {
  const promises = 'idempotent: never\ntimeout: 4h\nheartbeat: 5m';

  test('goes on while it is heard of, and how far it has come is recorded now and then', async () => {
    const { clock, calls, settled, turn, entries, desk } = await working(promises);
    for (let minute = 0; minute < 20; minute += 1) {
      calls[0]?.options.beat?.(`${minute} of 60`);
      clock.advance(30_000);
      await turn();
      calls[0]?.options.beat?.(`${minute} of 60, and a half`);
      clock.advance(30_000);
      await turn();
    }
    calls[0]?.end({ status: 'done', output: {} });
    await settled;
    expect(desk.runs()).toMatchObject([{ end: 'done' }]);
    const progress = entries('effect.progressed');
    expect(progress.length).toBe(20);
    expect(progress.at(-1)).toMatchObject({ note: '19 of 60' });
  });

  test('that is not heard of for longer than its heartbeat has an unknown outcome', async () => {
    const { clock, calls, settled, turn, entries, desk } = await working(promises);
    clock.advance(4 * 60_000);
    calls[0]?.options.beat?.();
    await turn();
    clock.advance(4 * 60_000);
    await turn();
    expect(entries('effect.unknown')).toEqual([]);
    clock.advance(60_000);
    await settled;
    expect(entries('effect.unknown')).toMatchObject([{ message: 'it was not heard of for longer than its heartbeat' }]);
    expect(desk.tasks()).toMatchObject([{ kind: 'hold' }]);
    // It was done after all.
    calls[0]?.end({ status: 'done', output: {} });
    await turn();
    await desk.settle();
    expect(desk.runs()).toMatchObject([{ end: 'done' }]);
  });

  test('and says that it goes on is cut at its timeout all the same', async () => {
    const { clock, calls, settled, turn, entries } = await working(promises);
    for (let minute = 0; minute < 240; minute += 4) {
      calls[0]?.options.beat?.();
      clock.advance(4 * 60_000);
      await turn();
    }
    await settled;
    expect(entries('effect.unknown')).toMatchObject([{ message: 'no answer within 14400000 ms' }]);
  });

  test('promises a heartbeat that is shorter than its timeout', () => {
    const bundle = () => sceneBundle({ files: action('idempotent: never\nheartbeat: 1m') });
    expect(bundle).toThrow('`1m` is not shorter than the attempt may take, `30s`');
  });
});

test.each([
  ['attempts', 'attempts: 3', 3, 0],
  ['the time since the first', 'attempts: 50, within: 10m', 11, 9],
])('what fails is tried again up to %s', async (_, limit, tries, spare) => {
  const times: number[] = [];
  const perform: Perform = async () => {
    times.push(Date.parse(scene.clock.now()));
    return { status: 'failed', error: 'unavailable', message: 'down' };
  };
  const promises = `idempotent: by_key\nretry: { errors: [unavailable], ${limit}, backoff: 1m, max: 1m }`;
  const scene = await openScene({ files: action(promises), options: { perform } });
  await scene.desk.start('restart', { by: 'lena', with: {} });
  for (let due: string | null = scene.clock.now(); due !== null; due = scene.desk.nextDue()) {
    scene.clock.set(due);
    await scene.desk.settle();
  }
  expect(scene.desk.tasks()).toMatchObject([{ kind: 'hold' }]);
  const [first = 0] = times;
  const last = times.at(-1) ?? 0;
  expect(times.length).toBeGreaterThanOrEqual(tries);
  expect(times.length).toBeLessThanOrEqual(tries + spare);
  expect(last - first).toBeLessThanOrEqual(10 * 60_000);
});
