import { describeMilliseconds } from '../calendars/describe-milliseconds.ts';
import { describeStep } from '../calendars/describe-step.ts';
import { describeDuration } from '../time/describe-duration.ts';
import type { SlaReason } from './explain-clock.ts';

/** A reason as an English clause, for logs and reports. Instants are printed as they are, in UTC. */
export function describeReason(reason: SlaReason): string {
  switch (reason.kind) {
    case 'target':
      return `${describeDuration(reason.target.duration)} for ${reason.target.value} by ${reason.target.sla}`;
    case 'no_target':
      return 'no target at present';
    case 'started':
      return `started at ${reason.at}${reason.round > 1 ? `, round ${reason.round}` : ''}`;
    case 'counted':
      return `${reason.milliseconds === null ? 'ran' : `${describeMilliseconds(reason.milliseconds)} counted`} from ${reason.from} to ${reason.to}`;
    case 'was_paused':
      return `paused by ${reason.pause} from ${reason.from} to ${reason.to}${reason.ended === 'limit' ? ', as long as it may' : ''}`;
    case 'counting_since':
      return `counting since ${reason.at}`;
    case 'paused_since':
      return `paused by ${reason.pause} since ${reason.at}${reason.until === null ? '' : `, until ${reason.until} at the latest`}`;
    case 'due':
      return [`due at ${reason.at}`, ...reason.steps.map(describeStep)].join('; ');
    case 'never_due':
      return `no due time: ${reason.failure}`;
    case 'breached':
      return `breached at ${reason.at}`;
    case 'ended':
      return `ended at ${reason.at}`;
    case 'left':
      return reason.milliseconds < 0
        ? `over by ${describeMilliseconds(-reason.milliseconds)}`
        : `${describeMilliseconds(reason.milliseconds)} left`;
  }
}
