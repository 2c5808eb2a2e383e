export type * from './classification.ts';
export type * from './decision.ts';
export type * from './trigger-rule.ts';
