import type { FactPath } from '../conditions/facts.ts';
import type { Reference } from '../reference.ts';
import type { Text } from '../text.ts';
import type { Duration } from '../time/duration.ts';

/** A seat is one vote, cast by any one of the people who fill it; `each` makes one seat for every member of the role. */
export interface Seat {
  readonly role: string;
  readonly each: boolean;
}

/** How many seats must approve: all, so many, or a share of those there are at that moment, in percent (1 to 100), rounded up. */
export type Need = 'all' | number | { readonly percent: number };

/** An approval as defined, compiled. Silence never approves. */
export interface ApprovalDefinition {
  readonly id: string;
  readonly question: Text;
  readonly seats: readonly Seat[];
  readonly need: Need;
  readonly inOrder: boolean;
  /** How many refusals end it, and whether a refusal needs a note. */
  readonly reject: { readonly at: number; readonly note: 'required' | 'optional' };
  /** Who may stand in for an absent seat, in this order; `wait` keeps the seat open, `skip` drops it. */
  readonly standIn: { readonly absent: readonly ('deputy' | 'manager')[]; readonly otherwise: 'skip' | 'wait' };
  readonly delegate: { readonly to: 'same_role' | 'nobody'; readonly times: number };
  /** Reminders; after the last, one more seat of the role `add`, or the role `replace` in the seats that are asked and silent. */
  readonly chase: {
    readonly every: Duration;
    readonly atMost: number;
    readonly add?: string;
    readonly replace?: string;
  } | null;
  readonly within: Duration | null;
  /** Facts whose change makes earlier votes void: everybody is asked again. */
  readonly askAgainIfChanged: readonly FactPath[];
  /** The template of the e-mail that asks. */
  readonly email?: string;
  readonly reference: Reference;
}
