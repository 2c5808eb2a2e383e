import { readFact } from '@deskbook/policies/conditions';
import { selectSla } from '@deskbook/policies/sla';
import { isOwnEvent } from '../events/own-event.ts';
import type { DeskEvent } from '../events/desk-event.ts';
import { clocksId, readKept } from '../service-levels/kept-clocks.ts';
import { clocksAt } from '../service-levels/sla-record.ts';
import { runClocks } from '../service-levels/run-clocks.ts';
import type { ServiceLevel } from '../service-levels/service-level.ts';
import type { DeskParts } from './desk-parts.ts';
import { calendarsFor } from './reckoning-of.ts';
import { consideredSlas } from './service-level-of.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Where the clocks of a recorded ticket stand, with all that is known of its past; null: it has none. Keeps nothing. */
export function serviceLevelOfTicket(parts: DeskParts, ticket: string, at: string | null): ServiceLevel | null {
  const { bundle, store, clock } = parts;
  const kept = readKept(store.timer(clocksId(ticket)));
  if (kept === null) return null;
  const now = latest(at ?? clock.now(), kept.state.at);
  const calendars = calendarsFor(parts, kept);
  const slas = Object.values(bundle.slas);
  const { notices } = runClocks([], calendars, [{ at: now }], kept.state);
  const shown = withoutSecrets(bundle.facts, kept.facts);
  const sla = slas.find(({ id }) => id === kept.state.sla) ?? null;
  return {
    sla: kept.state.sla,
    considered: consideredSlas(slas, kept.facts, shown),
    tied: selectSla(slas, kept.facts).tied,
    by: sla === null ? null : { fact: sla.by, value: readFact(shown, sla.by) ?? null },
    at: now,
    clocks: clocksAt(kept.state, calendars, now).clocks,
    notices: [...toldOf(parts, ticket), ...kept.untold, ...notices],
  };
}

/** What was told of a ticket's clocks, in order. */
function toldOf({ store }: DeskParts, ticket: string): ServiceLevel['notices'] {
  return store.entries(`ticket:${ticket}`).flatMap(({ body }): ServiceLevel['notices'] => {
    const event = body['event'] as unknown as DeskEvent | undefined;
    if (event === undefined || !isOwnEvent(event) || !event.type.startsWith('sla.')) return [];
    const { clock } = event.data.facts['sla'] as { readonly clock: string };
    return [{ kind: event.type === 'sla.warning' ? 'warning' : 'breached', clock, at: event.time }];
  });
}

const latest = (one: string, other: string): string => (Date.parse(one) > Date.parse(other) ? one : other);
