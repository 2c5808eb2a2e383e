import { type Facts, fireTriggers } from '@deskbook/policies';
import type { Bundle, Trigger } from '@deskbook/dsl/bundle';
import type { DeskEvent, FactChange } from '../events/desk-event.ts';

/** Why a trigger does not start, for an event of its type. */
export type TriggerRefusal = 'condition' | 'unchanged' | 'undecided' | 'own_event' | 'shadow' | 'retired';

/** One trigger of an event's type: it starts, or it does not. `shadow` would have started. */
export type TriggerVerdict =
  | { readonly trigger: Trigger; readonly starts: true }
  | {
      readonly trigger: Trigger;
      readonly starts: false;
      readonly reason: TriggerRefusal;
      readonly missing: readonly string[];
    };

/**
 * Looks at every trigger of an event's type, in declared order, each for itself. What the desk caused itself starts only what
 * allows so many hops: a loop of triggers is cut there.
 */
export async function lookAtTriggers(
  bundle: Bundle,
  event: DeskEvent,
  facts: Facts,
  changes: readonly FactChange[],
): Promise<readonly TriggerVerdict[]> {
  const { type, data } = event;
  const looked = await fireTriggers(bundle.triggers, { type, facts, changes, created: data.created });
  return looked.map(({ rule: trigger, match }): TriggerVerdict => {
    if (trigger.state === 'retired') return refused(trigger, 'retired');
    if (!isAllowed(trigger, event)) return refused(trigger, 'own_event');
    if (match.starts) return trigger.state === 'shadow' ? refused(trigger, 'shadow') : { trigger, starts: true };
    const reason = match.reason === 'undecided' || match.reason === 'condition' ? match.reason : 'unchanged';
    return refused(trigger, reason, match.missing);
  });
}

const isAllowed = ({ ownEvents }: Trigger, { data: { own } }: DeskEvent): boolean =>
  own === null || own.hops <= ownEvents.hops;

const refused = (trigger: Trigger, reason: TriggerRefusal, missing: readonly string[] = []): TriggerVerdict => ({
  trigger,
  starts: false,
  reason,
  missing,
});
