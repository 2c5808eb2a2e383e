import type { JsonObject } from '@deskbook/policies';
import type { RouteRefusal, RouteState, RouteTask, StateDelta } from './route-state.ts';

/** The name under which the orchestrator itself writes. */
export const plannerNode = 'Planner';

/** A write that was taken, or why not. */
export type WriteResult =
  | { readonly ok: true; readonly state: RouteState }
  | { readonly ok: false; readonly refusal: RouteRefusal };

/** What somebody wants to write: the planner its plan, or an agent the status and outputs of one of its tasks. */
export type Write =
  | { readonly node: string; readonly plan: RouteState['plan'] }
  | {
      readonly node: string;
      readonly task: string;
      readonly status: RouteTask['status'];
      readonly outputs?: JsonObject;
    };

/**
 * The one way anything is written. The planner writes `plan.tasks` and `plan.routing`; an agent writes `status` and `outputs` of
 * tasks it owns, once what they depend on is completed. Every write is appended to the trace; every other one is refused.
 */
export function writeState(state: RouteState, write: Write): WriteResult {
  return 'plan' in write ? writePlan(state, write) : writeTask(state, write);
}

function writePlan(
  state: RouteState,
  write: { readonly node: string; readonly plan: RouteState['plan'] },
): WriteResult {
  if (write.node !== plannerNode) return refuse('not_yours', `only ${plannerNode} writes the plan, not ${write.node}`);
  const deltas = [
    { node: write.node, path: '/plan/tasks', value: write.plan.tasks },
    { node: write.node, path: '/plan/routing', value: [...write.plan.routing] },
  ];
  return { ok: true, state: { ...state, plan: write.plan, trace: traced(state, write.node, deltas) } };
}

function writeTask(
  state: RouteState,
  write: {
    readonly node: string;
    readonly task: string;
    readonly status: RouteTask['status'];
    readonly outputs?: JsonObject;
  },
): WriteResult {
  const task = state.plan.tasks.find(({ id }) => id === write.task);
  if (!task) return refuse('no_such_task', `there is no task ${write.task}`);
  if (task.owner !== write.node)
    return refuse('not_yours', `task ${task.id} belongs to ${task.owner}, not to ${write.node}`);
  if (!isReady(state, task)) return refuse('not_ready', `task ${task.id} waits for ${task.depends_on.join(', ')}`);
  if (!follows(task.status, write.status))
    return refuse('invalid_status', `task ${task.id} can't go from ${task.status} to ${write.status}`);
  const written: RouteTask = { ...task, status: write.status, outputs: write.outputs ?? task.outputs };
  const place = `/plan/tasks/${state.plan.tasks.indexOf(task)}`;
  const deltas: StateDelta[] = [{ node: write.node, path: `${place}/status`, value: write.status }];
  if (write.outputs) deltas.push({ node: write.node, path: `${place}/outputs`, value: write.outputs });
  const tasks = state.plan.tasks.map((other) => (other === task ? written : other));
  return { ok: true, state: { ...state, plan: { ...state.plan, tasks }, trace: traced(state, write.node, deltas) } };
}

/** The tasks that can be worked on now, in the plan's order: pending, with everything they depend on completed. */
export function readyTasks(state: RouteState): readonly RouteTask[] {
  return state.plan.tasks.filter((task) => task.status === 'pending' && isReady(state, task));
}

function isReady(state: RouteState, task: RouteTask): boolean {
  return task.depends_on.every((id) =>
    state.plan.tasks.some((other) => other.id === id && other.status === 'completed'),
  );
}

function follows(from: RouteTask['status'], to: RouteTask['status']): boolean {
  if (from === 'pending') return to === 'in_progress' || to === 'completed' || to === 'failed';
  return from === 'in_progress' && (to === 'completed' || to === 'failed');
}

function traced(state: RouteState, node: string, deltas: RouteState['trace']['state_deltas']): RouteState['trace'] {
  return {
    node_run_order: [...state.trace.node_run_order, node],
    state_deltas: [...state.trace.state_deltas, ...deltas],
  };
}

function refuse(code: RouteRefusal['code'], message: string): WriteResult {
  return { ok: false, refusal: { code, message } };
}
