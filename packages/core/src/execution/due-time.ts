import { addBusinessTime } from '@deskbook/policies/calendars';
import type { BusinessStep, PreparedCalendar } from '@deskbook/policies/calendars';
import type { Duration } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { BlockedEntry } from '../kernel/entry.ts';
import { calendarsOf } from './calendars-of.ts';

/** When something is due, and why where a calendar was asked; or why nobody can tell. */
export type Due =
  | { readonly ok: true; readonly due: string; readonly why?: readonly BusinessStep[] }
  | { readonly ok: false; readonly reason: BlockedEntry['reason']; readonly message: string };

/**
 * When something is due that begins at an instant. Business time runs on the calendar as the first of the bundles has it that has it
 * at all: the newest, then the one a run began with. Worked out once, recorded, and never worked out again.
 */
export function dueTime(bundles: readonly Bundle[], from: string, duration: Duration): Due {
  if ('milliseconds' in duration) {
    const reckoned = addBusinessTime(null, from, duration);
    return reckoned.ok ? { ok: true, due: reckoned.due } : refusal(reckoned.failure);
  }
  const reckoned = addBusinessTime(calendarFor(bundles, duration.calendar), from, duration);
  return reckoned.ok ? { ok: true, due: reckoned.due, why: inShort(reckoned.steps) } : refusal(reckoned.failure);
}

/** The most reasons that are kept with a due time. */
const mostReasons = 24;

/** What is due in years has more holidays on its way than anybody reads. */
function inShort(steps: readonly BusinessStep[]): readonly BusinessStep[] {
  return steps.length > mostReasons ? steps.filter(({ kind }) => kind !== 'holiday') : steps;
}

function calendarFor(bundles: readonly Bundle[], named: string | undefined): PreparedCalendar | null {
  for (const bundle of bundles) {
    const id = named ?? bundle.calendar;
    const found = id === null ? undefined : calendarsOf(bundle).get(id);
    if (found !== undefined) return found;
  }
  return null;
}

type Failure = Extract<ReturnType<typeof addBusinessTime>, { readonly ok: false }>['failure'];

const messages: { readonly [failure in Failure]: string } = {
  no_calendar: 'business time needs a calendar',
  never_opens: 'the calendar does not open again',
  too_far: 'it would be due in more than a hundred years',
  bad_duration: 'it is no length of time',
};

function refusal(failure: Failure): Due {
  return { ok: false, reason: failure === 'bad_duration' ? 'invalid' : failure, message: messages[failure] };
}

/** What an entry says of a due time besides. Clock time explains itself. */
export function whyOf(due: Due | null): { readonly why?: readonly BusinessStep[] } {
  return due?.ok === true && due.why !== undefined ? { why: due.why } : {};
}
