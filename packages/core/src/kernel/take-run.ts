import { setPauses } from './take-pause.ts';
import { answered, setState, type Draft } from './draft.ts';
import { settleInto } from './ending.ts';
import type { Entry } from './entry.ts';
import { isFinishing, isInFinally } from './finishing.ts';
import { gatesOf } from './gate.ts';
import { giveBack } from './give-back.ts';
import type { Ending, KeptEvent } from './run-state.ts';
import type { Ignored } from './step-result.ts';
import { nextUndo } from './undo.ts';
import { unwind } from './unwind.ts';
import { lookAgain } from './verbs/wait.ts';

/** How many events a run keeps for a wait that is still to come, and for open ones that cannot tell; the oldest go first. */
const keptAtMost = 50;
const undecidedAtMost = 1_000;

/** Takes the entry every run begins with. */
export function takeStart(draft: Draft, entry: Extract<Entry, { type: 'run.started' }>): Ignored | null {
  if (draft.state.cause !== null) return 'already_started';
  const { run, workflow, bundle, input, facts, requester, cause, confine, classification, inherited } = entry;
  const asked = requester === null ? {} : { [requester]: ['request'] };
  setState(draft, {
    run,
    workflow,
    bundle,
    input,
    facts,
    requester,
    cause,
    confine,
    classification,
    startedAt: entry.at,
    ...(entry.priority === undefined ? {} : { priority: entry.priority }),
    claims: entry.claims ?? [],
    established: [...(inherited?.established ?? draft.graph.workflow.plan.assumes)],
    duties: inherited?.duties ?? asked,
    gates: inherited?.gates ?? gatesOf(classification),
    approvals: inherited?.approvals ?? [],
  });
  return null;
}

/** Takes that the run is to be cancelled: what it did is taken back as far as it can be, then it ends `cancelled`. */
export function takeCancel(draft: Draft, entry: Extract<Entry, { type: 'run.cancelled' }>): Ignored | null {
  if (draft.graph.workflow.activates?.reviewed === true) return giveBack(draft, entry);
  return wind(draft, { end: 'cancelled', undo: true, by: entry.by, reason: entry.reason });
}

/** Takes that a person wants the run undone: while it goes on, or within the undo window after its end. */
export function takeUndoRequest(draft: Draft, entry: Extract<Entry, { type: 'undo.requested' }>): Ignored | null {
  if (draft.graph.workflow.activates?.reviewed === true) return giveBack(draft, entry);
  const ending = { end: 'undone', undo: true, by: entry.by, reason: entry.reason };
  if (draft.state.status !== 'ended') return wind(draft, ending);
  if (draft.state.end === 'undone' || (entry.parent !== true && !withinUndoWindow(draft, entry.at))) return 'ended';
  setState(draft, { status: 'undoing', end: null, endedAt: null, ending });
  unwind(draft, (child) => !isInFinally(draft.graph, child.node));
  nextUndo(draft);
  return null;
}

/** Turns a run towards an end that somebody asked for, also a paused one. One that is already taking back, or finishing, goes on with that. */
function wind(draft: Draft, ending: Ending): Ignored | null {
  if (isFinishing(draft)) return 'not_awaited';
  if (draft.state.status === 'running' && (draft.state.paused ?? null) !== null) setPauses(draft, []);
  if (draft.state.status === 'undoing') return 'not_awaited';
  if (draft.state.ending === null) {
    settleInto(draft, ending);
    return null;
  }
  if (draft.outstanding.some(({ type }) => type === 'end')) return 'not_awaited';
  setState(draft, { ending });
  // An end that takes nothing back had left alone what had ended already.
  unwind(draft, () => ending.undo);
  return null;
}

function withinUndoWindow(draft: Draft, at: string): boolean {
  const window = draft.graph.workflow.undoWindow;
  const { endedAt, undoUntil } = draft.state;
  if (window === null || endedAt === null) return false;
  if (undoUntil !== undefined) return Date.parse(at) <= Date.parse(undoUntil);
  return 'milliseconds' in window && Date.parse(at) <= Date.parse(endedAt) + window.milliseconds;
}

/** Takes the end of the run. */
export function takeEnd(draft: Draft, entry: Extract<Entry, { type: 'run.ended' }>): Ignored | null {
  if (answered(draft, (wanted) => wanted.type === 'end') === null) return 'not_awaited';
  draft.outstanding = [];
  const { end, at, undoUntil } = entry;
  setState(draft, { status: 'ended', end, endedAt: at, pending: {}, ...(undoUntil !== undefined && { undoUntil }) });
  return null;
}

/** Keeps an event for a wait that is still to come, and has open ones that cannot tell look at it again. */
export function takeKept(draft: Draft, entry: Extract<Entry, { type: 'event.kept' }>): Ignored | null {
  const { type: _, at: __, ...kept } = entry;
  if (draft.state.kept.some(({ source, id }) => source === kept.source && id === kept.id)) return 'not_awaited';
  setState(draft, { kept: newest([...draft.state.kept, kept]) });
  for (const visit of entry.undecided ?? []) lookAgain(draft, visit);
  return null;
}

function newest(all: readonly KeptEvent[]): readonly KeptEvent[] {
  const undecided = all.filter((kept) => kept.undecided !== undefined).slice(-undecidedAtMost);
  const others = all.filter((kept) => kept.undecided === undefined).slice(-keptAtMost);
  const stays = new Set([...undecided, ...others]);
  return all.filter((kept) => stays.has(kept));
}
