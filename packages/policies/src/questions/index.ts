/**
 * Questions about an access policy: what may somebody do, who may do something, to which resources, what is wrong with the policy; and
 * about both it and decisions: what would have to be otherwise.
 *
 * @packageDocumentation
 */
export { evaluateFilter } from './evaluate-filter.ts';
export { filterFor } from './filter-for.ts';
export type { FilterAnswer, FilterBasis, FilterQuestion } from './filter-for.ts';
export type * from './filter.ts';
export type { SqlColumn, SqlColumns, SqlDialect, SqlType } from './sql-column.ts';
export type { SqlParameter, Untranslatable } from './sql-writer.ts';
export { toSql } from './to-sql.ts';
export type { SqlOptions, SqlResult } from './to-sql.ts';
export { whatMay } from './what-may.ts';
export type { WhatMayAnswer, WhatMayQuestion } from './what-may.ts';
export { whoMay } from './who-may.ts';
export type { WhoMay, WhoMayAnswer, WhoMayQuestion } from './who-may.ts';
export { withChanges } from './change.ts';
export type { Change } from './change.ts';
export type { DecidingScene, FactChange } from './deciding-scene.ts';
export { whatWouldDecide } from './what-would-decide.ts';
export type { WayToDecide, WhatWouldDecide } from './what-would-decide.ts';
export { reviewPolicy } from './review-policy.ts';
export type { BrokenSeparation, IdleGrant, PolicyReview, ReviewScene, UnusedRole } from './review-policy.ts';
export { whatWouldMakeItYes } from './what-would-make-it-yes.ts';
export type { WayToYes, WhatWouldMakeItYes } from './what-would-make-it-yes.ts';
