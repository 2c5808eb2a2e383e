import { createRequire } from 'node:module';

type FeelParser = (typeof import('lezer-feel'))['parser'];

/** A node of the syntax tree. */
export type FeelNode = ReturnType<FeelParser['parse']>['topNode'];

let parser: FeelParser | undefined;

/** The syntax tree of unary tests. The grammar is loaded when the first cell is read: bundles without one never pay for it. */
export function parseFeel(text: string): FeelNode {
  parser ??= (createRequire(import.meta.url)('lezer-feel') as typeof import('lezer-feel')).parser.configure({
    top: 'UnaryTests',
  });
  return parser.parse(text).topNode;
}

/** What a node is made of, without comments. */
export function partsOf(node: FeelNode): readonly FeelNode[] {
  const parts: FeelNode[] = [];
  for (let part = node.firstChild; part !== null; part = part.nextSibling) {
    if (!part.name.endsWith('Comment')) parts.push(part);
  }
  return parts;
}
