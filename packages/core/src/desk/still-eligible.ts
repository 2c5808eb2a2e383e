import { factsOf } from '@deskbook/policies/conditions';
import type { Service } from '@deskbook/dsl/bundle';
import type { RunStart } from '../execution/start-run.ts';
import { isRecord } from '../facts/is-record.ts';
import { eligibilityOf } from '../self-service/eligibility.ts';
import type { DeskParts } from './desk-parts.ts';
import { factsOfPerson } from './open-services.ts';

/**
 * Whether somebody who has waited for what they asked of a service may still have it, by the bundle and the facts of now. `later`: that cannot be
 * told just now. What no service began is not asked again: an accepted event is not lost, and each effect asks permission.
 */
export async function stillEligible(parts: DeskParts, start: RunStart): Promise<'yes' | 'no' | 'later'> {
  const { confine = null, requester, facts } = start;
  if (confine === null || requester === null) return 'yes';
  const { services } = parts.bundle;
  const service = Object.hasOwn(services, confine.service) ? services[confine.service] : undefined;
  if (service === undefined || service.state !== 'live') return 'no';
  if (readsSecret(service)) return 'yes';
  const form = isRecord(facts['form']) ? facts['form'] : {};
  const now = await factsOfPerson(parts, requester, form);
  const { eligible } = eligibilityOf(service, { ...now.facts, form });
  if (eligible === 'undecided') return now.unavailable.length > 0 ? 'later' : 'no';
  return eligible;
}

/** Whether it was decided by something that was not kept: then it cannot be decided again. */
function readsSecret({ eligible, form }: Service): boolean {
  const reads = eligible === null ? [] : factsOf(eligible);
  return Object.entries(form).some(
    ([name, { secret }]) => secret && reads.some((path) => path.startsWith(`form.${name}`)),
  );
}
