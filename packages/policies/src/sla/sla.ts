import type { Condition } from '../conditions/condition.ts';
import type { FactPath } from '../conditions/facts.ts';
import type { Reference } from '../reference.ts';
import type { Text } from '../text.ts';
import type { Duration } from '../time/duration.ts';

/** What a clock listens for: an event of the ticket, perhaps only by one sort of author, or the change of a fact. */
export type SlaSignal = { readonly event: string; readonly by?: SlaAuthor } | { readonly changed: FactPath };

/** Who acted: whoever asked, whoever helps, or the desk by itself. An automatic answer is no response. */
export type SlaAuthor = 'requester' | 'agent' | 'desk';

/** A clock: what starts it, begins it anew while it runs, ends it, and takes it up again where it had ended. */
export interface SlaClock {
  readonly id: string;
  readonly starts: readonly SlaSignal[];
  readonly restarts: readonly SlaSignal[];
  readonly meets: readonly SlaSignal[];
  readonly resumes: readonly SlaSignal[];
  /** It starts only when this clock has been met before. */
  readonly after?: string;
}

/** Clocks stand still while the condition surely holds; where it is undecided they run. */
export interface SlaPause {
  /** Unique in the SLA, and the same in SLAs that take over from one another. */
  readonly id: string;
  readonly clocks: readonly string[];
  readonly when: Condition;
  /** How long one such pause lasts at most; then the clocks run, until the condition has ceased and holds again. */
  readonly atMost: Duration | null;
  readonly reference: Reference;
}

/** A service level agreement, compiled: how long each clock may take, for each value of one fact. */
export interface Sla {
  readonly id: string;
  readonly title?: Text;
  /** Of several whose condition holds, the lowest rank applies. */
  readonly rank: number;
  /** Which tickets it is about; null: all. */
  readonly when: Condition | null;
  /** The fact whose value chooses the targets. */
  readonly by: FactPath;
  /** By value, then by clock. A clock without a target for a value has no deadline. */
  readonly targets: { readonly [value: string]: { readonly [clock: string]: Duration } };
  /** `builtInClocks` and the SLA's own. */
  readonly clocks: readonly SlaClock[];
  /** The calendar of business durations that name none. */
  readonly calendar: string | null;
  readonly pauses: readonly SlaPause[];
  readonly elapsed: {
    /** At a new target: `keep` what has elapsed, `restart` at zero, or `recompute` it in the hours of the new target. */
    readonly newTarget: 'keep' | 'restart' | 'recompute';
    /** When a ticket is opened again: `keep` what has elapsed, the time it was resolved not counted; or `restart`. */
    readonly reopened: 'keep' | 'restart';
  };
  /** Percentages of a target at which to warn, between 0 and 100. */
  readonly warnAt: readonly number[];
  /** Where a deadline in business hours falls on closing time; `stay` unless it says otherwise. */
  readonly atClosing?: 'stay' | 'next_opening';
  readonly reference: Reference;
}
