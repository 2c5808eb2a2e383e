import type { Reference } from '@deskbook/policies';
import { builtInClocks } from '@deskbook/policies/sla';
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
  for (const { event, reference, others = [] } of awaited(compiled)) {
    if (emitted.includes(event)) continue;
    const place = placeAt(checking, reference);
    if (place === null) continue;
    if (ownEvents.some((prefix) => event.startsWith(prefix))) {
      report(place, notYet, `\`${event}\` needs events of the desk itself, which this version does not have`, {
        help: 'let the workflow itself go on at that outcome',
      });
    } else if (emitted.length > 0) {
      report(place, eventNeverHappens, `no source emits \`${event}\``, {
        help: suggestion(event, [...emitted, ...others]),
      });
    }
  }
}

/** An event that is listened for; `others` may be meant that no source emits. */
interface Awaited {
  readonly event: string;
  readonly reference: Reference;
  readonly others?: readonly string[];
}

function awaited(compiled: Compiled): readonly Awaited[] {
  const waits = everyNode(compiled).flatMap(({ verb, reference }) =>
    verb.kind === 'wait' && verb.for.kind === 'event'
      ? [{ event: verb.for.event, reference: `${reference}/wait/event` }]
      : [],
  );
  const triggers = compiled.triggers.map(({ event, reference }) => ({ event, reference: `${reference}/event` }));
  return [...triggers, ...waits, ...heardByClocks(compiled)];
}

/** What the desk makes of events by itself, for every clock. */
const ticketEvents: ReadonlySet<string> = new Set(
  builtInClocks.flatMap(({ starts, meets, resumes }) =>
    [...starts, ...meets, ...resumes].flatMap((signal) => ('event' in signal ? [signal.event] : [])),
  ),
);

/** The events that clocks of their own listen for. */
function heardByClocks({ slas }: Compiled): readonly Awaited[] {
  return Object.values(slas).flatMap(({ clocks, reference }) =>
    clocks.flatMap((clock) =>
      (['starts', 'restarts', 'meets', 'resumes'] as const).flatMap((key) =>
        clock[key].flatMap((signal) =>
          'event' in signal && !ticketEvents.has(signal.event)
            ? [{ event: signal.event, reference: `${reference}/clocks/${clock.id}/${key}`, others: [...ticketEvents] }]
            : [],
        ),
      ),
    ),
  );
}
