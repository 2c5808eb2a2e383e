import type { GraphNode, NodeKind } from './graph.ts';

/** A sign before the words of nodes that people look for: where somebody is asked, time passes, or things are taken back. */
const signs: { readonly [kind in NodeKind]?: string } = {
  task: '👤',
  ask: '👤',
  approve: '✋',
  approval: '✋',
  hold: '👤',
  hand_to: '👤',
  wait: '⏳',
  undo: '↩',
  fix: '🔧',
};

/** The lines of a node with its sign. */
export function signedLines({ kind, lines }: GraphNode): readonly string[] {
  const [first = '', ...rest] = lines;
  const sign = signs[kind];
  return sign === undefined ? lines : [`${sign} ${first}`, ...rest];
}
