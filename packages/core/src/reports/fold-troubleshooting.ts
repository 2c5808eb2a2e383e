import type { Json, JsonObject } from '@deskbook/policies';
import type { SessionView } from '../troubleshooting/session-view.ts';
import type { RunHistory } from './report-input.ts';
import type { ResolutionReport } from './resolution-report.ts';
import { runNodes } from './run-nodes.ts';

type Diagnosis = ResolutionReport['troubleshooting'][number];

/** How faults were diagnosed: the sessions given, and what the run's own steps were told of theirs. */
export function foldTroubleshooting(
  histories: readonly RunHistory[],
  sessions: readonly SessionView[],
): readonly Diagnosis[] {
  const given = sessions.map(({ tree, status, outcome, path }) => ({
    tree,
    result: outcome?.result ?? status,
    path: path.map(({ node, answer, to }) => ({ node, answer, to })),
  }));
  const told = histories.flatMap(toldByRun).filter(({ tree }) => !given.some((session) => session.tree === tree));
  return [...given, ...told];
}

/** Steps that ended a diagnosis whose way was not kept. */
export function lostSessions(history: RunHistory, sessions: readonly SessionView[]): readonly string[] {
  const nodes = runNodes(history.workflow);
  return history.entries.flatMap((entry) => {
    const verb = entry.type === 'task.answered' || entry.type === 'child.ended' ? nodes.get(entry.node)?.verb : null;
    if (verb?.kind !== 'tree' || sessions.some((session) => session.tree === verb.tree)) return [];
    const data = dataOf(entry);
    return data === null || pathOf(data).length > 0 ? [] : 'node' in entry ? entry.node : [];
  });
}

function toldByRun(history: RunHistory): readonly Diagnosis[] {
  const nodes = runNodes(history.workflow);
  return history.entries.flatMap((entry) => {
    if (entry.type !== 'task.answered' && entry.type !== 'child.ended') return [];
    const verb = nodes.get(entry.node)?.verb;
    const data = dataOf(entry);
    if (verb?.kind !== 'tree' || data === null) return [];
    const result = entry.type === 'child.ended' ? entry.end : entry.outcome;
    return { tree: verb.tree, result, path: pathOf(data) };
  });
}

function dataOf(entry: RunHistory['entries'][number]): JsonObject | null {
  if (entry.type === 'child.ended') return entry.data;
  return entry.type === 'task.answered' ? entry.form : null;
}

/** `steps.<id>.path` as the step got it; anything that is no step of a path is left out. */
function pathOf(data: JsonObject): Diagnosis['path'] {
  const path = Object.hasOwn(data, 'path') ? data['path'] : null;
  if (!Array.isArray(path)) return [];
  return path.flatMap((step: Json) => {
    if (typeof step !== 'object' || step === null || !('node' in step) || !('to' in step)) return [];
    const { node, to } = step;
    if (typeof node !== 'string' || typeof to !== 'string') return [];
    return { node, answer: 'answer' in step ? (step['answer'] ?? null) : null, to };
  });
}
