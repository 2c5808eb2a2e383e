import { reduceSla, selectSla } from '@deskbook/policies/sla';
import type { Calendars, Sla, SlaEntry, SlaNotice, SlaState } from '@deskbook/policies/sla';

/** A ticket's clocks after some steps of its history, and what there was to tell on the way. */
export interface ClocksRun {
  readonly state: SlaState | null;
  readonly notices: readonly SlaNotice[];
}

/**
 * Takes a ticket's history in, step by step, each under the SLA that applies to it then, from its beginning or going on from a state. What
 * is out of order is left out.
 */
export function runClocks(
  slas: readonly Sla[],
  calendars: Calendars,
  history: readonly SlaEntry[],
  before: SlaState | null = null,
): ClocksRun {
  let state = before;
  const notices: SlaNotice[] = [];
  for (const entry of history) {
    const step = reduceSla(slaFor(slas, entry), calendars, state, entry);
    if (!step.ok) continue;
    state = step.state;
    notices.push(...step.notices);
  }
  return { state, notices };
}

/** Only a step with facts can bring another SLA. */
function slaFor(slas: readonly Sla[], entry: SlaEntry): Sla | null {
  return 'facts' in entry ? selectSla(slas, entry.facts).sla : null;
}
