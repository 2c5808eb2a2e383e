import type { Json } from '@deskbook/policies';
import type { Kind } from '../syntax/kind.ts';
import type { Definition, FailedDefinition, Syntax } from '../syntax/syntax.ts';

/** Kinds whose definitions no other names. */
const unnamed: ReadonlySet<Kind> = new Set<Kind>(['bundle', 'facts', 'access', 'trigger', 'intent', 'sla', 'test']);

/** Whether another definition can speak of those of a kind. */
export function isNamed(kind: Kind): boolean {
  return !unnamed.has(kind);
}

/**
 * The ids of definitions that are written and cannot be read. A file from which nothing at all could be read counts under its
 * own name: definitions usually stand in a file called like them.
 */
export function unreadIds(syntax: Syntax, failed: readonly FailedDefinition[]): ReadonlySet<string> {
  const readFrom = new Set([...syntax.definitions, ...failed].map(({ file }) => file));
  const silent = syntax.diagnostics
    .filter(({ severity, span }) => severity === 'error' && !readFrom.has(span.file))
    .map(({ span }) => nameOf(span.file));
  return new Set([...failed.flatMap(({ kind, id }) => (isNamed(kind) ? [id] : [])), ...silent]);
}

function nameOf(path: string): string {
  const file = path.slice(path.lastIndexOf('/') + 1);
  return file.includes('.') ? file.slice(0, file.indexOf('.')) : file;
}

/**
 * Whether a definition speaks of one that cannot be read. Its body is left alone then: what would be said of it could be a
 * consequence. Coarse on purpose: any text that is the id, or begins with it as citations and skills do, counts.
 */
export function speaksOfUnread({ data, id, kind }: Definition, unread: ReadonlySet<string>): boolean {
  if (unread.size === 0) return false;
  return (
    (kind === 'template' && unread.has(id)) ||
    Object.entries(data).some(([key, value]) => key !== 'id' && mentions(value, unread))
  );
}

function mentions(value: Json, unread: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return names(value, unread);
  if (Array.isArray(value)) return value.some((item: Json) => mentions(item, unread));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, item]) => unread.has(key) || mentions(item, unread));
}

function names(text: string, unread: ReadonlySet<string>): boolean {
  if (text.endsWith('*')) return [...unread].some((id) => id.startsWith(text.slice(0, -1)));
  return text.split(/[#/:]/).some((part) => unread.has(part));
}
