import type { Reference } from '@deskbook/policies';
import type { Span } from '../diagnostics/diagnostic.ts';
import type { Definition } from '../syntax/syntax.ts';
import type { Checking } from './checking.ts';
import { childPointer } from './child-pointer.ts';
import type { Scope } from './scope.ts';

/**
 * Where a compiler stands: in which definition, at which value of it, and which facts may be named there. Compilers take a raw
 * value and its place, report what is wrong at that place, and return null for what they could not compile.
 */
export interface Place {
  readonly checking: Checking;
  readonly definition: Definition;
  /** JSON Pointer into the definition's data. */
  readonly pointer: string;
  readonly scope: Scope;
  /** Present where what is compiled is the key itself. */
  readonly on?: 'key';
}

/** The place of a child value: `at(place, 'when', 'ticket.age')`. */
export function at(place: Place, ...segments: readonly (string | number)[]): Place {
  return { ...place, pointer: childPointer(place.pointer, ...segments) };
}

/** The place of a key that is a value itself, and is compiled as one. It has no children. */
export function keyAt(place: Place, key: string): Place {
  return { ...at(place, key), on: 'key' };
}

/** The same place with other facts in reach. */
export function within(place: Place, scope: Scope): Place {
  return { ...place, scope };
}

/** The name records cite: `kind/id#/json/pointer`. Its origin is remembered. */
export function referenceTo(place: Place): Reference {
  const reference = `${place.definition.kind}/${place.definition.id}#${place.pointer}`;
  place.checking.note(reference, spanOf(place, 'key'));
  return reference;
}

/** The span of the value at a place, or of its key; where that is not known, of the nearest value around it. */
export function spanOf(place: Place, part: 'value' | 'key' = 'value'): Span {
  for (let pointer = place.pointer; ; pointer = pointer.slice(0, pointer.lastIndexOf('/'))) {
    const entry = place.definition.spans[pointer];
    if (entry !== undefined) return part === 'key' && entry.key !== undefined ? entry.key : entry.value;
    if (pointer === '') return { file: place.definition.file, start: 0, end: 0 };
  }
}
