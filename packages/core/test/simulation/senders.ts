import type { JsonObject } from '@deskbook/policies';
import type { RawEvent } from '../../src/index.ts';
import type { DeskProcess } from './desk-process.ts';
import type { Happening, Message } from './history.ts';
import { REQUESTERS } from './people.ts';
import type { Random } from './random.ts';

/** Whoever sends messages to the desk: each until it is told that it was taken, some of them again after that, in no particular order. */
export interface Senders {
  /** Hands one message to a process. False: there is none to be sent. */
  readonly send: (process: DeskProcess) => boolean;
  /** Everything that was handed to a process that is no more is sent again. */
  readonly forget: (process: string) => void;
  /** The desk changed a ticket elsewhere: that comes back as a message of its own. */
  readonly echo: (change: JsonObject, at: string) => void;
  readonly waiting: () => number;
  readonly messages: () => readonly Message[];
}

export function openSenders(
  random: Random,
  twice: number,
  start: number,
  note: (happening: Happening) => void,
): Senders {
  const messages = [...inSomeOrder(random, randomMessages(random.fork('messages'), start))];
  const unsent = new Set(messages.map(({ id }) => id));
  const underWay = new Map<string, string>();
  let echoes = 0;

  return {
    send: (process) => {
      const ready = messages.filter(({ id }) => unsent.has(id) && !underWay.has(id));
      const [first] = ready;
      if (first === undefined) return false;
      const message = random.chance(0.7) ? first : random.pick(ready);
      const { id } = message;
      underWay.set(id, process.name);
      process.ask(
        `receive ${id}`,
        (desk) => desk.receive(rawOf(message)),
        (receipt) => {
          underWay.delete(id);
          if (receipt === null) return;
          note({ kind: 'receipt', message: id, receipt });
          if (!random.chance(twice)) unsent.delete(id);
        },
      );
      return true;
    },
    forget: (process) => {
      for (const [id, by] of underWay) if (by === process) underWay.delete(id);
    },
    echo: ({ ticket, state }, at) => {
      if (echoes >= 6) return;
      echoes += 1;
      const message: Message = { id: `echo-${echoes}`, what: 'updated', at, by: 'the-desk', ticket: { id: typeof ticket === 'string' ? ticket : '', summary: 'It', from: 'lena', state: state === 'done' ? state : 'open' } }; // prettier-ignore
      messages.push(message);
      unsent.add(message.id);
    },
    waiting: () => unsent.size,
    messages: () => messages,
  };
}

const rawOf = ({ id, what, at, by, ticket, comment }: Message): RawEvent => ({
  source: 'shop',
  headers: { 'x-token': 'secret' },
  body: JSON.stringify({ id, what, at, by, ticket, ...(comment !== undefined && { comment }) }),
});

/** One to three tickets, each with what becomes of it later. */
function randomMessages(random: Random, start: number): readonly Message[] {
  return Array.from({ length: 1 + random.below(3) }, (_, number) => ticketStory(random.fork(`ticket ${number}`), number, start)).flat(); // prettier-ignore
}

function ticketStory(random: Random, number: number, start: number): readonly Message[] {
  const id = `T-${number}`;
  const from = random.pick(REQUESTERS);
  let fields: JsonObject = {
    summary: 'It does not work',
    state: 'open',
    ...(random.chance(0.8) && { floor: random.below(5) }),
    ...(random.chance(0.85) && { kind: random.pick(['plain', 'plain', 'plain', 'plain', 'asked', 'refused']) }),
    ...(random.chance(0.8) && { rooms: ['r1', 'r2', 'r3'].slice(0, 1 + random.below(3)) }),
  };
  const message = (what: Message['what'], count: number, change: Partial<Message> = {}): Message => ({
    id: `${id}-${count}`,
    what,
    at: new Date(start - 60_000 + count * 10_000).toISOString(),
    by: from,
    ticket: { id, from, ...fields },
    ...change,
  });
  const created = message('created', 0);
  const later = Array.from({ length: random.below(5) }, (_, index) => {
    const count = index + 1;
    if (random.chance(0.4)) {
      return message('commented', count, {
        comment: { id: `c${count}`, text: 'Still?' },
        by: random.pick([from, 'ann']),
      });
    }
    const change = random.pick([{ floor: random.below(5) }, { state: 'done' }, { state: 'gone' }, { state: 'open' }, { kind: 'plain' }, { kind: 'asked' }]); // prettier-ignore
    if (random.chance(0.1))
      return message('updated', count, { isWrong: true, ticket: { id, from, ...fields, floor: 'many' } });
    fields = { ...fields, ...change };
    return message('updated', count);
  });
  return [created, ...later];
}

/** Mostly as they were sent; now and then one overtakes another. */
function inSomeOrder(random: Random, messages: readonly Message[]): readonly Message[] {
  const late = new Map(
    messages.map((message, index) => [message, index + (random.chance(0.2) ? 1 + random.below(4) : 0)]),
  );
  return messages.toSorted((one, other) => (late.get(one) ?? 0) - (late.get(other) ?? 0));
}
