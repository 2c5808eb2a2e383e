export type * from './approval-definition.ts';
export type * from './approval-entry.ts';
export type * from './approval-state.ts';
