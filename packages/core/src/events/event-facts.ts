import type { FactModel } from '@deskbook/dsl/bundle';
import type { Json, JsonObject } from '@deskbook/policies';
import { isRecord } from '../facts/is-record.ts';
import { normaliseRecord } from './normalise-fact.ts';

/** The roots an event may bring. Who somebody is and what may be done is never told by an event. */
export const EVENT_ROOTS: readonly string[] = ['ticket', 'request', 'comment'];

/** An event's facts in the bundle's spelling, or the fact that is wrong. */
export type EventFacts =
  | { readonly ok: true; readonly facts: JsonObject }
  | { readonly ok: false; readonly fact: string; readonly message: string };

/** Holds what an event brought against the bundle's vocabulary. A ticket needs an id; everything else may be absent. */
export function checkEventFacts(model: FactModel, brought: JsonObject): EventFacts {
  const facts: [string, Json][] = [];
  for (const [root, record] of Object.entries(brought)) {
    const fields = EVENT_ROOTS.includes(root) ? fieldsOf(model, root) : undefined;
    if (fields === undefined) return { ok: false, fact: root, message: 'cannot be brought by an event' };
    if (!isRecord(record)) return { ok: false, fact: root, message: 'is not a record' };
    const normal = normaliseRecord(fields, record, root);
    if (!normal.ok) return { ok: false, fact: normal.path, message: normal.message };
    facts.push([root, normal.value]);
  }
  const normal = Object.fromEntries(facts);
  const { ticket } = normal;
  if (ticket !== undefined && !(isRecord(ticket) && isId(ticket['id'])))
    return { ok: false, fact: 'ticket.id', message: 'is missing' };
  return { ok: true, facts: normal };
}

const isId = (id: Json | undefined): boolean => typeof id === 'string' && id !== '';

function fieldsOf(model: FactModel, root: string): FactModel['records'][string] | undefined {
  const type = Object.hasOwn(model.roots, root) ? (model.roots[root]?.type ?? root) : root;
  return Object.hasOwn(model.records, type) ? model.records[type] : undefined;
}
