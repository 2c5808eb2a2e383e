import type { Json } from '@deskbook/policies';

/** An entry under a name that came from outside: the map's own, or undefined. */
export function own<Value>(map: { readonly [id: string]: Value }, id: Json | undefined): Value | undefined {
  return typeof id === 'string' && Object.hasOwn(map, id) ? map[id] : undefined;
}
