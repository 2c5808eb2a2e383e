import { factsOf } from '@deskbook/policies/conditions';
import type { FactPath } from '@deskbook/policies';
import type { Sla } from '@deskbook/policies/sla';

/** The facts that SLAs read: to be chosen, for their targets, for their pauses, and because a clock listens for a change. */
export function factsOfSlas(slas: readonly Sla[]): readonly FactPath[] {
  const facts = slas.flatMap(({ when, by, pauses, clocks }) => [
    ...(when === null ? [] : factsOf(when)),
    by,
    ...pauses.flatMap((pause) => factsOf(pause.when)),
    ...clocks.flatMap(({ starts, restarts, meets, resumes }) =>
      [...starts, ...restarts, ...meets, ...resumes].flatMap((signal) => ('changed' in signal ? [signal.changed] : [])),
    ),
  ]);
  return [...new Set(facts)].filter((path) => path !== 'now').sort();
}
