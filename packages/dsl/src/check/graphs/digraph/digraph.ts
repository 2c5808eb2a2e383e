/** A directed graph: every node, and the nodes its edges lead to. Edges to nodes that are no key are ignored by every algorithm here. */
export type Digraph = ReadonlyMap<string, readonly string[]>;
