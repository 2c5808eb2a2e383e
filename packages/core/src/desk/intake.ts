import type { Classification, JsonObject } from '@deskbook/policies';
import { classify } from '@deskbook/policies';
import type { DeskEvent, FactChange } from '../events/desk-event.ts';
import type { IntakePorts } from '../events/intake-ports.ts';
import { gatherFacts, ticketRecord } from '../facts/index.ts';
import type { Lacked } from '../kernel/entry.ts';
import type { Store } from '../journal/store.ts';
import {
  type FactsDecided,
  type TicketRecord,
  type TriggerVerdict,
  effectiveChanges,
  effectiveFacts,
  factsNeeded,
  lookAtTriggers,
  setFacts,
} from '../triggers/index.ts';
import type { DeskParts } from './desk-parts.ts';
import { runBehind } from './run-behind.ts';

/** One event, considered: what is known with it, what was decided, and what each trigger says. Nothing has happened yet. */
export interface Considered {
  readonly event: DeskEvent;
  /** Everything that was gathered, after the decisions that set facts. */
  readonly facts: JsonObject;
  readonly changes: readonly FactChange[];
  readonly decided: readonly FactsDecided[];
  readonly classification: Classification;
  readonly verdicts: readonly TriggerVerdict[];
  /** Roots that could not be read just then. */
  readonly unavailable: readonly string[];
  /** The same, by the systems they are read from. */
  readonly degraded: readonly Lacked[];
}

/** What reading an event needs, from a desk. */
export function intakePorts({ options, store, bundle }: DeskParts, now: string): IntakePorts {
  return {
    secrets: options.secrets,
    directory: options.directory,
    now,
    recorded: (ticket) => {
      const recorded = store.ticket(ticket);
      return recorded === null ? null : { time: recorded.time, facts: ticketRecord(recorded.facts) };
    },
    runBehind: (trace) => runBehind(store, trace, bundle),
  };
}

/** The chain an event goes into: its ticket's, else the desk's. */
export const chainOf = ({ subject, data }: DeskEvent): string =>
  subject === null || data.facts['ticket'] === undefined ? 'desk' : `ticket:${subject}`;

/** The ticket an event is about, as recorded. */
export const recordedTicket = (store: Store, { subject, data }: DeskEvent): TicketRecord | null =>
  subject === null || data.facts['ticket'] === undefined ? null : store.ticket(subject);

/** Considers an event: gathers the facts of this moment, takes the decisions that set facts, classifies, and asks the triggers. */
export async function consider(parts: DeskParts, event: DeskEvent, now: string): Promise<Considered> {
  const { bundle, store, values } = parts;
  const recorded = recordedTicket(store, event);
  const gathered = await gatherFacts({
    bundle,
    needs: factsNeeded(bundle, event.type),
    base: { ...effectiveFacts(event, recorded), values },
    ports: parts.host,
    now,
  });
  const { facts, decided } = setFacts(bundle, gathered.facts);
  const changes = effectiveChanges(event, facts, decided, recorded);
  const classification = classify(Object.values(bundle.decisions), facts);
  const verdicts = await lookAtTriggers(bundle, event, facts, changes);
  const unavailable = gathered.unavailable.map(({ root }) => root);
  const degraded = gathered.unavailable.map(({ system, root }) => ({ system, fact: root }));
  return { event, facts, changes, decided, classification, verdicts, unavailable, degraded };
}
