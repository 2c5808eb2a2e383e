import type { Service, ServiceLimit } from '@deskbook/dsl/bundle';
import type { Claim } from '../journal/store.ts';

/**
 * A service's limits as claims, decided inside the store's commit: two requests at the same moment can't both take the last place.
 * A rate claim lasts until its window has passed; an at-once claim until the run that holds it ends.
 */
export function claimsOf(service: Service, person: string, run: string, now: string): readonly Claim[] {
  return service.limits.map((limit, index): Claim => {
    const key = `service/${service.id}/${index}/${limit.kind === 'rate' && limit.per === 'requester' ? person : '*'}`;
    return { key, holder: run, capacity: limit.atMost, until: untilOf(limit, now) };
  });
}

function untilOf(limit: ServiceLimit, now: string): string | null {
  if (limit.kind === 'at_once') return null;
  // The linter refuses business time here; a day of clock time is the careful reading of one.
  const window =
    'milliseconds' in limit.in
      ? limit.in.milliseconds
      : limit.in.amount * (limit.in.business === 'days' ? 86_400_000 : 3_600_000);
  return new Date(Date.parse(now) + window).toISOString();
}
