import type { Json, JsonObject } from '@deskbook/policies';
import { OWN_EVENT } from '../execution/own-events.ts';
import { isRecord } from '../facts/is-record.ts';
import type { JournalEntry, StreamId } from '../journal/journal-entry.ts';
import type { DeadLetter, Parked, RunRecord, TaskRecord } from '../journal/store.ts';
import { personOf } from './person-keys.ts';
import type { PrivateStore } from './private-store.ts';
import { isBoxes } from './sealer.ts';

/** Everything a store holds of one person, in the clear and as JSON, in the order it came. */
export interface PersonData {
  readonly person: string;
  /** E-mail addresses and names under which they were looked for besides their id. */
  readonly knownAs: readonly string[];
  /** Runs that they asked for, or in which there is something of theirs. */
  readonly runs: readonly RunRecord[];
  readonly tickets: readonly { readonly id: string; readonly time: string; readonly facts: JsonObject }[];
  readonly tasks: readonly TaskRecord[];
  /** Entries of the journal that are about them, name them, or hold what they said. */
  readonly entries: readonly JournalEntry[];
  /** Where one of their names or addresses stands in an entry that is about others. */
  readonly mentions: readonly { readonly stream: StreamId; readonly sequence: number }[];
  /** Messages that could not be used, in which their id, name or address stands. */
  readonly rejected: readonly DeadLetter[];
  /** Starts and events of theirs that wait. */
  readonly waiting: readonly Parked[];
}

/** The kinds under which work is parked. */
const parkedKinds = ['queued', 'held', 'postponed', OWN_EVENT];

/**
 * Gathers everything a store holds of a person. Their e-mail addresses are found in the mails they were sent; names by which a text
 * may speak of them are given by whoever asks, as the store does not know them.
 */
export function personData(
  store: PrivateStore,
  person: string,
  options: { readonly knownAs?: readonly string[] } = {},
): PersonData {
  const entries: JournalEntry[] = [];
  const addresses = new Set(options.knownAs);
  const runs = new Set<string>();
  for (const stream of store.streams('')) {
    const sealed = store.sealed.entries(stream);
    for (const [index, entry] of store.entries(stream).entries()) {
      const raw = sealed[index]?.body ?? entry.body;
      if (!isOf(raw, person) && entry.cause !== `person:${person}` && !names(entry.body, person)) continue;
      entries.push(entry);
      addressesIn(entry.body, person, addresses);
      if (stream.startsWith('run:')) runs.add(stream.slice('run:'.length));
    }
  }
  const knownAs = [...addresses].sort();
  const looksLike = mentionOf([person, ...knownAs]);
  const isMentioned = mentionOf(knownAs);
  const own = new Set(entries.map(({ hash }) => hash));
  return {
    person,
    knownAs,
    runs: store.runs({}).filter(({ run, requester }) => requester === person || runs.has(run)),
    tickets: [...store.tickets()].filter(
      ({ id, facts }) => names(facts, person) || isOf(store.sealed.ticket(id)?.facts ?? {}, person),
    ),
    tasks: store
      .tasks({})
      .filter(
        ({ task, assignees }) => assignees.includes(person) || isOf(store.sealed.task(task)?.details ?? {}, person),
      ),
    entries,
    mentions: store.streams('').flatMap((stream) =>
      store
        .entries(stream)
        .filter(({ body, hash }) => !own.has(hash) && isMentioned(JSON.stringify(body)))
        .map(({ sequence }) => ({ stream, sequence })),
    ),
    rejected: store
      .deadLetters()
      .filter(({ body, message, headers }) => looksLike(`${body}\n${message}\n${JSON.stringify(headers)}`)),
    waiting: parkedKinds
      .flatMap((kind) => store.parked(kind))
      .filter(({ work }) => names(work, person) || looksLike(JSON.stringify(work))),
  };
}

/** Whether one of a record's boxes was sealed for them. */
function isOf({ sealed }: JsonObject, person: string): boolean {
  return isBoxes(sealed) && sealed.some(({ by }) => by.some((subject) => personOf(subject) === person));
}

/** Whether their id stands in a value, as a text of its own. */
function names(value: Json | undefined, person: string): boolean {
  if (Array.isArray(value)) return value.some((item: Json) => names(item, person));
  return isRecord(value) ? Object.values(value).some((part) => names(part, person)) : value === person;
}

/** Mails say to whom they went, and at the same place in another list, to which address. */
function addressesIn(value: Json | undefined, person: string, found: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) addressesIn(item as Json, person, found);
  if (!isRecord(value)) return;
  for (const line of ['to', 'cc']) {
    const [people, addresses] = [value[line], value[`${line}_addresses`]];
    if (!Array.isArray(people) || !Array.isArray(addresses) || people.length !== addresses.length) continue;
    const address: unknown = addresses[people.indexOf(person)];
    if (typeof address === 'string') found.add(address);
  }
  for (const part of Object.values(value)) addressesIn(part, person, found);
}

/** Tells whether one of these stands in a text, with no letter or digit around it; JSON may have written it with escapes. */
function mentionOf(wanted: readonly string[]): (text: string) => boolean {
  const words = wanted
    .flatMap((each) => [each, JSON.stringify(each).slice(1, -1), asciiJson(each)])
    .map((word) => word.toLowerCase());
  return (text) => {
    const lower = text.toLowerCase();
    return words.some((word) => word !== '' && standsIn(lower, word));
  };
}

function standsIn(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const [before = '', after = ''] = [text[at - 1], text[at + word.length]];
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
}

/** As JSON writes it that keeps to ASCII. */
const asciiJson = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.replaceAll(/[^\u0000-\u007f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
