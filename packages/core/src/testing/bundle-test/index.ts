export type * from './compare.ts';
export * from './run-bundle-test.ts';
export type * from './test-result.ts';
