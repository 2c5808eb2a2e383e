import { lastOccurrence, nextOccurrence, prepareCalendar } from '@deskbook/policies/calendars';
import type { PreparedCalendar } from '@deskbook/policies/calendars';
import type { Bundle, Trigger, TriggerSchedule } from '@deskbook/dsl/bundle';
import { calendarsOf } from '../execution/calendars-of.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import type { Commit, Store } from '../journal/store.ts';

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

const cursorOf = ({ id }: Trigger): string => `schedule:${id}`;

/** Up to when a schedule has been seen to; null: it has just come into force. */
export function seenUpTo(store: Pick<Store, 'cursor'>, { trigger }: Scheduled): string | null {
  const value = store.cursor(cursorOf(trigger));
  const seen = value === null ? null : (JSON.parse(value) as Seen);
  return seen === null || seen.schedule !== canonicalJson(trigger.schedule) ? null : seen.at;
}

/** Remembers up to when a schedule has been seen to. */
export function seenTo({ trigger }: Scheduled, at: string): Commit {
  const seen: Seen = { at, schedule: canonicalJson(trigger.schedule) };
  return { expect: {}, append: [], cursors: [{ name: cursorOf(trigger), value: JSON.stringify(seen) }] };
}

/** The earliest instant at which a schedule comes round that has not been seen to; null: none does. */
export function nextScheduled(store: Pick<Store, 'cursor'>, bundle: Bundle, now: string): string | null {
  const instants = schedulesOf(bundle).flatMap((scheduled) => {
    const seen = seenUpTo(store, scheduled);
    const last = seen === null ? null : scheduled.last(now);
    return (last !== null && seen !== null && last > seen ? last : scheduled.next(now)) ?? [];
  });
  return instants.sort()[0] ?? null;
}
