import type { Commit } from '../journal/store.ts';
import type { Cause } from '../kernel/entry.ts';
import { approvalsGiven } from '../kernel/gate.ts';
import type { RunState } from '../kernel/run-state.ts';
import type { ExecutionHost } from './host.ts';
import { stepsOf } from './run-facts.ts';
import type { Running } from './running.ts';
import { draftStart } from './start-run.ts';

/** What is done at the end of a run, as a run of its own: its id, and the commit it begins with. null: nothing is to be done. */
export function draftFinally(
  { clock }: Pick<ExecutionHost, 'clock'>,
  { bundle, graph }: Running,
  state: RunState,
  end: string,
): { readonly run: string; readonly commit: Commit } | null {
  const { finally: workflow } = graph.workflow;
  if (workflow === undefined) return null;
  const { established, duties, gates, requester, classification, confine, input, facts } = state;
  const draft = draftStart(
    {
      bundle,
      workflow,
      input: { ...input, end },
      facts: { ...facts, steps: stepsOf(state) },
      requester,
      cause: causeOf(state),
      confine,
      classification,
      inherited: { established, duties, gates, approvals: approvalsGiven(graph, state) },
    },
    clock.now(),
  );
  return draft === null ? null : { run: draft.run, commit: draft.commit };
}

/** The end of this run, whichever it is: it comes once. */
function causeOf({ run, cause }: RunState): Cause {
  const hops = cause === null || cause.kind === 'person' ? 0 : cause.hops;
  return { kind: 'run', run, node: 'finally', key: 'finally', hops };
}
