import type { Reference } from '@deskbook/policies';
import { builtInClocks } from '@deskbook/policies/sla';
import { eventNeverHappens } from '../../diagnostics/pages/analysis/event-never-happens.ts';
import { reservedEvent } from '../../diagnostics/pages/reference/reserved-event.ts';
import { unknownName } from '../../diagnostics/pages/reference/unknown-name.ts';
import { deskEvents, isDeskEvent, isDeskEventName } from '../../bundle/desk-events.ts';
import type { DiagnosticPage } from '../../diagnostics/diagnostic-page.ts';
import { placeAt } from '../place-at.ts';
import type { Compiled } from '../program.ts';
import { report } from '../report.ts';
import { suggestion } from '../suggestion.ts';
import { everyNode } from './every-node.ts';

/** A trigger, and a wait, are for an event that some source emits, or that the desk itself tells of. */
export function knownEvents(compiled: Compiled): void {
  const { sources, checking } = compiled;
  const emitted = [...new Set(Object.values(sources).flatMap(({ emits }) => emits.map(({ event }) => event)))];
  reserved(compiled);
  for (const { event, reference, others = [] } of awaited(compiled)) {
    if (emitted.includes(event)) continue;
    const place = placeAt(checking, reference);
    if (place === null) continue;
    if (isDeskEventName(event)) {
      const problem = problemOf(event, compiled);
      if (problem !== null) report(place, problem.page, problem.message, { help: problem.help });
    } else if (emitted.length > 0) {
      report(place, eventNeverHappens, `no source emits \`${event}\``, {
        help: suggestion(event, [...emitted, ...others]),
      });
    }
  }
}

/** Why the desk does not tell of this; null: it does. */
function problemOf(event: string, { slas }: Compiled): Problem | null {
  if (!isDeskEvent(event)) {
    const help = suggestion(event, deskEvents);
    return { page: unknownName, message: `the desk tells of no event \`${event}\``, help };
  }
  const levels = Object.values(slas);
  const happens =
    event === 'sla.warning'
      ? levels.some(({ warnAt }) => warnAt.length > 0)
      : event !== 'sla.breached' || levels.length > 0;
  if (happens) return null;
  const lacking = event === 'sla.warning' ? 'no SLA of this bundle has `warn_at`' : 'this bundle has no SLA';
  return { page: eventNeverHappens, message: `there is no \`${event}\`: ${lacking}`, help: 'write one that does' };
}

interface Problem {
  readonly page: DiagnosticPage;
  readonly message: string;
  readonly help: string | null;
}

/** No source emits what the desk itself tells of: nobody outside can say that a target was missed. */
function reserved({ sources, checking }: Compiled): void {
  for (const { emits, reference } of Object.values(sources)) {
    for (const [index, { event }] of emits.entries()) {
      const place = isDeskEventName(event) ? placeAt(checking, `${reference}/emits/${index}/event`) : null;
      if (place === null) continue;
      report(place, reservedEvent, `\`${event}\` is an event of the desk itself`, { help: 'give it another name' });
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
  const triggers = compiled.triggers
    .filter(({ schedule }) => schedule === undefined)
    .map(({ event, reference }) => ({ event, reference: `${reference}/event` }));
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
