import type { Json, JsonObject } from '@deskbook/policies';
import type { StreamId } from '../journal/journal-entry.ts';
import type { Commit, DeadLetter } from '../journal/store.ts';
import { peopleIn } from './people-in.ts';
import { checkpointPlace, entryPlace, letterPlace, parkedPlace, taskPlace, ticketPlace, timerPlace } from './places.ts';
import type { Place, Sealer } from './sealer.ts';
import { boxed, withBoxes } from './sealed-record.ts';
import type { StreamPeople } from './stream-people.ts';
import { type Emptied, type TakingOptions, takeOut } from './take-out.ts';
import type { Vocabulary } from './vocabulary.ts';

type People = ReadonlySet<string>;

/** What sealing a commit rests on. */
export interface Sealing {
  readonly vocabulary: Vocabulary;
  readonly people: StreamPeople;
  readonly sealer: Sealer;
}

/** Something of a commit, with the place it will have and whom it is about. */
interface Placed<Item> {
  readonly item: Item;
  readonly place: Place;
  readonly owners: People;
}

/** A commit whose parts have found their places. */
export interface PlacedCommit {
  readonly commit: Commit;
  readonly entries: readonly Placed<Commit['append'][number]>[];
  readonly tickets: readonly Placed<NonNullable<Commit['tickets']>[number]>[];
  readonly parked: readonly Placed<NonNullable<Commit['park']>[number]>[];
  readonly timers: readonly Placed<NonNullable<Commit['timers']>[number]>[];
  readonly tasks: readonly Placed<NonNullable<Commit['openTasks']>[number]>[];
  readonly letters: readonly Placed<DeadLetter>[];
  readonly checkpoints: readonly Placed<NonNullable<Commit['checkpoints']>[number]>[];
}

/** A commit without what is personal in it. `seal` puts that back, sealed, once everybody in `people` has a key. */
export interface EmptiedCommit {
  readonly people: People;
  /** Of whom there is something in each chain it appends to. */
  readonly within: ReadonlyMap<StreamId, People>;
  seal(): Commit;
}

/** Finds the place of everything in a commit, and whom it is about. */
export function placeCommit(commit: Commit, { vocabulary, people }: Omit<Sealing, 'sealer'>): PlacedCommit {
  const next = new Map<StreamId, number>();
  const about = (stream: StreamId): People => people.about(stream, commit);
  return {
    commit,
    entries: commit.append.map((item) => {
      const { stream, body } = item;
      const sequence = next.get(stream) ?? (commit.expect[stream]?.sequence ?? 0) + 1;
      next.set(stream, sequence + 1);
      return {
        item,
        place: entryPlace(stream, sequence, body),
        owners: both(about(stream), peopleIn(body, vocabulary)),
      };
    }),
    tickets: (commit.tickets ?? []).map((item) => ({
      item,
      place: ticketPlace(item.id),
      owners: peopleIn(item.facts, vocabulary),
    })),
    parked: (commit.park ?? []).map((item) => ({
      item,
      place: parkedPlace(item.id),
      owners: peopleIn(item.work, vocabulary),
    })),
    timers: (commit.timers ?? []).map((item) => ({
      item,
      place: timerPlace(item.id),
      owners: peopleIn(item.state, vocabulary),
    })),
    tasks: (commit.openTasks ?? []).map((item) => ({ item, place: taskPlace(item), owners: about(`run:${item.run}`) })),
    letters: (commit.deadLetters ?? []).map((item) => ({ item, place: letterPlace(item.id), owners: new Set() })),
    checkpoints: (commit.checkpoints ?? []).map((item) => ({
      item,
      place: checkpointPlace(item.run, item.sequence),
      owners: both(
        about(`run:${item.run}`),
        people.within(`run:${item.run}`, commit.expect[`run:${item.run}`]?.sequence ?? 0),
      ),
    })),
  };
}

const both = (one: People, other: People): People =>
  other.size === 0 ? one : one.size === 0 ? other : new Set([...one, ...other]);

