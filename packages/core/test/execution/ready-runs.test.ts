import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastPriority, readyRuns } from '../../src/execution/ready-runs.ts';

/** A queue over runs whose priority stands before the colon: `0:a`. */
const queue = (ahead?: number) => readyRuns((run) => Number(run.split(':', 1)[0]), ahead);
const all = (ready: ReturnType<typeof queue>): readonly string[] => {
  const taken: string[] = [];
  for (let run = ready.take(); run !== null; run = ready.take()) taken.push(run);
  return taken;
};

describe('runs that are ready', () => {
  test('go on by priority, and among equals as they came', () => {
    const ready = queue();
    for (const run of ['2:a', '0:b', '1:c', '0:d', '2:e', '1:f']) ready.add(run);
    expect(ready.size()).toBe(6);
    expect(all(ready)).toEqual(['0:b', '0:d', '1:c', '1:f', '2:a', '2:e']);
  });

  test('stand there once, and again once they were taken', () => {
    const ready = queue();
    for (const run of ['1:a', '1:a', '1:b']) ready.add(run);
    expect(all(ready)).toEqual(['1:a', '1:b']);
    ready.add('1:a');
    expect(all(ready)).toEqual(['1:a']);
  });

  const arrivals = fc.array(fc.nat({ max: lastPriority }), { minLength: 1, maxLength: 120 });

  test('come out in the order that sorting gives, each once', () => {
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 50 }), (priorities, ahead) => {
        const ready = queue(ahead);
        const runs = priorities.map((priority, came) => ({
          run: `${priority}:${came}`,
          place: came + priority * ahead,
        }));
        for (const { run } of runs) ready.add(run);
        const sorted = runs.toSorted((one, other) => one.place - other.place);
        expect(all(ready)).toEqual(sorted.map(({ run }) => run));
      }),
    );
  });

  test('starve nobody: however many urgent ones come, whoever waits is overtaken by so many and no more', () => {
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 20 }), fc.nat({ max: lastPriority }), (before, ahead, mine) => {
        const ready = queue(ahead);
        for (const [came, priority] of before.entries()) ready.add(`${priority}:${came}`);
        ready.add(`${mine}:me`);
        let overtaken = 0;
        for (let later = 0; later <= lastPriority * ahead + before.length; later += 1) {
          ready.add(`0:later${later}`);
          const run = ready.take();
          if (run === `${mine}:me`) break;
          if (run?.includes('later') === true) overtaken += 1;
        }
        expect(overtaken).toBeLessThanOrEqual(mine * ahead);
      }),
    );
  });
});
