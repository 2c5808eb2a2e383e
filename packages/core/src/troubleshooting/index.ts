export * from './machine-turn.ts';
export * from './session-body.ts';
export type * from './session-entry.ts';
export type * from './session-state.ts';
export type * from './session-view.ts';
export * from './sessions.ts';
export * from './step-session.ts';
export * from './view-session.ts';
