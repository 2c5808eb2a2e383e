import type { Reference } from '@deskbook/policies';
import { eventNeverHappens } from '../../diagnostics/pages/analysis/event-never-happens.ts';
import { notYet } from '../../diagnostics/pages/shape/not-yet.ts';
import { placeAt } from '../place-at.ts';
import type { Compiled } from '../program.ts';
import { report } from '../report.ts';
import { suggestion } from '../suggestion.ts';
import { everyNode } from './every-node.ts';

/** What the desk does itself is journaled under names that begin so; triggers and waits are told of what comes in alone. */
const ownEvents = ['approval.', 'run.', 'task.', 'session.', 'service.'];

/** A trigger, and a wait, are for an event that some source emits. */
export function knownEvents(compiled: Compiled): void {
  const { sources, checking } = compiled;
  const emitted = [...new Set(Object.values(sources).flatMap(({ emits }) => emits.map(({ event }) => event)))];
  for (const { event, reference } of awaited(compiled)) {
    if (emitted.includes(event)) continue;
    const place = placeAt(checking, reference);
    if (place === null) continue;
    if (ownEvents.some((prefix) => event.startsWith(prefix))) {
      report(place, notYet, `\`${event}\` needs events of the desk itself, which this version does not have`, {
        help: 'let the workflow itself go on at that outcome',
      });
    } else if (emitted.length > 0) {
      report(place, eventNeverHappens, `no source emits \`${event}\``, { help: suggestion(event, emitted) });
    }
  }
}

function awaited(compiled: Compiled): readonly { readonly event: string; readonly reference: Reference }[] {
  const waits = everyNode(compiled).flatMap(({ verb, reference }) =>
    verb.kind === 'wait' && verb.for.kind === 'event'
      ? [{ event: verb.for.event, reference: `${reference}/wait/event` }]
      : [],
  );
  return [...compiled.triggers.map(({ event, reference }) => ({ event, reference: `${reference}/event` })), ...waits];
}
