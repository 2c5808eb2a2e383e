import type { PayloadMatch } from '@deskbook/dsl/bundle';
import type { Json } from '@deskbook/policies';
import type { RawEvent } from '../ports/help-desk.ts';
import { readPointer } from './read-pointer.ts';

/** Whether every place a match names holds one of the values it names. `header:<name>` is a header, anything else a pointer. */
export function matchesPayload(match: PayloadMatch, payload: Json, headers: RawEvent['headers']): boolean {
  return Object.entries(match).every(([place, accepted]) => {
    const value = place.startsWith('header:')
      ? headers[place.slice('header:'.length).toLowerCase()]
      : readPointer(payload, place);
    return value !== undefined && accepted.some((each) => each === value);
  });
}
