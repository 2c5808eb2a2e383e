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
  /** Everybody of whom there is something in a chain, whoever it is about: a checkpoint holds something of all of them. */
  readonly within: (stream: StreamId) => Set<string>;
  /** Everything that was remembered is found out anew. */
  readonly forgetAll: () => void;
}

const mostRemembered = 20_000;

/** Reads who is concerned from what the store holds: ids stay in the clear, so that this takes no key. */
export function streamPeople(store: Store, vocabulary: () => Vocabulary): StreamPeople {
  const about = new Map<StreamId, People>();
  const within = new Map<StreamId, Set<string>>();
  const remember = <Value>(map: Map<StreamId, Value>, stream: StreamId, value: Value): Value => {
    if (map.size >= mostRemembered) map.clear();
    map.set(stream, value);
    return value;
  };
  return {
    about(stream, commit) {
      if (stream.startsWith('ticket:')) return ticketPeople(store, vocabulary(), stream.slice('ticket:'.length), commit);
      if (!stream.startsWith('run:') && !stream.startsWith('session:')) return nobody;
      const known = about.get(stream);
      if (known !== undefined) return known;
      const own = commit.append.find((entry) => entry.stream === stream && commit.expect[stream] === null);
      if (own !== undefined) return peopleIn(own.body, vocabulary());
      const [first] = store.entries(stream, 0, 1);
      return first === undefined ? nobody : remember(about, stream, peopleIn(first.body, vocabulary()));
    },
    within: (stream) => within.get(stream) ?? remember(within, stream, sealedFor(store, stream)),
    forgetAll() {
      about.clear();
      within.clear();
    },
  };
}

function ticketPeople(store: Store, vocabulary: Vocabulary, ticket: string, commit: Commit): People {
  const facts = commit.tickets?.find(({ id }) => id === ticket)?.facts ?? store.ticket(ticket)?.facts;
  return facts === undefined ? nobody : peopleIn(facts, vocabulary);
}

/** For whom the boxes of a chain were sealed: those of its checkpoint, and of what came after it. */
function sealedFor(store: Store, stream: StreamId): Set<string> {
  const people = new Set<string>();
  const checkpoint = stream.startsWith('run:') ? store.checkpoint(stream.slice('run:'.length)) : null;
  const bodies = store.entries(stream, checkpoint?.sequence ?? 0).map(({ body }) => body);
  for (const record of checkpoint === null ? bodies : [checkpoint.state, ...bodies]) {
    const boxes = record['sealed'];
    if (isBoxes(boxes)) for (const subject of boxes.flatMap(({ by }) => by)) people.add(personOf(subject));
  }
  return people;
}
