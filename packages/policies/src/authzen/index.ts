/**
 * The OpenID AuthZEN Authorization API 1.0: decisions for whoever enforces them, as functions and as a Fetch handler.
 *
 * @packageDocumentation
 */
export { authzenHandler } from './authzen-handler.ts';
export type * from './authzen-model.ts';
export type * from './authzen-ports.ts';
export { decideWith } from './decide-with.ts';
export type { AccessSources } from './decide-with.ts';
export { evaluate, evaluateAll } from './evaluate.ts';
export type { EvaluationPort } from './evaluate.ts';
export { metadataOf } from './metadata.ts';
export type { AuthzenMetadata } from './metadata.ts';
export { readEvaluation } from './read-evaluation.ts';
export { readEvaluations } from './read-evaluations.ts';
export { readJsonObject } from './read-json.ts';
export type { ReadResult } from './read-json.ts';
export { readSearch } from './read-search.ts';
export type { PagedSearch } from './read-search.ts';
export { takePage } from './take-page.ts';
export type { PageOfResults } from './take-page.ts';
