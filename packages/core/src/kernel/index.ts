export type * from './command.ts';
export type * from './entry.ts';
export type * from './run-state.ts';
export type * from './step-result.ts';
