import type { RunRecord } from '../journal/store.ts';
import { activationOf } from '../kernel/activation-of.ts';
import type { Cause } from '../kernel/entry.ts';
import type { Graph } from '../kernel/graph.ts';
import type { RunState } from '../kernel/run-state.ts';
import { isRetry } from './is-retry.ts';
import { ticketOf } from './run-facts.ts';
import { onlyWaits } from './only-waits.ts';

/** What made a run, as the journal and listings name it. */
export function causeText(cause: Cause | null): string {
  if (cause === null) return 'desk';
  switch (cause.kind) {
    case 'event':
      return `event:${cause.source}/${cause.id}`;
    case 'person':
      return `person:${cause.person}`;
    case 'run':
      return `run:${cause.run}`;
  }
}

/** A run as listings show it, after an entry of that time. */
export function runRecord(graph: Graph, state: RunState, at: string): RunRecord {
  const activation = activationOf(graph, state);
  const due = state.outstanding.flatMap((command) => (command.type === 'sleep' ? [command.due] : []));
  const isPaused = (state.paused ?? null) !== null;
  return {
    run: state.run,
    workflow: state.workflow,
    ticket: ticketOf(state),
    requester: state.requester,
    status: state.status,
    end: state.end,
    bundle: state.bundle,
    startedAt: state.startedAt ?? at,
    updatedAt: at,
    due: isPaused ? null : (due.sort((one, other) => Date.parse(one) - Date.parse(other))[0] ?? null),
    cause: causeText(state.cause),
    parent: state.cause?.kind === 'run' ? state.cause.run : null,
    ...(activation === null ? {} : { activation }),
    ...(state.priority === undefined ? {} : { priority: state.priority }),
    ...(isPaused && { paused: true as const }),
    ...(state.outstanding.some(isRetry) && { retrying: true as const }),
    ...(state.status !== 'ended' && onlyWaits(state) && { waiting: true as const }),
  };
}
