import type { JsonObject } from '@deskbook/policies';
import type { DeskEvent } from './desk-event.ts';

/** The source of what the desk itself has to tell. No source of a bundle can have this name. */
export const OWN_SOURCE = 'deskbook:desk';

/** What an event of the desk's own is made of. `id` follows from its cause, so that it is told once. */
export interface OwnEvent {
  readonly type: string;
  readonly id: string;
  /** When it came about, which can be before it is told. */
  readonly time: string;
  readonly ticket: string | null;
  /** Facts by root, beside the ticket. */
  readonly facts: JsonObject;
  /** The run it comes from, and how many hops that is from a person's doing; null: time alone brought it. */
  readonly own: DeskEvent['data']['own'];
}

/** An event of the desk's own, about a ticket or about none. */
export function ownEvent({ type, id, time, ticket, facts, own }: OwnEvent): DeskEvent {
  return {
    specversion: '1.0',
    id,
    source: OWN_SOURCE,
    type,
    subject: ticket,
    time,
    data: {
      facts: ticket === null ? facts : { ticket: { id: ticket }, ...facts },
      changes: [],
      created: false,
      actor: null,
      own,
    },
  };
}

/** Whether the desk itself tells of an event. */
export const isOwnEvent = ({ source }: Pick<DeskEvent, 'source'>): boolean => source === OWN_SOURCE;
