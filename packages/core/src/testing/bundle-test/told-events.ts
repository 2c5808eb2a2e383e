import type { JsonObject } from '@deskbook/policies';
import type { DeskEvent } from '../../events/desk-event.ts';
import { isOwnEvent } from '../../events/own-event.ts';
import { isRecord } from '../../facts/is-record.ts';
import type { Store } from '../../journal/store.ts';

/** The events that the desk itself has told so far, in the order of their instants: each by its type, with the fields of what it is about. */
export function toldEvents(store: Store): readonly JsonObject[] {
  const events = ['desk', ...store.streams('ticket:')].flatMap((stream) =>
    store.entries(stream).flatMap(({ body }) => {
      const event = body['event'] as unknown as DeskEvent | undefined;
      return body.type === 'event.received' && event !== undefined && isTold(event) ? [event] : [];
    }),
  );
  return events.toSorted((one, other) => Date.parse(one.time) - Date.parse(other.time)).map(toldAs);
}

/** What comes round is seen by what it starts. */
const isTold = (event: DeskEvent): boolean => isOwnEvent(event) && !event.type.startsWith('schedule.');

function toldAs({ type, subject, time, data }: DeskEvent): JsonObject {
  const about = Object.entries(data.facts).flatMap(([root, record]) =>
    root === 'ticket' || !isRecord(record) ? [] : [[root, record] as const],
  );
  return { ...Object.fromEntries(about), id: type, ticket: subject, time };
}
