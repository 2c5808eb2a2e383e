import type { JsonObject } from '@deskbook/policies';
import type { Fields, Node } from '@deskbook/dsl/bundle';
import type { TaskRecord } from '../journal/store.ts';
import { type Graph, indexOf } from '../kernel/graph.ts';
import type { OpenTask, RunState } from '../kernel/run-state.ts';
import { answersTo } from '../kernel/take-hold.ts';

/** Everything of a run that lies with people at this moment, as task lists show it. */
export function taskRecords(graph: Graph, state: RunState): readonly TaskRecord[] {
  if (state.status === 'ended') return [];
  const index = indexOf(graph);
  const atNodes = [...index.nodes.values()].flatMap((node) => {
    const task = state.nodes[node.id]?.task ?? null;
    return task === null ? [] : [record(graph, state, node, task, answers(node, state, task))];
  });
  const ofUndo = state.effects.flatMap((effect) => {
    const node = index.nodes.get(effect.node);
    if (effect.task === null || node === undefined) return [];
    const asked = record(graph, state, node, effect.task, ['retry', 'done', 'give_up']);
    return [{ ...asked, details: { ...asked.details, undo: effect.action, effect: effect.key } }];
  });
  return [...atNodes, ...ofUndo];
}

/**
 * Whether there may be other work for people after a change than before it. What a run has done lies with people only while it is
 * being taken back, and of the rest only where a step moved that lies with somebody.
 */
export function tasksMayDiffer(before: RunState, after: RunState): boolean {
  if (before.status !== 'running' || after.status !== 'running') return true;
  if (before.nodes === after.nodes) return false;
  return Object.keys(after.nodes).some((id) => {
    const now = after.nodes[id];
    const then = before.nodes[id];
    return now !== then && ((now?.task ?? null) !== null || (then?.task ?? null) !== null);
  });
}

function record(graph: Graph, state: RunState, node: Node, task: OpenTask, outcomes: readonly string[]): TaskRecord {
  const title = task.title ?? Object.values(node.title)[0] ?? node.id;
  const { verb } = node;
  const approval = task.what === 'approval' && verb.kind === 'approve' ? { approval: verb.approval } : {};
  const tree = task.what === 'tree' && verb.kind === 'tree' ? { tree: verb.tree } : {};
  const held = state.nodes[node.id]?.held ?? null;
  return {
    task: task.task,
    run: state.run,
    node: node.id,
    kind: task.what,
    assignees: task.assignees,
    role: task.role,
    deadline: task.deadline,
    title,
    details: {
      workflow: graph.workflow.id,
      outcomes,
      form: formOf(graph, node, task) as unknown as JsonObject,
      ...(task.reason === null ? {} : { reason: task.reason }),
      ...(task.what === 'hold' && held !== null ? { missing: held.missing } : {}),
      ...approval,
      ...tree,
    },
  };
}

/** The same each time: what a form is held against is compiled once for its fields. */
const NO_FIELDS: Fields = {};

/** The form a task is answered with; of a step done by hand, what its action would have put out. */
export function formOf(graph: Graph, node: Node, task: OpenTask): Fields {
  const { verb } = node;
  if (verb.kind === 'task' || verb.kind === 'ask') return verb.form;
  const isStep = task.what === 'hold' && task.reason !== 'undo_failed' && verb.kind === 'do';
  return isStep ? (graph.actions[verb.action]?.output ?? NO_FIELDS) : NO_FIELDS;
}

function answers(node: Node, state: RunState, task: OpenTask): readonly string[] {
  switch (task.what) {
    case 'task':
      return ['done', 'declined'];
    case 'ask':
      return ['answered', 'declined'];
    case 'approval':
      return ['approve', 'reject', 'delegate', 'withdraw'];
    case 'tree':
      return [];
    case 'hold': {
      const held = state.nodes[node.id]?.held ?? null;
      return held === null ? [] : answersTo(node, held);
    }
  }
}

/** What changed between two listings: records to write, and tasks that are no more. */
export function taskChanges(
  before: readonly TaskRecord[],
  after: readonly TaskRecord[],
): { readonly openTasks: readonly TaskRecord[]; readonly closeTasks: readonly string[] } {
  const known = new Map(before.map((record) => [record.task, JSON.stringify(record)]));
  const still = new Set(after.map((record) => record.task));
  return {
    openTasks: after.filter((record) => known.get(record.task) !== JSON.stringify(record)),
    closeTasks: before.map((record) => record.task).filter((task) => !still.has(task)),
  };
}
