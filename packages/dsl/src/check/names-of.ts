import { report } from '../diagnostics/report.ts';
import { duplicateId } from '../diagnostics/pages/reference/duplicate-id.ts';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import { kinds, type Kind } from '../syntax/kind.ts';
import type { Definition, Syntax } from '../syntax/syntax.ts';
import type { Names } from './checking.ts';
import { spell } from './spell.ts';

/**
 * Definitions by kind and id. Only the sound ones are compiled (`all`); those that could not be parsed, or have the wrong shape,
 * can still be named, so that one mistake is one diagnostic.
 */
export function namesOf(syntax: Syntax, sound: readonly Definition[]): Names {
  const byKind = new Map<Kind, Definition[]>(kinds.map((kind) => [kind, []]));
  for (const definition of sound.toSorted(byId)) byKind.get(definition.kind)?.push(definition);
  const named = new Map<string, Definition>();
  const unread = (syntax.failed ?? []).map(({ kind, id, file }) => ({ kind, id, file, data: {}, spans: {} }));
  for (const definition of [...sound, ...syntax.definitions, ...unread]) {
    const key = keyOf(definition);
    if (!named.has(key)) named.set(key, definition);
  }
  const ids = new Map<Kind, string[]>(kinds.map((kind) => [kind, []]));
  for (const { kind, id } of named.values()) ids.get(kind)?.push(id);
  return {
    all: (kind) => byKind.get(kind) ?? [],
    find: (kind, id) => named.get(`${kind}/${id}`),
    ids: (kind) => ids.get(kind) ?? [],
  };
}

/** By id, so that which file something stands in changes nothing, not even the order of a list. */
function byId(one: Definition, other: Definition): number {
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}

function keyOf({ kind, id }: Definition): string {
  return `${kind}/${id}`;
}

/** Definitions that have an id another one before them has, each with a diagnostic that names both. Templates are told apart by language. */
export function repeatedDefinitions(definitions: readonly Definition[]): ReadonlyMap<Definition, Diagnostic> {
  const first = new Map<string, Definition>();
  const repeated = new Map<Definition, Diagnostic>();
  for (const definition of definitions) {
    const { language } = definition.data;
    const key = definition.kind === 'template' ? `${keyOf(definition)} ${spell(language)}` : keyOf(definition);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, definition);
    else repeated.set(definition, reportTwice(definition, earlier));
  }
  return repeated;
}

function reportTwice(definition: Definition, earlier: Definition): Diagnostic {
  return report(duplicateId, {
    span: idSpan(definition),
    message: `there are two ${definition.kind}s \`${definition.id}\``,
    help: 'give one of them another id',
    related: [{ message: 'the other', span: idSpan(earlier) }],
  });
}

function idSpan({ spans, file }: Definition): Span {
  return spans['/id']?.value ?? spans['']?.value ?? { file, start: 0, end: 0 };
}
