import type { Facts, JsonObject } from '@deskbook/policies';
import type { Calendars, Sla, SlaEntry, SlaEvent } from '@deskbook/policies/sla';
import type { KeptClocks } from './kept-clocks.ts';
import { runClocks } from './run-clocks.ts';

/** By what clocks are reckoned: the SLAs and calendars of a bundle, and the moment. */
export interface Reckoning {
  readonly slas: readonly Sla[];
  readonly calendars: Calendars;
  /** The bundle and the SLAs in it, by hash. */
  readonly bundle: string;
  readonly definitions: string;
  readonly now: string;
}

/** What happened to a ticket, as far as clocks hear of it. */
export interface Happening {
  readonly ticket: string;
  readonly at: string;
  readonly heard: readonly SlaEvent[];
  /** The facts that SLAs read, once it had happened. */
  readonly facts: Facts;
  /** Not everything could be read. */
  readonly isPartial: boolean;
  /** How the ticket began, where the desk has not heard of it before. `isCreation`: that is what is told now. */
  readonly begins: { readonly at: string; readonly facts: Facts; readonly isCreation: boolean };
}

/** A step of a ticket's clocks: what is kept from now on, and what the journal says of it. */
export interface ClockStep {
  readonly kept: KeptClocks;
  readonly entry: JsonObject;
}

/**
 * Takes what happened to a ticket into its clocks. It counts from when it happened, but not from later than now, nor from before what the
 * clocks have come to already. What an old ticket had missed before the desk first heard of it stands in its clocks and is told to nobody.
 */
export function stepClocks(before: KeptClocks | null, happening: Happening, reckoning: Reckoning): ClockStep | null {
  const { ticket, heard, facts, begins, isPartial } = happening;
  const { slas, calendars, bundle, definitions, now } = reckoning;
  const at = latest(before?.state.at ?? begins.at, earliest(happening.at, now));
  const { state, notices } = runClocks(slas, calendars, historyOf(before, happening, at), before?.state);
  if (state === null) return null;
  const isOld = before === null && !begins.isCreation;
  const untold = [...(before?.untold ?? []), ...notices.filter((notice) => !isOld || notice.at >= at)];
  const kept: KeptClocks = { ticket, state, facts, bundle, definitions, untold, owed: isPartial ? now : null };
  const clocks = state.clocks.map(({ id, status, due }) => ({ id, status, due }));
  return { kept, entry: { at: state.at, sla: state.sla, heard: heard as unknown as JsonObject[], facts, clocks } };
}

function historyOf(before: KeptClocks | null, { heard, facts, begins }: Happening, at: string): readonly SlaEntry[] {
  const happened = { at, events: heard, facts };
  if (before !== null) return [happened];
  const created = { event: 'ticket.created' };
  if (!begins.isCreation) return [{ at: begins.at, events: [created], facts: begins.facts }, happened];
  return [{ at: begins.at, events: [created, ...heard.filter(({ event }) => event !== created.event)], facts }];
}

const earliest = (one: string, other: string): string => (Date.parse(one) <= Date.parse(other) ? one : other);
const latest = (one: string, other: string): string => (Date.parse(one) >= Date.parse(other) ? one : other);
