import type { Json, JsonObject } from '../json.ts';
import type { AuthzenAction, AuthzenEntity, Evaluation } from './authzen-model.ts';
import { isObject } from './read-json.ts';
import type { ReadResult } from './read-json.ts';

/** How long a type, an id or a name may be. */
const MAX_TEXT = 2_000;

/** Some of the body's own parts; one that is absent is `undefined`. */
export function part(body: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(body, name) ? body[name] : undefined;
}

/** Reads one question. Parts that are unknown are passed over, as the standard asks. */
export function readEvaluation(body: JsonObject): ReadResult<Evaluation> {
  const subject = readEntity(part(body, 'subject'), 'subject', true);
  if (!subject.ok) return subject;
  const action = readAction(part(body, 'action'));
  if (!action.ok) return action;
  const resource = readEntity(part(body, 'resource'), 'resource', true);
  if (!resource.ok) return resource;
  const context = readObject(part(body, 'context'), 'context');
  if (!context.ok) return context;
  return {
    ok: true,
    value: { subject: subject.value, action: action.value, resource: resource.value, context: context.value },
  };
}

/** Reads a subject or a resource. Where it is what is searched for it needs no id, and one it has is passed over. */
export function readEntity(
  value: Json | undefined,
  name: 'subject' | 'resource',
  identified: boolean,
): ReadResult<AuthzenEntity> {
  if (!isObject(value)) return wrong(`\`${name}\` must be an object`);
  const type = readText(part(value, 'type'), `${name}.type`);
  if (!type.ok) return type;
  const id = identified ? readText(part(value, 'id'), `${name}.id`) : { ok: true as const, value: '' };
  if (!id.ok) return id;
  const properties = readObject(part(value, 'properties'), `${name}.properties`);
  return properties.ok
    ? { ok: true, value: { type: type.value, id: id.value, properties: properties.value } }
    : properties;
}

/** Reads an action. */
export function readAction(value: Json | undefined): ReadResult<AuthzenAction> {
  if (!isObject(value)) return wrong('`action` must be an object');
  const name = readText(part(value, 'name'), 'action.name');
  if (!name.ok) return name;
  const properties = readObject(part(value, 'properties'), 'action.properties');
  return properties.ok ? { ok: true, value: { name: name.value, properties: properties.value } } : properties;
}

/** Reads an object that may be absent. */
export function readObject(value: Json | undefined, name: string): ReadResult<JsonObject> {
  if (value === undefined) return { ok: true, value: {} };
  return isObject(value) ? { ok: true, value } : wrong(`\`${name}\` must be an object`);
}

function readText(value: Json | undefined, name: string): ReadResult<string> {
  if (typeof value !== 'string' || value === '') return wrong(`\`${name}\` must be a text`);
  if (value.length > MAX_TEXT) return wrong(`\`${name}\` is longer than ${MAX_TEXT} characters`);
  return value.isWellFormed() ? { ok: true, value } : wrong(`\`${name}\` has half of a character pair`);
}

/** A refusal to read on. */
export function wrong(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
