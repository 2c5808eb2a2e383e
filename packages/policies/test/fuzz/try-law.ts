import fc from 'fast-check';
import type { Law } from '../laws/law.ts';
import { property } from '../laws/law.ts';

/** Which cases to try: a seed and a number; and the way from the seed's first case to one in particular. */
export interface Tries {
  readonly seed: number;
  readonly runs: number;
  readonly path?: string;
}

/** A law broken, by the smallest case that was found. */
export interface Breach {
  readonly law: string;
  readonly seed: number;
  readonly path: string;
  readonly values: readonly unknown[];
  readonly cause: string;
}

/** Tries a law. Nothing: it held. */
export async function tryLaw(law: Law, { seed, runs, path }: Tries): Promise<Breach | null> {
  const result = await fc.check(property(law), { seed, numRuns: runs, ...(path !== undefined && { path }) });
  if (!result.failed) return null;
  const cause =
    result.errorInstance instanceof Error ? (result.errorInstance.stack ?? '') : String(result.errorInstance);
  return {
    law: law.name,
    seed: result.seed,
    path: result.counterexamplePath ?? '',
    values: result.counterexample?.[0] ?? [],
    cause: result.counterexample === null ? `too few cases that the law speaks of: ${cause}` : cause,
  };
}
