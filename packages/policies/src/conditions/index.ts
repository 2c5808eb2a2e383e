export type * from './condition.ts';
export type * from './facts.ts';
export type * from './truth.ts';
