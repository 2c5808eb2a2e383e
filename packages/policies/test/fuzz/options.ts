import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

/** What `pnpm fuzz` is asked to do. */
export interface Options {
  /** Empty: every area. */
  readonly areas: readonly string[];
  /** Only laws whose names contain this. */
  readonly law: string;
  /** Cases for each law. */
  readonly runs: number;
  readonly seed: number;
  readonly path: string | null;
  /** Seconds, after which no further cases are begun. */
  readonly time: number;
  readonly processes: number;
}

export const USAGE = `pnpm fuzz [AREA…] [--law PART] [--runs N] [--time SECONDS] [--processes N] [--seed S [--path P]]`;

/** Reads the options. @throws Error where they make no sense. */
export function readOptions(args: readonly string[], areas: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { law: text, runs: text, seed: text, path: text, time: text, processes: text },
  });
  const unknown = positionals.find((area) => !areas.includes(area));
  if (unknown !== undefined) throw new Error(`there is no area ${unknown}; there are ${areas.join(', ')}`);
  if (values.path !== undefined && (values.seed === undefined || values.law === undefined)) {
    throw new Error('a path is a way from one seed, to a case of one law: --law LAW --seed S --path P');
  }
  return {
    areas: positionals.length > 0 ? positionals : areas,
    law: values.law ?? '',
    runs: number(values.runs, 'runs', 100_000),
    seed: number(values.seed, 'seed', Date.now() % 2 ** 31),
    path: values.path ?? null,
    time: number(values.time, 'time', Number.POSITIVE_INFINITY),
    processes: number(values.processes, 'processes', availableParallelism()),
  };
}

function number(text: string | undefined, name: string, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^-?\d+$/.test(text)) throw new Error(`--${name} is a whole number, not ${text}`);
  return Number(text);
}
