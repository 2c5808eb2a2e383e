import type { FactPath } from '@deskbook/policies';
import type { FactModel, FactType } from '../bundle/fact-model.ts';
import type { Field, Fields } from '../bundle/field.ts';
import { givenBy, isFound } from './found-roots.ts';
import { suggestion } from './suggestion.ts';

/**
 * Which facts may be named at a place: one field per root. A root that holds a record is a field of type `record`
 * (`requester` is a record, `ticket.requester` an id); a `json` field, or a record without `fields`, takes any path below it.
 */
export interface Scope {
  readonly model: FactModel;
  readonly roots: Fields;
  /** Inside `some` and `every`, where paths start at a record: what a record is compared with still starts out here. */
  readonly around?: Fields;
}

/** Why a path names no fact. */
export interface FactProblem {
  readonly message: string;
  readonly help: string | null;
}

export type FactResolution =
  | { readonly ok: true; readonly fact: FactType }
  | { readonly ok: false; readonly problem: FactProblem };

/** A scope of the model's own roots (all of them, or those named), with further ones that win. */
export function modelScope(model: FactModel, more: Fields = {}, only?: readonly string[]): Scope {
  const roots: { [root: string]: Field } = {};
  for (const [name, root] of Object.entries(model.roots)) {
    const wanted = only === undefined || only.includes(name);
    if (wanted && isFound(model, name, more)) roots[name] = rootField(model, root.type);
  }
  return { model, roots: { ...roots, ...more } };
}

/** The same scope with further roots, which win over those of the same name. With a form or an input come the roots found by it. */
export function extendScope({ model, roots }: Scope, more: Fields): Scope {
  const all = { ...roots, ...more };
  const found: { [root: string]: Field } = {};
  for (const [name, root] of Object.entries(model.roots)) {
    if (!isFound(model, name, roots) && isFound(model, name, all)) found[name] = rootField(model, root.type);
  }
  return { model, roots: { ...roots, ...found, ...more } };
}

/** A scope whose paths start at a record itself: the body of `some` and `every`. */
export function recordScope(scope: Scope, fields: Fields): Scope {
  return { model: scope.model, roots: fields, around: scope.around ?? scope.roots };
}

/** A root that holds a record with these fields: `recordRoot(workflow.input)`. */
export function recordRoot(fields: Fields, optional = false): Field {
  return { type: 'record', list: false, optional, personal: false, secret: false, future: false, fields };
}

/** The field of a root of this type: a record of the model, or a plain value (`now` is a `time`). */
export function rootField(model: FactModel, type: string): Field {
  const fields = Object.hasOwn(model.records, type) ? model.records[type] : undefined;
  if (fields !== undefined) return recordRoot(fields);
  return { ...recordRoot({}), type: type === 'time' ? 'time' : 'json' };
}

/**
 * Finds a dotted path. The field that comes back is `optional` when anything on the way is.
 *
 * @example
 * resolveFact(scope, 'ticket.prioritty'); // { ok: false, problem: { message: 'there is no fact `ticket.prioritty`', help: 'did you mean `ticket.priority`' } }
 */
export function resolveFact(scope: Scope, path: FactPath): FactResolution {
  const [root = '', ...rest] = path.split('.');
  const start = own(scope.roots, root);
  if (start === undefined) return unfound(scope, path, root) ?? unknown(path, '', root, scope.roots);
  return walk(scope, path, start, rest);
}

/** A root that is found by a form or an input, where there is none. */
function unfound({ model, roots }: Scope, path: FactPath, root: string): FactResolution | null {
  const from = Object.hasOwn(model.roots, root) ? model.roots[root]?.from : undefined;
  if (from === undefined || isFound(model, root, roots)) return null;
  return problem(path, `\`${root}\` is found by \`${from}\`, which is not known here`);
}

function walk(scope: Scope, path: FactPath, start: Field, rest: readonly string[]): FactResolution {
  let field = start;
  let optional = start.optional;
  let personal = start.personal;
  let secret = start.secret;
  for (const [index, segment] of rest.entries()) {
    if (segment === '') return problem(path, 'write names joined by single dots');
    const reached = path.split('.', index + 1).join('.');
    if (isOpen(field)) return { ok: true, fact: { path, field: { ...openField, optional: true } } };
    if (field.list) return problem(path, `\`${reached}\` is a list; use \`some\` or \`every\` to speak of its records`);
    if (field.type !== 'record') return problem(path, helpBelow(scope, reached, field, rest.slice(index)));
    const next = own(field.fields ?? {}, segment);
    if (next === undefined) return unknown(path, `${reached}.`, segment, field.fields ?? {});
    field = next;
    optional ||= next.optional;
    personal ||= next.personal;
    secret ||= next.secret;
  }
  return { ok: true, fact: { path, field: { ...field, optional, personal, secret } } };
}

const openField: Field = { type: 'json', list: false, optional: true, personal: false, secret: false, future: false };

/** Whether any path below a field is accepted, because nothing is known of what it holds. */
function isOpen(field: Field): boolean {
  return field.type === 'json' || (field.type === 'record' && field.fields === undefined);
}

/** What to write instead of reading through an id: the root that holds the record, or how to declare one. */
function helpBelow(scope: Scope, reached: FactPath, field: Field, rest: readonly string[]): string {
  if (!Object.hasOwn(scope.model.records, field.type)) return `\`${reached}\` is a ${field.type} and has no parts`;
  const root = Object.entries(scope.model.roots).find(([, candidate]) => candidate.from === reached)?.[0];
  if (root !== undefined) return `\`${reached}\` holds an id; did you mean \`${[root, ...rest].join('.')}\``;
  const name = reached.split('.').at(-1) ?? reached;
  const [start = ''] = reached.split('.', 1);
  const isFact = Object.hasOwn(scope.model.roots, start) || givenBy(scope.model, reached) !== null;
  if (!isFact) return `\`${reached}\` holds an id, and nothing below it can be read`;
  return `\`${reached}\` holds an id; declare \`roots: { ${name}: { type: ${field.type}, from: ${reached} } }\` in \`facts\``;
}

function unknown(path: FactPath, prefix: string, segment: string, fields: Fields): FactResolution {
  const help = suggestion(segment, Object.keys(fields));
  return problem(
    path,
    help === null ? null : help.replaceAll(/`([^`]*)`/g, (_, name: string) => `\`${prefix}${name}\``),
  );
}

function problem(path: FactPath, help: string | null): FactResolution {
  const message = `there is no fact \`${path}\``;
  return { ok: false, problem: { message, help } };
}

function own(fields: Fields, name: string): Field | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
