import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { TROUBLES, type TroubleName } from './trouble.ts';

/** What `pnpm simulate` is asked to do. */
export interface Options {
  readonly seed: number;
  readonly worlds: number;
  /** Seconds, after which no further worlds are begun. */
  readonly time: number;
  readonly workers: number;
  readonly without: readonly TroubleName[];
  /** How long the storm lasts, in turns; null: as the seed has it. */
  readonly turns: number | null;
  /** Prints everything that happens. */
  readonly trace: boolean;
}

export const USAGE = `pnpm simulate [--seed N] [--worlds N] [--time SECONDS] [--workers N] [--without TROUBLE[,…]] [--turns N] [--trace]

Leads whole worlds, each from its seed: a random bundle, random events and people, and everything that can go wrong.
  pnpm simulate --worlds 100000            so many worlds, from a seed of the moment
  pnpm simulate --time 3600 --workers 8    for an hour, in eight processes
  pnpm simulate --seed 4711 --trace        one world again, with all that happens in it
Troubles: ${TROUBLES.join(' ')}`;

/** Reads the options. A seed alone is one world. @throws Error where they make no sense. */
export function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: text,
      worlds: text,
      time: text,
      workers: text,
      without: text,
      turns: text,
      trace: { type: 'boolean' },
    },
  });
  const without = (values.without ?? '').split(',').filter((name) => name !== '');
  const unknown = without.find((name) => !TROUBLES.includes(name as TroubleName));
  if (unknown !== undefined) throw new Error(`there is no trouble ${unknown}; there are ${TROUBLES.join(', ')}`);
  const many = values.time !== undefined ? Number.POSITIVE_INFINITY : 10_000;
  return {
    seed: number(values.seed, 'seed') ?? Date.now() % 2 ** 31,
    worlds: number(values.worlds, 'worlds') ?? (values.seed === undefined || values.time !== undefined ? many : 1),
    time: number(values.time, 'time') ?? Number.POSITIVE_INFINITY,
    workers: number(values.workers, 'workers') ?? availableParallelism(),
    without: without as readonly TroubleName[],
    turns: number(values.turns, 'turns'),
    trace: values.trace === true,
  };
}

function number(text: string | undefined, name: string): number | null {
  if (text === undefined) return null;
  if (!/^\d+$/.test(text)) throw new Error(`--${name} is a whole number, not ${text}`);
  return Number(text);
}
