export * from './intent-facts.ts';
export * from './plan-route.ts';
export * from './read-route-state.ts';
export type * from './route-state.ts';
export * from './write-state.ts';
