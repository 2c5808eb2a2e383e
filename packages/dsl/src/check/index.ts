export { check } from './check.ts';
export type * from './checked.ts';
export { parseDuration } from './compile-duration.ts';
export { policyAnchors } from './definitions/policy-anchors.ts';
