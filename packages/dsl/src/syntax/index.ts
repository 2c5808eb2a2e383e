export * from './kind.ts';
export type * from './source-text.ts';
export type * from './syntax.ts';
