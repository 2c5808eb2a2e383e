import { describe, expect, test } from 'vitest';
import { type Desk, type DeskOptions, openDesk, type Store, systemClock } from '../../src/index.ts';
import { LAWS } from './laws/index.ts';
import { live } from './live.ts';
import { mutants } from './mutants.ts';
import { commandFor, shrink } from './shrink.ts';

/** Worlds in which a mutant is looked for: first those in which one was found before, then others. */
const worlds = [
  0,
  64,
  128,
  256,
  258,
  ...Array.from({ length: 200 }, (_, index) => (index % 8) * 64 + Math.floor(index / 8)),
];

describe('what is broken on purpose is noticed', () => {
  test.each(mutants)(
    '%s: %s',
    async (law, _, mutant) => {
      for (const seed of worlds) {
        const { breaches } = await live({ seed, ...mutant, onDiskEvery: Infinity });
        if (breaches.some((breach) => breach.law === law)) return;
      }
      expect.fail(`in ${worlds.length} worlds nobody noticed`);
    },
    60_000,
  );

  test('there is one for every law', () => {
    expect([...new Set(mutants.map(([law]) => law))].sort()).toEqual(LAWS.map(({ name }) => name).sort());
  });

  test('a desk that draws by chance leads another life each time', async () => {
    let drawn = 0;
    const open = async (options: DeskOptions): Promise<Desk> => {
      const { now, sleepUntil } = options.clock ?? systemClock();
      const clock = { sleepUntil, now: () => new Date(Date.parse(now()) + (drawn += 1)).toISOString() };
      return openDesk({ ...options, clock });
    };
    const [one, other] = [await live({ seed: 3, open }), await live({ seed: 3, open })];
    expect(other.digest).not.toBe(one.digest);
  });
});

test('a broken world is made smaller, and told by the command that leads it again', async () => {
  const breakStore = (store: Store): Store => ({
    ...store,
    runs: (filter) => (filter.dueBy === undefined ? store.runs(filter) : []),
  });
  const options = { seed: 0, breakStore, onDiskEvery: Infinity };
  const whole = await live(options);
  const [breach] = whole.breaches;
  if (breach === undefined) throw new Error('it is not broken');
  const smallest = await shrink(options, breach);
  expect(smallest.life.breaches.map(({ law }) => law)).toContain(breach.law);
  expect(smallest.life.trace.length).toBeLessThan(whole.trace.length);
  expect(commandFor(smallest.options)).toMatch(/^pnpm simulate --seed 0 --without [a-z,]+( --turns \d+)? --trace$/);
}, 60_000);
