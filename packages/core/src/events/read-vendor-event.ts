import type { Bundle, Extraction, SourceMapping } from '@deskbook/dsl/bundle';
import { type Json, type JsonObject, parseInstant } from '@deskbook/policies';
import { sha256 } from '../journal/link-entry.ts';
import type { RawEvent } from '../ports/help-desk.ts';
import type { DeskEvent } from './desk-event.ts';
import { checkEventFacts } from './event-facts.ts';
import { type Extracted, type ExtractionContext, extract, placeOf } from './extract.ts';
import { findChanges } from './find-changes.ts';
import { type PeopleFinder, findPeople } from './find-people.ts';
import { type IntakePorts, type ReadResult, rejectedAs } from './intake-ports.ts';
import { matchesPayload } from './match-payload.ts';
import { recogniseOwn } from './own-doing.ts';
import { parsePayload } from './parse-payload.ts';
import { verifySignature } from './verify-signature.ts';

/** Everything the reading of one message has in hand. */
interface Reading {
  readonly bundle: Bundle;
  readonly mapping: SourceMapping;
  readonly raw: RawEvent;
  readonly payload: Json;
  readonly people: PeopleFinder;
  readonly ports: IntakePorts;
}

/**
 * Reads a vendor's message by its source's mapping: signature first, over the exact bytes; then JSON, within limits; then what
 * it is; then its facts, in the bundle's spelling.
 */
export async function readVendorEvent(
  bundle: Bundle,
  mapping: SourceMapping,
  raw: RawEvent,
  ports: IntakePorts,
): Promise<ReadResult> {
  const refused = raw.verified === true ? null : await verifySignature(mapping.verify, raw, ports.secrets, ports.now);
  if (refused !== null) return { status: 'rejected', rejection: refused };
  const parsed = parsePayload(raw.body);
  if (!parsed.ok) return { status: 'rejected', rejection: parsed.rejection };
  const { payload } = parsed;
  const types = mapping.emits
    .filter(({ when }) => matchesPayload(when, payload, raw.headers))
    .map(({ event }) => event);
  const [first, ...others] = [...new Set(types)];
  if (first === undefined) return unmatched(mapping, payload, raw);
  return readFacts({ bundle, mapping, raw, payload, people: findPeople(ports.directory), ports }, [first, ...others]);
}

function unmatched(mapping: SourceMapping, payload: Json, raw: RawEvent): ReadResult {
  const ignored = mapping.ignore.some((match) => matchesPayload(match, payload, raw.headers));
  if (ignored) return { status: 'ignored', reason: `\`${mapping.id}\` ignores messages like this` };
  return rejectedAs('unknown_event', `\`${mapping.id}\` neither emits an event for this message nor ignores it`);
}

async function readFacts(reading: Reading, types: readonly [string, ...string[]]): Promise<ReadResult> {
  const { mapping, bundle, people } = reading;
  const id = await identify(reading);
  if ('rejected' in id) return id.rejected;
  const time = await required(reading, mapping.event.time, 'event.time');
  if ('rejected' in time) return time.rejected;
  const at = parseInstant(time.text);
  if (at === undefined) return rejectedAs('not_mapped', '`event.time` is no time', placeOf(mapping.event.time));
  const brought = await extractFacts(reading);
  if (!brought.ok) return brought.result;
  const checked = checkEventFacts(bundle.facts, brought.facts);
  if (!checked.ok) return invalid(reading, checked.fact, checked.message);
  const actor = await actorOf(reading);
  return toEvents(reading, types, {
    id: id.text,
    time: new Date(at).toISOString(),
    facts: checked.facts,
    actor,
    people,
  });
}

/** A message that has no id of its own is known by its bytes: sent again, it is the same event. */
async function identify(reading: Reading): Promise<Required> {
  const found = await extract(reading.mapping.event.id, contextOf(reading, 'event.id'));
  if (found.ok && (found.value === undefined || found.value === null)) return { text: sha256(reading.raw.body) };
  return required(reading, reading.mapping.event.id, 'event.id');
}

type Required = { readonly text: string } | { readonly rejected: ReadResult };

