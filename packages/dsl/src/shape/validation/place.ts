import type { Json } from '@deskbook/policies';
import type { Span } from '../../diagnostics/diagnostic.ts';
import { quote } from '../../diagnostics/quote.ts';
import type { Definition } from '../../syntax/syntax.ts';

/** A value of a definition: where it is, and what sentences call it. */
export interface Place {
  readonly definition: Definition;
  readonly pointer: string;
  /** The text of the definition's file. */
  readonly text: string;
}

/** The span of the value; of its key where the value is nothing; of the definition's kind where it is the whole. */
export function spanOfValue({ definition, pointer }: Place): Span {
  const { spans } = definition;
  const place = spans[pointer];
  if (pointer === '') return spans['/kind']?.value ?? spans['']?.value ?? start(definition);
  if (place === undefined) return start(definition);
  return place.value.end > place.value.start ? place.value : (place.key ?? place.value);
}

/** The span of the key; a list's entry has none, and is marked at its first letter. */
export function spanOfKey(place: Place): Span {
  const { definition, pointer } = place;
  const key = definition.spans[pointer]?.key;
  if (key !== undefined) return key;
  const value = spanOfValue(place);
  return pointer === '' ? value : { ...value, end: Math.min(value.end, value.start + 1) };
}

/** What a sentence calls it: `` `seats` ``, the id of a list's entry, `this entry`, `this trigger`. */
export function nameOf({ definition, pointer }: Place): string {
  if (pointer === '') return `this ${definition.kind}`;
  if (definition.spans[pointer]?.key !== undefined) return quote(lastSegment(pointer));
  const id = valueAt(definition.data, `${pointer}/id`);
  return typeof id === 'string' && id !== '' ? quote(id) : 'this entry';
}

function valueAt(data: Json, pointer: string): Json | undefined {
  let value: Json | undefined = data;
  for (const segment of pointer.split('/').slice(1)) {
    const key = unescaped(segment);
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as { readonly [key: string]: Json })[key];
  }
  return value;
}

/** The author's text of a value. */
export function sourceOf(place: Place): string {
  const span = place.definition.spans[place.pointer]?.value;
  return span === undefined ? '' : place.text.slice(span.start, span.end);
}

/** The last step of a JSON Pointer, unescaped. */
function lastSegment(pointer: string): string {
  return unescaped(pointer.slice(pointer.lastIndexOf('/') + 1));
}

function unescaped(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}

function start(definition: Definition): Span {
  return { file: definition.file, start: 0, end: 0 };
}
