import { inFirstOf } from './spoken-text.ts';
import type { Node } from '@deskbook/dsl/bundle';
import { systemOf } from '../ports/system-of.ts';
import type { Entry, Visit } from '../kernel/entry.ts';
import { type Graph, indexOf } from '../kernel/graph.ts';
import { namedAsNow } from '../kernel/moving/named-as-now.ts';
import type { RunState } from '../kernel/run-state.ts';
import { isRetry } from './is-retry.ts';
import { ticketOf } from './run-facts.ts';

/** A step that cannot go on because a system is unavailable. */
export interface WaitingStep {
  readonly system: string;
  readonly run: string;
  readonly workflow: string;
  readonly ticket: string | null;
  readonly node: string;
  readonly title: string;
  /** When it could not go on for the first time, and how often it has been tried since. */
  readonly since: string;
  readonly tries: number;
  /** When it is tried again by itself; null: it is not, and lies with a person. */
  readonly next: string | null;
  /** The task by which a person has it tried again. */
  readonly task: string | null;
  /** What was said the last time. */
  readonly message: string;
}

/** The steps of a run that wait for a system, told from its entries: in whatever process, and without asking the system. */
export function outagesOf(graph: Graph, state: RunState, entries: readonly Entry[]): readonly WaitingStep[] {
  const waiting = [...retried(state), ...held(state)];
  if (waiting.length === 0) return [];
  const named = namedAsNow(entries);
  return waiting.flatMap(({ at, next, task }) => {
    const node = indexOf(graph).nodes.get(at.node);
    const outage = node === undefined ? null : lastOutage(graph, node, at, named);
    if (node === undefined || outage === null) return [];
    const about = { run: state.run, workflow: state.workflow, ticket: ticketOf(state), node: node.id };
    return [{ ...about, title: inFirstOf(node.title, ['en']) || node.id, ...outage, next, task }];
  });
}

interface Waiting {
  readonly at: Visit;
  readonly next: string | null;
  readonly task: string | null;
}

function retried({ outstanding }: RunState): readonly Waiting[] {
  return outstanding.flatMap((command) => {
    if (!isRetry(command) || !('node' in command)) return [];
    const { node, visit } = command;
    return [{ at: { node, visit }, next: command.type === 'sleep' ? command.due : null, task: null }];
  });
}

function held({ nodes, effects }: RunState): readonly Waiting[] {
  const steps = Object.entries(nodes).flatMap(([node, { status, visit, task }]) =>
    status === 'held' && task !== null ? [{ at: { node, visit }, next: null, task: task.task }] : [],
  );
  const undone = effects.flatMap(({ node, visit, task }) =>
    task === null ? [] : [{ at: { node, visit }, next: null, task: task.task }],
  );
  return [...steps, ...undone];
}

type Outage = Pick<WaitingStep, 'system' | 'since' | 'tries' | 'message'>;

/** What kept a step from going on, over all its tries in a row; null: it was no outage. */
function lastOutage(graph: Graph, node: Node, at: Visit, entries: readonly Entry[]): Outage | null {
  const own = entries.filter((entry) => 'node' in entry && entry.node === at.node && entry.visit === at.visit);
  const told = own.flatMap((entry) => {
    const outage = outageIn(graph, node, entry);
    return outage === null ? [] : [{ outage, at: entry.at }];
  });
  const tries = told.slice(told.findLastIndex(({ outage }) => outage === 'none') + 1);
  const [first, last] = [tries[0], tries.at(-1)];
  if (first === undefined || last === undefined || last.outage === 'none') return null;
  return { ...last.outage, since: first.at, tries: tries.length };
}

const outages = new Set(['unavailable', 'timeout']);

/** What an entry tells of a system: an outage, that there is none (any more), or nothing. */
function outageIn(graph: Graph, node: Node, entry: Entry): Pick<Outage, 'system' | 'message'> | 'none' | null {
  switch (entry.type) {
    case 'step.blocked':
      if (entry.reason !== 'unavailable') return 'none';
      return { system: entry.system ?? 'directory', message: entry.message };
    case 'effect.refused':
      if (entry.reason !== 'unavailable') return 'none';
      return { system: entry.system ?? 'directory', message: entry.missing.join(', ') };
    case 'permission.decided': {
      const { allowed, actor, asker } = entry.permission;
      if (allowed) return null;
      const { reason } = actor.decision.allowed && asker !== null ? asker.decision : actor.decision;
      if (reason !== 'unavailable') return 'none';
      return { system: entry.permission.degraded?.[0]?.system ?? 'directory', message: 'who may do it cannot be read' };
    }
    case 'effect.failed':
      return outages.has(entry.error) ? { system: systemOf(actionOf(node)), message: entry.message } : 'none';
    case 'undo.failed':
      return outages.has(entry.error) ? { system: systemOf(undoOf(graph, node)), message: entry.message } : 'none';
    case 'effect.unknown':
      return { system: systemOf(actionOf(node)), message: entry.message };
    case 'approval.mailed':
      return entry.status === 'failed' ? { system: 'mail', message: entry.message } : 'none';
    case 'effect.done':
    case 'effect.checked':
    case 'undo.done':
    case 'poll.done':
    case 'decision.made':
    case 'choice.decided':
    case 'condition.decided':
      return 'none';
    default:
      return null;
  }
}

function actionOf({ verb }: Node): string {
  if (verb.kind === 'do') return verb.action;
  return verb.kind === 'wait' && verb.for.kind === 'check' ? verb.for.action : '';
}

function undoOf({ actions }: Graph, node: Node): string {
  const action = actionOf(node);
  return (Object.hasOwn(actions, action) ? actions[action]?.undo?.action : undefined) ?? action;
}
