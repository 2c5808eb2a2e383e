export * from './past-patterns.ts';
export type * from './plan-document.ts';
export * from './plan-request.ts';
export * from './plan-schema.ts';
export * from './walk-plan.ts';
