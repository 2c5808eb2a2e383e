export type * from './diagnostic.ts';
