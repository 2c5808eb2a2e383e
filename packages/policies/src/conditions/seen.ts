import type { Json } from '../json.ts';

/** A value as comparators see it; `undefined` is a fact without one. */
export type Seen = Json | undefined;
