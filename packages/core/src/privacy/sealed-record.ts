import type { Json, JsonObject } from '@deskbook/policies';
import { isRecord } from '../facts/is-record.ts';
import { boxesMember } from './structure.ts';
import { type Opened, type Place, type Sealer, isBoxes } from './sealer.ts';
import type { TakenOut } from './take-out.ts';

/** What stands where a text was that nobody can read any more. What was no text of the desk's own is `null` or empty there. */
export const erasedMark = '[erased]';

/** A record with its boxes. Whatever else stood under `sealed` is in one of them: `takeOut` sees to it. */
export function withBoxes(record: JsonObject, taken: readonly TakenOut[], sealer: Sealer, place: Place): JsonObject {
  return taken.length === 0 ? record : { ...record, [boxesMember]: sealer.seal(taken, place) as unknown as Json };
}

/** A whole value as one box, and nothing beside it. */
export function boxed(value: Json, owners: ReadonlySet<string>, sealer: Sealer, place: Place): JsonObject {
  return { [boxesMember]: sealer.seal([{ pointer: '', value, owners }], place) as unknown as Json };
}

/** A record as it was sealed, or with marks where it can't be read any more. */
export function openRecord(
  record: JsonObject,
  sealer: Sealer,
  place: Place,
): { readonly value: Json; readonly erased: readonly string[] } {
  const { [boxesMember]: boxes, ...rest } = record;
  if (!isBoxes(boxes)) return { value: record, erased: [] };
  const { values, erased } = sealer.open(boxes, place);
  return { value: filled(rest, { values, erased }), erased };
}

/** Puts values back where they stood. */
function filled(record: JsonObject, { values, erased }: Opened): Json {
  let filled: Json = record;
  const own = new Set<object>();
  for (const { pointer, value } of values) filled = put(filled, segmentsOf(pointer), 0, () => value, own);
  for (const pointer of erased) filled = put(filled, segmentsOf(pointer), 0, mark, own);
  return filled;
}

/** A hole in a text gets a mark; one in data stays what it is: absent. */
const mark = (hole: Json | undefined): Json => (hole === '' ? erasedMark : (hole ?? null));

const segmentsOf = (pointer: string): readonly string[] =>
  pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));

/** Copies what is on the way, once: what a store gave is never changed. */
function put(
  value: Json | undefined,
  segments: readonly string[],
  depth: number,
  make: (hole: Json | undefined) => Json,
  own: Set<object>,
): Json {
  const segment = segments[depth];
  if (segment === undefined) return make(value);
  if (Array.isArray(value)) {
    const copy: Json[] = own.has(value) ? (value as Json[]) : [...(value as readonly Json[])];
    own.add(copy);
    copy[Number(segment)] = put(copy[Number(segment)], segments, depth + 1, make, own);
    return copy;
  }
  const record = isRecord(value) ? value : {};
  const copy = own.has(record) ? record : { ...record };
  own.add(copy);
  const before = Object.hasOwn(copy, segment) ? copy[segment] : undefined;
  const now = put(before, segments, depth + 1, make, own);
  Object.defineProperty(copy, segment, { value: now, enumerable: true, configurable: true, writable: true });
  return copy;
}
