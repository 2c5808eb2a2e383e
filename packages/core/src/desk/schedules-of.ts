import { lastOccurrence, nextOccurrence, prepareCalendar } from '@deskbook/policies/calendars';
import type { PreparedCalendar } from '@deskbook/policies/calendars';
import type { Bundle, Trigger, TriggerSchedule } from '@deskbook/dsl/bundle';
import { calendarsOf } from '../execution/calendars-of.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import type { Commit, Store, Timer } from '../journal/store.ts';

/** A trigger that comes round, ready to be asked when. */
export interface Scheduled {
  readonly trigger: Trigger & { readonly schedule: TriggerSchedule };
  readonly last: (now: string) => string | null;
  readonly next: (now: string) => string | null;
}

/** Up to when a schedule has been seen to, and which it was: another one counts from when it came into force. */
interface Seen {
  readonly at: string;
  readonly schedule: string;
}

const known = new WeakMap<Bundle, readonly Scheduled[]>();

/** The triggers of a bundle that come round, but for the retired ones. One whose calendar this machine cannot prepare is left out. */
export function schedulesOf(bundle: Bundle): readonly Scheduled[] {
  const found = known.get(bundle) ?? bundle.triggers.flatMap((trigger) => scheduledOf(bundle, trigger));
  known.set(bundle, found);
  return found;
}

function scheduledOf(bundle: Bundle, trigger: Trigger): readonly Scheduled[] {
  const { schedule, state } = trigger;
  if (schedule === undefined || state === 'retired') return [];
  const calendar = calendarFor(bundle, schedule);
  if (calendar === null) return [];
  const { comes } = schedule;
  return [
    {
      trigger: { ...trigger, schedule },
      last: (now) => lastOccurrence(comes, calendar, now),
      next: (now) => nextOccurrence(comes, calendar, now),
    },
  ];
}

function calendarFor(bundle: Bundle, { calendar }: TriggerSchedule): PreparedCalendar | null {
  if (calendar !== null) return calendarsOf(bundle).get(calendar) ?? null;
  const prepared = prepareCalendar({ id: bundle.zone, zone: bundle.zone, hours: 'always', holidays: [] });
  return prepared.ok ? prepared.calendar : null;
}

const PREFIX = 'schedule:';

/** The trigger whose times a timer keeps; null: it keeps something else. */
export const scheduleOf = ({ id }: Timer): string | null => (id.startsWith(PREFIX) ? id.slice(PREFIX.length) : null);

/** Up to when a schedule has been seen to; null: it has just come into force. */
export function seenUpTo(store: Pick<Store, 'timer'>, { trigger }: Scheduled): string | null {
  const timer = store.timer(`${PREFIX}${trigger.id}`);
  const seen = timer === null ? null : (timer.state as unknown as Seen);
  return seen === null || seen.schedule !== canonicalJson(trigger.schedule) ? null : seen.at;
}

/** Remembers up to when a schedule has been seen to, under the instant at which it comes round next. */
export function seenTo({ trigger, next }: Scheduled, at: string): Commit {
  const seen: Seen = { at, schedule: canonicalJson(trigger.schedule) };
  const timer = { id: `${PREFIX}${trigger.id}`, due: next(at), state: { ...seen } };
  return { expect: {}, append: [], timers: [timer] };
}
