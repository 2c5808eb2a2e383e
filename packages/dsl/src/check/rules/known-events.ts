import { eventNeverHappens } from '../../diagnostics/pages/analysis/event-never-happens.ts';
import { placeAt } from '../place-at.ts';
import type { Compiled } from '../program.ts';
import { report } from '../report.ts';
import { suggestion } from '../suggestion.ts';

/** What the desk itself tells of begins with one of these. */
const ownEvents = ['approval.', 'run.', 'task.', 'session.', 'service.'];

/** A trigger waits for an event that some source emits, or the desk itself. */
export function knownEvents({ sources, triggers, checking }: Compiled): void {
  const emitted = [...new Set(Object.values(sources).flatMap(({ emits }) => emits.map(({ event }) => event)))];
  if (emitted.length === 0) return;
  for (const { event, reference } of triggers) {
    if (emitted.includes(event) || ownEvents.some((prefix) => event.startsWith(prefix))) continue;
    const place = placeAt(checking, `${reference}/event`);
    if (place === null) continue;
    report(place, eventNeverHappens, `no source emits \`${event}\``, { help: suggestion(event, emitted) });
  }
}
