import { openBundle } from '@deskbook/dsl/bundle';
import type { Bundle } from '@deskbook/dsl/bundle';
import { bodyOf } from '../execution/entry-body.ts';
import type { ExecutionHost } from '../execution/host.ts';
import { openExecutor } from '../execution/open-executor.ts';
import { StoreError } from '../journal/store-error.ts';
import type { Store } from '../journal/store.ts';
import { systemClock } from '../ports/system-clock.ts';
import { cancelRun, undoRun } from './cancel-run.ts';
import { catchUp } from './catch-up.ts';
import { classifyEvent } from './classify-event.ts';
import type { Desk, DeskOptions } from './desk.ts';
import type { DeskParts } from './desk-parts.ts';
import { explainMay } from './explain-may.ts';
import { makeItYes } from './make-it-yes.ts';
import { may } from './may.ts';
import { oneAtATime } from '../execution/one-at-a-time.ts';
import { openServices } from './open-services.ts';
import { endedSession, openSessions, troubleshoot } from './open-sessions.ts';
import { answerHeld, beginQueued } from './parked-starts.ts';
import { isHeldTask } from './parked-start.ts';
import { planEvent } from './plan-event.ts';
import { receive } from './receive.ts';
import { reconsiderPostponed } from './reconsider.ts';
import { reportRun } from './report-run.ts';
import { retryEvent } from './retry-event.ts';
import { startWorkflow } from './start-workflow.ts';

/**
 * Opens a desk over a bundle, a store and the ports to the world. What an earlier process left unfinished is resumed by the first
 * `settle`; until then nothing is performed.
 *
 * @example
 * const desk = await openDesk({ bundle, store: sqliteStore('desk.db'), perform, directory });
 * await desk.receive({ source: 'jira', headers, body });
 * await desk.settle();
 */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const { store } = options;
  await keepBundle(options);
  const parts = connect(options, (start) => sessions.startForRun(start));
  const { executor } = parts;
  const sessions = openSessions(parts);
  const services = openServices(parts);
  return {
    receive: (message) => receive(parts, message),
    catchUp: () => catchUp(parts),
    rejected: () => store.deadLetters(),
    retry: (deadLetter, { by }) => retryEvent(parts, deadLetter, by),
    classify: (message, wish = {}) => classifyEvent(parts, message, wish),
    plan: (message, { at = null } = {}) => planEvent(parts, message, at),
    may: (question) => may(parts, question),
    explain: (question) => explainMay(parts, question),
    whatWouldMakeItYes: (question) => makeItYes(parts, question),
    start: (workflow, start) => startWorkflow(parts, workflow, start),
    troubleshoot: (tree, start) => troubleshoot(parts, sessions, tree, start),
    session: (session) => sessions.view(session),
    respond: (session, answer) => sessions.respond(session, answer),
    offers: (person) => services.offers(person),
    request: (service, request) => services.request(service, request),
    answer: (task, answer) => (isHeldTask(task) ? answerHeld(parts, task, answer) : executor.answer(task, answer)),
    tasks: (filter = {}) => store.tasks(filter),
    runs: (filter = {}) => store.runs(filter),
    cancel: (run, request) => cancelRun(parts, run, request),
    undo: (run, request) => undoRun(parts, run, request),
    report: (run, options) => reportRun(parts, run, options),
    settle: () => settle(parts),
    close: () => store.close(),
  };
}

/** A run ends on the bundle it began with: it is kept beside the runs. Where nothing can be written, nothing begins that would need it. */
async function keepBundle({ store, bundle }: DeskOptions): Promise<void> {
  if (store.bundle(bundle.hash) !== null) return;
  try {
    await store.commit({ expect: {}, append: [], bundles: [{ hash: bundle.hash, json: JSON.stringify(bundle) }] });
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'read_only')) throw error;
  }
}

function connect(options: DeskOptions, startSession: NonNullable<ExecutionHost['startSession']>): DeskParts {
  const { bundle, store, onEntry } = options;
  const clock = options.clock ?? systemClock();
  const values = { ...bundle.values, ...options.values };
  const bundleOf = bundlesIn(store, bundle);
  const host: ExecutionHost = {
    store,
    clock,
    perform: options.perform,
    directory: options.directory,
    assets: options.assets,
    monitoring: options.monitoring,
    bundle: () => bundle,
    bundleOf,
    values: options.values,
    startSession,
    endedSession: (session) => endedSession({ store, bundleOf }, session),
    onEntry: onEntry === undefined ? undefined : (run, entry) => onEntry(run, bodyOf(entry)),
  };
  const executor = openExecutor(host);
  return { options, bundle, bundleOf, store, clock, values, host, executor, oneAtATime: oneAtATime() };
}

/** Finds bundles by hash: the desk's own, and those runs began with, verified as they are read. Each is read once. */
function bundlesIn(store: Store, own: Bundle): (hash: string) => Bundle | null {
  const read = new Map<string, Bundle | null>([[own.hash, own]]);
  return (hash) => {
    const known = read.get(hash);
    if (known !== undefined) return known;
    const json = store.bundle(hash);
    const opened = json === null ? null : openBundle(json, { hash });
    const found = opened?.ok === true ? opened.bundle : null;
    read.set(hash, found);
    return found;
  };
}

/** Goes on until nothing can: what was postponed is considered again, and what was queued begins where room has been made. */
async function settle(parts: DeskParts): Promise<void> {
  await reconsiderPostponed(parts);
  do await parts.executor.settle();
  while (await beginQueued(parts));
}
