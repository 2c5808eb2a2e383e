import type { JsonObject } from '@deskbook/policies';
import type { StreamId } from '../journal/journal-entry.ts';
import type { Commit, Store } from '../journal/store.ts';
import { peopleIn } from './people-in.ts';
import { personOf } from './person-keys.ts';
import { isBoxes } from './sealer.ts';
import type { Vocabulary } from './vocabulary.ts';

type People = ReadonlySet<string>;
const nobody: People = new Set();

/** Whom the chains of a store are about. What was found out is remembered for as many chains as are in use at once. */
export interface StreamPeople {
  /** Whom a run, a session or a ticket is about, as it began or is recorded: everything in it is about them. */
  readonly about: (stream: StreamId, commit: Commit) => People;
  /** Everybody of whom there is something in a chain up to an entry, whoever it is about: a checkpoint holds something of all of them. */
  readonly within: (stream: StreamId, upTo: number) => People;
  /** Remembers of whom there is something in the entries that were just appended: after this one, up to that one. */
  readonly appended: (stream: StreamId, after: number, upTo: number, people: People) => void;
}

/** Of whom there is something in a chain, as far as that was looked at. */
interface Within {
  readonly upTo: number;
  readonly people: ReadonlySet<string>;
}

const mostRemembered = 20_000;

/** Reads who is concerned from what the store holds: ids stay in the clear, so that this takes no key. */
export function streamPeople(store: Store, vocabulary: () => Vocabulary): StreamPeople {
  const about = new Map<StreamId, People>();
  const within = new Map<StreamId, Within>();
  const remember = <Value>(map: Map<StreamId, Value>, stream: StreamId, value: Value): Value => {
    if (map.size >= mostRemembered) map.clear();
    map.set(stream, value);
    return value;
  };
  return {
    about(stream, commit) {
      if (stream.startsWith('ticket:'))
        return ticketPeople(store, vocabulary(), stream.slice('ticket:'.length), commit);
      if (!stream.startsWith('run:') && !stream.startsWith('session:')) return nobody;
      const known = about.get(stream);
      if (known !== undefined) return known;
      const own = commit.append.find((entry) => entry.stream === stream && commit.expect[stream] === null);
      if (own !== undefined) return peopleIn(own.body, vocabulary());
      const [first] = store.entries(stream, 0, 1);
      return first === undefined
        ? nobody
        : remember(about, stream, new Set([...peopleIn(first.body, vocabulary()), ...sealedIn(first.body)]));
    },
    within(stream, upTo) {
      const known = within.get(stream);
      // Others may have written since: what they appended is looked at as well.
      if (known !== undefined && known.upTo >= upTo) return known.people;
      const people = sealedFor(store, stream, known ?? null);
      return remember(within, stream, { upTo, people }).people;
    },
    appended(stream, after, upTo, people) {
      const known = after === 0 ? { upTo: 0, people: nobody } : within.get(stream);
      if (known?.upTo !== after) return;
      remember(within, stream, { upTo, people: new Set([...known.people, ...people]) });
    },
  };
}

function ticketPeople(store: Store, vocabulary: Vocabulary, ticket: string, commit: Commit): People {
  const facts = commit.tickets?.find(({ id }) => id === ticket)?.facts ?? store.ticket(ticket)?.facts;
  return facts === undefined ? nobody : peopleIn(facts, vocabulary);
}

/** For whom the boxes of a chain were sealed: those of its checkpoint and of what came after it, or of what came after what is known. */
function sealedFor(store: Store, stream: StreamId, known: Within | null): ReadonlySet<string> {
  const people = new Set<string>(known?.people);
  const checkpoint = known === null && stream.startsWith('run:') ? store.checkpoint(stream.slice('run:'.length)) : null;
  const bodies = store.entries(stream, known?.upTo ?? checkpoint?.sequence ?? 0).map(({ body }) => body);
  for (const record of checkpoint === null ? bodies : [checkpoint.state, ...bodies])
    for (const person of sealedIn(record)) people.add(person);
  return people;
}

/** For whom a record's boxes were sealed. */
function sealedIn({ sealed }: JsonObject): readonly string[] {
  return isBoxes(sealed) ? sealed.flatMap(({ by }) => by.map(personOf)) : [];
}
