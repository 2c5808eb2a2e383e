import type { JsonObject } from '../json.ts';

/**
 * What is known at the moment of a decision: one record per root (`ticket`, `requester`, …), and `now` as an ISO 8601 instant.
 * A fact that is missing or `null` has no value: a comparison on it is undecided.
 */
export type Facts = JsonObject;

/** A dotted path from a root: `ticket.priority`, `steps.confirm-role.job_role`. Segments are own properties, never prototypes. */
export type FactPath = string;
