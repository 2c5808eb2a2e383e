import type { BusinessStep } from './business-step.ts';
import { describeMilliseconds } from './describe-milliseconds.ts';

/** A step as an English clause, for logs and reports. Instants are printed as they are, in UTC. */
export function describeStep(step: BusinessStep): string {
  switch (step.kind) {
    case 'clock_time':
      return `${describeMilliseconds(step.milliseconds)} by the clock`;
    case 'waited_for_opening':
      return `closed at ${step.from}, counted from the opening at ${step.opens}`;
    case 'open_time':
      return `${describeMilliseconds(step.milliseconds)} within the hours of ${step.calendar} (${step.zone})`;
    case 'working_days':
      return `${step.days} working ${step.days === 1 ? 'day' : 'days'} of ${step.calendar} (${step.zone})`;
    case 'holiday':
      return `${step.date}${step.name === undefined ? '' : ` (${step.name})`}: ${step.hours.length === 0 ? 'closed' : `open ${step.hours.join(', ')}`}`;
    case 'clock_change':
      return `the clocks went ${step.milliseconds > 0 ? 'forward' : 'back'} by ${describeMilliseconds(Math.abs(step.milliseconds))} at ${step.at}`;
    case 'closed_at_that_time':
      return `closed at ${step.wanted}, so ${step.taken}`;
    case 'stays_at_closing':
      return `falls on closing time and stays there`;
    case 'moved_to_opening':
      return `closed at ${step.from}, moved to the next opening at ${step.to}`;
    case 'holidays_unknown':
      return `no holidays are known after ${step.after}`;
  }
}
