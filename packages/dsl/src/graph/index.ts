/**
 * Workflows, trees and bundles as pictures: a plain model, and its text in Mermaid and in Graphviz's DOT.
 *
 * @packageDocumentation
 */
export type * from './graph.ts';
export { graphOf } from './graph-of.ts';
export { toDot } from './to-dot.ts';
export { toMermaid } from './to-mermaid.ts';
export { verbWords } from './step-lines.ts';
export { workflowGraph } from './workflow-graph.ts';
