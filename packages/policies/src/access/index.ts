export type * from './access-decision.ts';
export type * from './access-policy.ts';
export type * from './access-request.ts';
