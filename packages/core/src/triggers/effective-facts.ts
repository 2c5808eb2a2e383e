import { type JsonObject, sameValue } from '@deskbook/policies';
import type { DeskEvent, FactChange } from '../events/desk-event.ts';
import { isOwnEvent } from '../events/own-event.ts';
import { isRecord } from '../facts/is-record.ts';
import { recordedRoots } from '../facts/ticket-record.ts';
import type { FactsDecided } from './set-facts.ts';

/** A ticket as recorded: its roots (`ticket`, `request`), with the time of the event that told them last. */
export interface TicketRecord {
  readonly time: string;
  readonly facts: JsonObject;
}

/** What is known of an event's ticket with the event: what it tells over what was recorded, or under it where it is older. */
export function effectiveFacts(event: DeskEvent, recorded: TicketRecord | null): JsonObject {
  const { facts, actor } = event.data;
  const before = recorded === null ? {} : recordedRoots(recorded.facts);
  const older = isOlder(event, recorded);
  const merged: [string, JsonObject][] = ['ticket', 'request'].flatMap((root) => {
    const was = recordOf(before, root);
    const told = recordOf(facts, root);
    if (was === null && told === null) return [];
    return [[root, older ? { ...told, ...was } : { ...was, ...told }]];
  });
  const comment = recordOf(facts, 'comment');
  const { id, type, source, time } = event;
  return {
    ...Object.fromEntries(merged),
    ...(comment === null ? {} : { comment }),
    ...(isOwnEvent(event) ? besideTicket(facts) : {}),
    event: { id, type, source, time, ...(actor === null ? {} : { actor }) },
  };
}

/** What the desk itself tells of beside a ticket. */
const besideTicket = (facts: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(facts).filter(([root]) => root !== 'ticket'));

/** Whether an event tells of a time before what was recorded last. */
export const isOlder = ({ time }: DeskEvent, recorded: TicketRecord | null): boolean =>
  recorded !== null && Date.parse(time) < Date.parse(recorded.time);

/**
 * What an event changed once the decisions that set facts have spoken: a fact that one of them set has changed if it is another
 * than was recorded, whatever the vendor put there. Where nothing is recorded yet, the vendor is believed who says it changed to
 * what was decided.
 */
export function effectiveChanges(
  event: DeskEvent,
  facts: JsonObject,
  decided: readonly FactsDecided[],
  recorded: TicketRecord | null,
): readonly FactChange[] {
  if (event.data.created || isOlder(event, recorded)) return event.data.changes;
  const set = new Set(decided.flatMap(({ values }) => Object.keys(values)));
  if (recorded === null) {
    return event.data.changes.filter(({ fact, to }) => !set.has(fact) || sameValue(to, readField(facts, fact)));
  }
  const told = event.data.changes.filter(({ fact }) => !set.has(fact));
  const before = recordedRoots(recorded.facts);
  const own = [...set].flatMap((fact): FactChange[] => {
    const from = readField(before, fact);
    const to = readField(facts, fact);
    return sameValue(from, to) ? [] : [{ fact, from, to }];
  });
  return [...told, ...own];
}

function recordOf(facts: JsonObject, root: string): JsonObject | null {
  const record = Object.hasOwn(facts, root) ? facts[root] : undefined;
  return isRecord(record) ? record : null;
}

function readField(facts: JsonObject, fact: string): JsonObject[string] {
  const [root = '', field = ''] = fact.split('.');
  const record = recordOf(facts, root);
  return record !== null && Object.hasOwn(record, field) ? (record[field] ?? null) : null;
}
