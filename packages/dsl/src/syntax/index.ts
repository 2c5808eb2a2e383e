export * from './kind.ts';
export { lineAndColumn, lineIndex } from './line-and-column.ts';
export type { LineAndColumn } from './line-and-column.ts';
export { parse } from './parse.ts';
export { pointerTo } from './pointer.ts';
export type * from './source-text.ts';
export type * from './syntax.ts';
