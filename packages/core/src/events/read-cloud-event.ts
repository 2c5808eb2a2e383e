import { isDeskEventName } from '@deskbook/dsl/bundle';
import type { Bundle } from '@deskbook/dsl/bundle';
import { type Json, type JsonObject, parseInstant } from '@deskbook/policies';
import { Ajv, type ValidateFunction } from 'ajv';
import type { DeskEvent, DeskEventData, FactChange } from './desk-event.ts';
import { checkEventFacts } from './event-facts.ts';
import { findChanges } from './find-changes.ts';
import { type IntakePorts, type ReadResult, rejectedAs } from './intake-ports.ts';
import { OWN_SOURCE } from './own-event.ts';
import { normaliseFact } from './normalise-fact.ts';
import { CLOUD_EVENT_SCHEMA, type CloudEventShape } from './cloud-event-schema.ts';

let validator: ValidateFunction<CloudEventShape> | null = null;

/**
 * Reads a CloudEvent 1.0 (structured JSON) whose data already speaks the bundle's facts: `{ ticket: { … }, … }`, or the same
 * under `facts` with `changes`, `created` and `actor` beside it. It is taken at its word: hand over only what comes from
 * where you trust. Whether it is the desk's own doing is believed of the host alone (`trusted`).
 */
export function readCloudEvent(bundle: Bundle, payload: Json, ports: IntakePorts, trusted: boolean): ReadResult {
  const valid = (validator ??= new Ajv({ allErrors: false }).compile<CloudEventShape>(CLOUD_EVENT_SCHEMA));
  if (!valid(payload)) {
    const [error] = valid.errors ?? [];
    return rejectedAs('invalid_event', `the CloudEvent ${error?.message ?? 'is not valid'}`, error?.instancePath);
  }
  // Whoever may send as a source whose messages are signed could have its own taken for duplicates, unread.
  if (!trusted && Object.hasOwn(bundle.sources, payload.source))
    return rejectedAs('invalid_event', `messages of \`${payload.source}\` come in as that source, and are verified`, '/source'); // prettier-ignore
  // Nobody outside tells what the desk itself has done, or what time has brought about.
  if (payload.source === OWN_SOURCE || isDeskEventName(payload.type))
    return rejectedAs('invalid_event', `only the desk itself tells of \`${payload.type}\``, '/type');
  const time = payload.time === undefined ? Date.parse(ports.now) : parseInstant(payload.time);
  if (time === undefined) return rejectedAs('invalid_event', '`time` is no time with an offset', '/time');
  const data = dataOf(bundle, payload.data);
  const checked = checkEventFacts(bundle.facts, data.facts);
  if (!checked.ok) return rejectedAs('invalid_event', `\`${checked.fact}\` ${checked.message}`, pointerOf(payload.data, checked.fact)); // prettier-ignore
  return toEvent(bundle, payload, { data, facts: checked.facts, time: new Date(time).toISOString() }, ports, trusted);
}

type BareData = Partial<DeskEventData> & { readonly facts: JsonObject };

/** Data is the facts themselves, unless it has `facts`. */
const isWrapped = (data: JsonObject): boolean => Object.hasOwn(data, 'facts');

function dataOf(bundle: Bundle, data: JsonObject): BareData {
  if (isWrapped(data) && !Object.hasOwn(bundle.facts.roots, 'facts')) return data as unknown as BareData;
  return { facts: data };
}

const pointerOf = (data: JsonObject, fact: string): string =>
  `/data${isWrapped(data) ? '/facts' : ''}/${fact.replaceAll('.', '/')}`;

function toEvent(
  bundle: Bundle,
  event: CloudEventShape,
  told: { readonly data: BareData; readonly facts: JsonObject; readonly time: string },
  ports: IntakePorts,
  trusted: boolean,
): ReadResult {
  const { data, facts, time } = told;
  const ticket = (facts['ticket'] ?? {}) as JsonObject;
  const id = typeof ticket['id'] === 'string' ? ticket['id'] : null;
  const created = data.created ?? event.type === 'ticket.created';
  const given = normaliseChanges(bundle, data.changes ?? []);
  if ('rejected' in given) return given.rejected;
  const recorded = id === null ? null : ports.recorded(id);
  const old = recorded !== null && Date.parse(time) < Date.parse(recorded.time);
  const compared = created ? [] : findChanges({ kind: 'compare' }, null, { time, facts: ticket }, recorded);
  const read: DeskEvent = {
    specversion: '1.0',
    id: event.id,
    source: event.source,
    type: event.type,
    // What is about a ticket is kept under that ticket's id, whatever the sender calls its subject.
    subject: id ?? event.subject ?? null,
    time,
    data: {
      facts,
      changes: data.changes === undefined || old ? compared : given.changes,
      created,
      actor: data.actor ?? null,
      own: trusted ? (data.own ?? null) : null,
    },
  };
  return { status: 'read', events: [read] };
}

type Given = { readonly changes: readonly FactChange[] } | { readonly rejected: ReadResult };

/** Changes in the bundle's spelling, each of a fact a ticket has. */
function normaliseChanges(bundle: Bundle, changes: readonly FactChange[]): Given {
  const normal: FactChange[] = [];
  for (const [index, change] of changes.entries()) {
    const [root = '', name = ''] = change.fact.split('.');
    const fields = Object.hasOwn(bundle.facts.records, root) ? (bundle.facts.records[root] ?? {}) : {};
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const pointer = `/data/changes/${index}`;
    if (field === undefined) return { rejected: rejectedAs('invalid_event', `\`${change.fact}\` is not a fact of this bundle`, pointer) }; // prettier-ignore
    const to = normaliseFact(field, change.to, change.fact);
    const from = change.from === undefined ? null : normaliseFact(field, change.from, change.fact);
    if (!to.ok) return { rejected: rejectedAs('invalid_event', `\`${to.path}\` ${to.message}`, pointer) };
    if (from !== null && !from.ok) return { rejected: rejectedAs('invalid_event', `\`${from.path}\` ${from.message}`, pointer) }; // prettier-ignore
    normal.push({ fact: change.fact, to: to.value, ...(from === null ? {} : { from: from.value }) });
  }
  return { changes: normal };
}
