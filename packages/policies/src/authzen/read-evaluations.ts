import type { Json, JsonObject } from '../json.ts';
import type { Evaluations, EvaluationsSemantic } from './authzen-model.ts';
import { part, readEvaluation, readObject, wrong } from './read-evaluation.ts';
import { isObject } from './read-json.ts';
import type { ReadResult } from './read-json.ts';

/** How many questions one request may ask. */
const MAX_EVALUATIONS = 1_000;
const SHARED = ['subject', 'action', 'resource', 'context'] as const;
const ENTITIES = new Set<string>(['subject', 'resource']);
const IDENTITY = ['type', 'id'] as const;
const SEMANTICS = new Set<string>(['execute_all', 'deny_on_first_deny', 'permit_on_first_permit']);

/**
 * Reads several questions; one that is malformed is no error of the request. What the request itself says of subject, action, resource and context holds for each question that does not
 * say it. `null`: it has no list of questions, or an empty one, and is one question itself.
 */
export function readEvaluations(body: JsonObject): ReadResult<Evaluations | null> {
  const list = part(body, 'evaluations');
  if (list !== undefined && !isList(list)) return wrong('`evaluations` must be a list');
  const semantic = readSemantic(part(body, 'options'));
  if (!semantic.ok) return semantic;
  if (list === undefined || list.length === 0) return { ok: true, value: null };
  if (list.length > MAX_EVALUATIONS) return wrong(`\`evaluations\` has more than ${MAX_EVALUATIONS} entries`);
  const evaluations = list.map((item) => readOne(body, item));
  return { ok: true, value: { evaluations, semantic: semantic.value } };
}

function readOne(body: JsonObject, item: Json): Evaluations['evaluations'][number] {
  const read = isObject(item) ? readEvaluation(withDefaults(body, item)) : wrong('it must be an object');
  return read.ok ? read.value : { malformed: read.message };
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** A question with what it leaves to the request. A part is taken whole, but for a type or an id that it leaves out. */
function withDefaults(body: JsonObject, item: JsonObject): JsonObject {
  const merged: { [name: string]: Json } = {};
  for (const name of SHARED) {
    const value = Object.hasOwn(item, name) ? item[name] : part(body, name);
    if (value !== undefined) merged[name] = ENTITIES.has(name) ? identified(value, part(body, name)) : value;
  }
  return merged;
}

/** A subject or a resource with the type and the id of the request's own where it says none. Properties are never merged. */
function identified(value: Json, shared: Json | undefined): Json {
  if (!isObject(value) || !isObject(shared)) return value;
  const names = IDENTITY.filter((name) => Object.hasOwn(shared, name) && !Object.hasOwn(value, name));
  return { ...value, ...Object.fromEntries(names.map((name) => [name, shared[name] ?? null])) };
}

function readSemantic(value: Json | undefined): ReadResult<EvaluationsSemantic> {
  const options = readObject(value, 'options');
  if (!options.ok) return options;
  const semantic = part(options.value, 'evaluations_semantic') ?? 'execute_all';
  return isSemantic(semantic)
    ? { ok: true, value: semantic }
    : wrong('`options.evaluations_semantic` must be execute_all, deny_on_first_deny or permit_on_first_permit');
}

function isSemantic(value: Json): value is EvaluationsSemantic {
  return typeof value === 'string' && SEMANTICS.has(value);
}
