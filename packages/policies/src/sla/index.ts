/**
 * Service level agreements as a pure reducer: steps of a ticket's history in, clocks out. Conditions are those of
 * `@deskbook/policies/conditions`, calendars those of `@deskbook/policies/calendars`.
 *
 * @packageDocumentation
 */
export { builtInClocks } from './built-in-clocks.ts';
export type { Calendars } from './calendars.ts';
export { describeReason } from './describe-reason.ts';
export { explainClock } from './explain-clock.ts';
export type { SlaReason } from './explain-clock.ts';
export { nextMoment } from './next-moment.ts';
export type { SlaMoment } from './next-moment.ts';
export { reduceSla } from './reduce-sla.ts';
export { selectSla } from './select-sla.ts';
export type { SlaSelection } from './select-sla.ts';
export type * from './sla.ts';
export type * from './sla-entry.ts';
export type * from './sla-state.ts';
export type * from './sla-step.ts';
