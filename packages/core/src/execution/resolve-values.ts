import { readFact } from '@deskbook/policies/conditions';
import type { FactPath, Facts, Json, JsonObject } from '@deskbook/policies';
import { renderText } from '@deskbook/templates';
import type { Fields, Value, Values } from '@deskbook/dsl/bundle';

/** Values with every path read and every text rendered, or the facts that were absent (sorted, without repeats). */
export type Resolved<Of> =
  | { readonly ok: true; readonly value: Of }
  | { readonly ok: false; readonly missing: readonly FactPath[] };

/**
 * Resolves a value over facts. Exactly one path keeps its type; text is rendered as plain text; what either yields is data and is
 * never looked into again.
 */
export function resolveValue(value: Value, facts: Facts): Resolved<Json> {
  switch (value.kind) {
    case 'literal':
      return { ok: true, value: value.value };
    case 'path': {
      const found = readFact(facts, value.path);
      return found === undefined ? { ok: false, missing: [value.path] } : { ok: true, value: found };
    }
    case 'template': {
      const rendered = renderText(value.template, facts);
      if (rendered.ok) return { ok: true, value: rendered.text };
      return { ok: false, missing: rendered.missing.length > 0 ? rendered.missing : value.paths };
    }
    case 'list':
      return resolveList(value.items, facts);
    case 'record':
      return resolveValues(value.fields, facts);
  }
}

/**
 * Resolves named values. With `fields`, a value that is absent is left out where its field is optional or has a default.
 *
 * @example
 * resolveValues({ user: { kind: 'path', path: 'requester.id' } }, { requester: { id: 'lena' } }); // { ok: true, value: { user: 'lena' } }
 */
export function resolveValues(values: Values, facts: Facts, fields: Fields = {}): Resolved<JsonObject> {
  const found: [string, Json][] = [];
  const missing = new Set<FactPath>();
  for (const [name, value] of Object.entries(values)) {
    const resolved = resolveValue(value, facts);
    if (resolved.ok) found.push([name, resolved.value]);
    else if (!mayBeLeftOut(fields, name)) for (const path of resolved.missing) missing.add(path);
  }
  if (missing.size > 0) return { ok: false, missing: [...missing].sort() };
  return { ok: true, value: { ...defaultsOf(fields), ...Object.fromEntries(found) } };
}

function mayBeLeftOut(fields: Fields, name: string): boolean {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return field !== undefined && (field.optional || field.default !== undefined);
}

function defaultsOf(fields: Fields): JsonObject {
  const given = Object.entries(fields).flatMap(([name, { default: value }]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(given);
}

function resolveList(items: readonly Value[], facts: Facts): Resolved<Json> {
  const resolved = items.map((item) => resolveValue(item, facts));
  const missing = resolved.flatMap((item) => (item.ok ? [] : item.missing));
  if (missing.length > 0) return { ok: false, missing: [...new Set(missing)].sort() };
  return { ok: true, value: resolved.flatMap((item) => (item.ok ? [item.value] : [])) };
}

/** The facts that values read: what to gather before resolving them. */
export function factsIn(value: Value): readonly FactPath[] {
  switch (value.kind) {
    case 'literal':
      return [];
    case 'path':
      return [value.path];
    case 'template':
      return value.paths;
    case 'list':
      return value.items.flatMap(factsIn);
    case 'record':
      return Object.values(value.fields).flatMap(factsIn);
  }
}
