import type { FactPath, Json } from '@deskbook/policies';

/** One case of what can be: a value for each of some facts, by its path. */
export type Case = ReadonlyMap<FactPath, Json>;