async function required(reading: Reading, extraction: Extraction, name: string): Promise<Required> {
  const found = await extract(extraction, contextOf(reading, name));
  if (!found.ok) return { rejected: rejectedAs('not_mapped', `\`${name}\` ${found.message}`, found.pointer) };
  if (typeof found.value === 'string' && found.value !== '') return { text: found.value };
  if (typeof found.value === 'number') return { text: String(found.value) };
  return { rejected: rejectedAs('not_mapped', `\`${name}\` is missing`, placeOf(extraction)) };
}

const contextOf = ({ payload, raw, ports, people }: Reading, fact: string): ExtractionContext => ({
  payload,
  headers: raw.headers,
  received: ports.now,
  person: (scheme, account) => people.person(fact, scheme, account),
});

type Brought = { readonly ok: true; readonly facts: JsonObject } | { readonly ok: false; readonly result: ReadResult };

/** What has an id to be known by is there when the message holds one: most messages bring no comment. */
async function isThere(reading: Reading, id: Extraction): Promise<boolean> {
  const found = await extract(id, contextOf(reading, ''));
  return !found.ok || (found.value !== undefined && found.value !== null);
}

/** Every mapped fact; what the message does not hold is left out, and what it says there is none of is null. */
async function extractFacts(reading: Reading): Promise<Brought> {
  const facts: [string, JsonObject][] = [];
  for (const [root, fields] of Object.entries(reading.mapping.facts)) {
    if (root !== 'ticket' && fields['id'] !== undefined && !(await isThere(reading, fields['id']))) continue;
    const record: [string, Json][] = [];
    for (const [field, extraction] of Object.entries(fields)) {
      const fact = `${root}.${field}`;
      const found: Extracted = await extract(extraction, contextOf(reading, fact));
      if (!found.ok)
        return { ok: false, result: rejectedAs('not_mapped', `\`${fact}\` ${found.message}`, found.pointer) };
      if (found.value !== undefined) record.push([field, found.value]);
    }
    if (record.some(([, value]) => value !== null)) facts.push([root, Object.fromEntries(record)]);
  }
  return { ok: true, facts: Object.fromEntries(facts) };
}

function invalid({ mapping }: Reading, fact: string, message: string): ReadResult {
  const [root = '', field = ''] = fact.split('.');
  const fields = Object.hasOwn(mapping.facts, root) ? (mapping.facts[root] ?? {}) : {};
  const extraction = Object.hasOwn(fields, field) ? fields[field] : undefined;
  return rejectedAs('invalid_event', `\`${fact}\` ${message}`, extraction === undefined ? '' : placeOf(extraction));
}

async function actorOf(reading: Reading): Promise<string | null> {
  const { actor } = reading.mapping.event;
  if (actor === null) return null;
  const found = await extract(actor, contextOf(reading, 'event.actor'));
  return found.ok && typeof found.value === 'string' ? found.value : null;
}

interface Told {
  readonly id: string;
  readonly time: string;
  readonly facts: JsonObject;
  readonly actor: string | null;
  readonly people: PeopleFinder;
}

/** One event for each type. They share everything but the type; those after the first carry it in their id. */
function toEvents(reading: Reading, types: readonly [string, ...string[]], told: Told): ReadResult {
  const { bundle, mapping, payload, ports } = reading;
  const ticket = (told.facts['ticket'] ?? {}) as JsonObject;
  const subject = typeof ticket['id'] === 'string' ? ticket['id'] : null;
  const recorded = subject === null ? null : ports.recorded(subject);
  const knownAs = Object.hasOwn(bundle.robot.knownAs, mapping.id) ? bundle.robot.knownAs[mapping.id] : undefined;
  const account = told.people.accountOf('event.actor');
  const own = recogniseOwn(knownAs, { account, person: told.actor }, told.facts, ports.runBehind);
  const unresolved = told.people.unresolved();
  const event = (type: string, id: string): DeskEvent => {
    const created = type === 'ticket.created';
    const changes = created ? [] : findChanges(mapping.changes, payload, { time: told.time, facts: ticket }, recorded);
    return {
      specversion: '1.0',
      id,
      source: mapping.id,
      type,
      subject,
      time: told.time,
      data: {
        facts: told.facts,
        changes,
        created,
        actor: told.actor,
        own,
        ...(unresolved.length === 0 ? {} : { unresolved }),
      },
    };
  };
  const [first, ...others] = types;
  return {
    status: 'read',
    events: [event(first, told.id), ...others.map((type) => event(type, `${told.id}/${type}`))],
  };
}
