/**
 * Access: who may do what, by roles, grants, denials and separation of duties.
 *
 * @packageDocumentation
 */
export type * from './access-decision.ts';
export type * from './access-policy.ts';
export type * from './access-request.ts';
export type * from './activation.ts';
export { createAccess } from './create-access.ts';
export type { Access } from './create-access.ts';
export type { ExplainedRule } from './explain-rules.ts';
export { ANYONE } from './role-finder.ts';
export type { RoleChain, RoleChains } from './role-chains.ts';
export type { SubjectAccess } from './subject-access.ts';