/** The scopes a commit needs secrets of, and whom it is about as far as can be told at a glance. */
export function needsOf(placed: PlacedCommit): { readonly scopes: ReadonlySet<string>; readonly people: People } {
  const scopes = new Set<string>();
  const people = new Set<string>();
  const { entries, tickets, parked, timers, tasks, letters, checkpoints } = placed;
  for (const group of [entries, tickets, parked, timers, tasks, letters, checkpoints])
    for (const { place, owners } of group) {
      scopes.add(place.scope);
      for (const owner of owners) people.add(owner);
    }
  return { scopes, people };
}

/** Takes out of a commit what is personal. Needs the secrets of its scopes. */
export function emptyCommit({ commit, ...placed }: PlacedCommit, { vocabulary, sealer }: Sealing): EmptiedCommit {
  const people = new Set<string>();
  const within = new Map<StreamId, Set<string>>();
  const empty = <Value extends Json>(
    value: Value,
    owners: People,
    { scope }: Place,
    reading: TakingOptions['reading'],
  ): Emptied<Value> => {
    const emptied = takeOut(value, owners, { vocabulary, reading, pseudonym: (text) => sealer.pseudonym(scope, text) });
    for (const { owners: of } of emptied.taken) for (const owner of of) people.add(owner);
    return emptied;
  };
  const entries = placed.entries.map(({ item, place, owners }) => {
    const body = empty<JsonObject>(item.body, owners, place, 'structure');
    const of = within.get(item.stream) ?? new Set<string>();
    within.set(item.stream, of);
    for (const taken of body.taken) for (const owner of taken.owners) of.add(owner);
    return { item, place, body };
  });
  const tickets = placed.tickets.map(({ item, place, owners }) => ({
    item,
    place,
    facts: empty(item.facts, owners, place, 'facts'),
  }));
  const timers = placed.timers.map(({ item, place, owners }) => ({
    item,
    place,
    state: empty(item.state, owners, place, 'state'),
  }));
  const tasks = placed.tasks.map(({ item, place, owners }) => {
    const { title, details } = item;
    return { item, place, shown: empty({ title, details }, owners, place, 'structure') };
  });
  const checkpoints = placed.checkpoints.map(({ item, place, owners }) => ({
    item,
    place,
    owners: both(owners, within.get(`run:${item.run}`) ?? new Set()),
  }));
  for (const { owners } of [...placed.parked, ...checkpoints]) for (const owner of owners) people.add(owner);
  return {
    people,
    within,
    seal: () => ({
      ...commit,
      append: entries.map(({ item, place, body }) => ({
        ...item,
        body: withBoxes(body.value, body.taken, sealer, place) as typeof item.body,
      })),
      ...(commit.tickets && {
        tickets: tickets.map(({ item, place, facts }) => ({
          ...item,
          facts: withBoxes(facts.value, facts.taken, sealer, place),
        })),
      }),
      ...(commit.timers && {
        timers: timers.map(({ item, place, state }) => ({
          ...item,
          state: withBoxes(state.value, state.taken, sealer, place),
        })),
      }),
      ...(commit.openTasks && {
        openTasks: tasks.map(({ item, place, shown: { value, taken } }) => ({
          ...item,
          title: value.title,
          details: withBoxes(value.details, taken, sealer, place),
        })),
      }),
      ...(commit.park && {
        park: placed.parked.map(({ item, place, owners }) => ({
          ...item,
          work: boxed(item.work, owners, sealer, place),
        })),
      }),
      ...(commit.deadLetters && {
        deadLetters: placed.letters.map(({ item, place }) => sealLetter(item, sealer, place)),
      }),
      ...(commit.checkpoints && {
        checkpoints: checkpoints.map(({ item, place, owners }) => ({
          ...item,
          state: boxed(item.state, owners, sealer, place),
        })),
      }),
    }),
  };
}

/** Nobody knows whose data is in what could not be read: all of it is sealed, and can be erased by itself. */
function sealLetter(letter: DeadLetter, sealer: Sealer, place: Place): DeadLetter {
  const { headers, body, message } = letter;
  const box = boxed({ headers, body, message }, new Set(), sealer, place);
  return { ...letter, headers: {}, message: '', body: JSON.stringify(box) };
}
