import type { Graph } from './graph.ts';
import type { NodeState, RunState } from './run-state.ts';

/** A node that nothing has happened to yet, in its given visit. */
export function freshNode(visit: number): NodeState {
  return {
    visit,
    status: 'waiting',
    attempt: 0,
    base: 0,
    opened: 0,
    round: 0,
    outcome: null,
    output: {},
    block: null,
    task: null,
    held: null,
    blocked: null,
    approval: null,
    mailed: {},
    asked: [],
    unsent: [],
    children: [],
  };
}

/** A run before its first entry. */
export function initialState(graph: Graph): RunState {
  return {
    run: '',
    workflow: graph.workflow.id,
    bundle: '',
    status: 'running',
    end: null,
    startedAt: null,
    endedAt: null,
    input: {},
    facts: {},
    requester: null,
    cause: null,
    confine: null,
    classification: null,
    gates: {},
    approvals: [],
    claims: [],
    nodes: Object.fromEntries(graph.workflow.nodes.map((node) => [node.id, freshNode(0)])),
    established: [],
    establishedBy: {},
    effects: [],
    pending: {},
    begun: [],
    ending: null,
    gone: {},
    kept: [],
    duties: {},
    outstanding: [],
    count: 0,
  };
}
