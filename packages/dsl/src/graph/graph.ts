/** What a node of a picture stands for. Every kind has a shape of its own, and some a sign before their words. */
export type NodeKind =
  | 'start' | 'end' | 'hold' | 'undo'
  | 'do' | 'task' | 'ask' | 'approve' | 'decide' | 'choose' | 'tree' | 'wait' | 'each' | 'find' | 'run'
  | 'question' | 'choice' | 'fix' | 'collect' | 'hand_to' | 'solved' | 'explained' | 'escalated'
  | 'event' | 'trigger' | 'service' | 'workflow' | 'approval' | 'decision'; // prettier-ignore

/** A node of a picture. `lines` are what is written on it, the first being its title. */
export interface GraphNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly lines: readonly string[];
  /** The cluster it stands in. */
  readonly cluster: string | null;
}

/** An arrow. `usual` is the way things go, `other` one of several, `back` leads back. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string | null;
  readonly way: 'usual' | 'other' | 'back';
}

/** A frame around nodes: a branch, the steps of an outcome, the body of an `each`, or one kind of definition. */
export interface GraphCluster {
  readonly id: string;
  readonly label: string;
  readonly parent: string | null;
}

/** A picture as plain data: of a workflow, a tree or a whole bundle. */
export interface Graph {
  readonly id: string;
  readonly title: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly clusters: readonly GraphCluster[];
}
