import { approvalLinks } from '@deskbook/policies/approval-links';
import { bodyOf } from '../execution/entry-body.ts';
import type { ExecutionHost } from '../execution/host.ts';
import { keptBundles } from '../execution/kept-bundles.ts';
import { listensOf } from '../execution/own-events.ts';
import { type Executor, openExecutor } from '../execution/open-executor.ts';
import { systemClock } from '../ports/system-clock.ts';
import { cancelRun, pauseRun, resumeRun, undoRun } from './cancel-run.ts';
import { catchUp } from './catch-up.ts';
import { classifyEvent } from './classify-event.ts';
import { bundleInForce } from './bundle-in-force.ts';
import type { BundleInForce } from './bundle-in-force.ts';
import type { Desk, DeskOptions } from './desk.ts';
import type { DeskParts } from './desk-parts.ts';
import { explainMay } from './explain-may.ts';
import { whatMay, whoMay } from './may-of-many.ts';
import { may } from './may.ts';
import { oneAtATime } from '../execution/one-at-a-time.ts';
import { openServices } from './open-services.ts';
import { endedSession, openSessions, troubleshoot } from './open-sessions.ts';
import { answerHeld, beginQueued } from './parked-starts.ts';
import { isHeldTask } from './parked-start.ts';
import { partsOfNow } from './parts-of-now.ts';
import { planEvent } from './plan-event.ts';
import { keepBundle } from './keep-bundle.ts';
import { receive } from './receive.ts';
import { reconsiderPostponed } from './reconsider.ts';
import { replaceBundle } from './replace-bundle.ts';
import { reportRun } from './report-run.ts';
import { retryEvent } from './retry-event.ts';
import { readServiceLevel } from './read-service-level.ts';
import { reckonByNewest } from './reckon-again.ts';
import { beginSchedules, runSchedules } from './run-schedules.ts';
import { serviceLevelOf } from './service-level-of.ts';
import { takeOwnEvents } from './take-own-events.ts';
import { tellClocks } from './tell-clocks.ts';
import { serviceLevelOfTicket } from './service-level-of-ticket.ts';
import { viewApproval } from './view-approval.ts';
import { startWorkflow } from './start-workflow.ts';
import { DESK_TURN } from './turns-of.ts';

/** Whoever decides when a desk's runs go on, and in which process. */
export interface DeskHost extends Required<Pick<ExecutionHost, 'handOn'>>, Pick<ExecutionHost, 'handOnEffect'> {
  /** Resolves once nothing can proceed anywhere without a new event, answer or time. */
  readonly settle: () => Promise<void>;
}

/** What a host has a desk do, one piece at a time. Each takes what it needs from the store; one run's turns are best taken one after another. */
export interface Turns extends Pick<Executor, 'effect'> {
  /**
   * Takes a run's turn, or the desk's own (`DESK_TURN`), and resolves when it only waits. Rejects where something went wrong, or could not be
   * carried out: then it is to be taken again.
   */
  readonly turn: (of: string) => Promise<void>;
  /** Tells that others have committed to a run. True: it has its turn in this very process, which has seen to it. */
  readonly touch: (run: string) => boolean;
}

/** A desk that is driven from outside. */
export interface HostedDesk {
  readonly desk: Desk;
  readonly turns: Turns;
}

/**
 * Opens a desk whose runs do not go on by themselves: what has something to do is handed on, and whoever it comes to takes its turn. With
 * `null` for a host they do go on, at `settle`.
 */
export async function openHostedDesk(options: DeskOptions, by: DeskHost | null): Promise<HostedDesk> {
  const { store } = options;
  await keepBundle(store, options.bundle);
  const force = bundleInForce(options);
  const live = connect(options, by, force, (start) => sessions.startForRun(start));
  const { executor } = live;
  const sessions = openSessions(live);
  // Each question is answered by one bundle from its beginning to its end, whatever comes into force meanwhile.
  const now = (): DeskParts => partsOfNow(live);
  await beginSchedules(now());
  const desk: Desk = {
    receive: (message) => receive(now(), message),
    catchUp: () => catchUp(now()),
    rejected: () => store.deadLetters(),
    retry: (deadLetter, { by }) => retryEvent(now(), deadLetter, by),
    classify: (message, wish = {}) => classifyEvent(now(), message, wish),
    serviceLevel: (message, { at = null } = {}) => serviceLevelOf(now(), message, at),
    ticketServiceLevel: (ticket, { at = null } = {}) => serviceLevelOfTicket(now(), ticket, at),
    plan: (message, { at = null } = {}) => planEvent(now(), message, at),
    may: (question) => may(now(), question),
    explain: (question) => explainMay(now(), question),
    // What is only asked now and then is loaded then.
    whatWouldMakeItYes: async (question) => (await import('./make-it-yes.ts')).makeItYes(now(), question),
    whatStartsApproval: async (question) =>
      (await import('./what-starts-approval.ts')).whatStartsApproval(now(), question),
    whatMay: (question) => whatMay(now(), question),
    whoMay: (question) => whoMay(now(), question),
    start: (workflow, start) => startWorkflow(now(), workflow, start),
    troubleshoot: (tree, start) => troubleshoot(now(), sessions, tree, start),
    session: (session) => sessions.view(session),
    respond: (session, answer) => sessions.respond(session, answer),
    offers: (person) => openServices(now()).offers(person),
    request: (service, request) => openServices(now()).request(service, request),
    answer: (task, answer) => (isHeldTask(task) ? answerHeld(now(), task, answer) : executor.answer(task, answer)),
    approval: (task, person) => viewApproval(now(), task, person),
    tasks: (filter = {}) => store.tasks(filter),
    systems: async () => (await import('./systems.ts')).systems(now()),
    runs: (filter = {}) => store.runs(filter),
    cancel: (run, request) => cancelRun(now(), run, request),
    pause: (run, request) => pauseRun(now(), run, request),
    resume: (run, request) => resumeRun(now(), run, request),
    planMove: async (run, { map } = {}) => (await import('./move-run.ts')).planMove(now(), run, map),
    move: async (run, request) => (await import('./move-run.ts')).moveRun(now(), run, request),
    undo: (run, request) => undoRun(now(), run, request),
    report: (run, options) => reportRun(now(), run, options),
    replace: (bundle) => replaceBundle(live, force, bundle),
    settle: () => (by === null ? settle(now()) : by.settle()),
    nextDue: () => store.nextDue(),
    close: () => store.close(),
  };
  const { turn, effect, touch } = executor;
  return { desk, turns: { turn: (of) => (of === DESK_TURN ? deskTurn(now()) : turn(of)), effect, touch } };
}

function connect(
  options: DeskOptions,
  by: DeskHost | null,
  force: BundleInForce,
  startSession: NonNullable<ExecutionHost['startSession']>,
): DeskParts {
  const { store, onEntry } = options;
  const clock = options.clock ?? systemClock();
  const bundleOf = keptBundles(store, force.bundle);
  const host: ExecutionHost = {
    store,
    clock,
    perform: options.perform,
    directory: options.directory,
    assets: options.assets,
    monitoring: options.monitoring,
    bundle: force.bundle,
    serviceLevel: (id, now) => readServiceLevel({ store, bundle: force.bundle(), bundleOf }, id, now),
    bundleOf,
    listens: () => listensOf(force.bundle()),
    values: options.values,
    links: options.links === undefined ? undefined : approvalLinks(options.links),
    startSession,
    endedSession: (session) => endedSession({ store, bundleOf }, session),
    handOn: by?.handOn,
    handOnEffect: by?.handOnEffect,
    onEntry: onEntry === undefined ? undefined : (run, entry) => onEntry(run, bodyOf(entry)),
  };
  return {
    options,
    bundleOf,
    store,
    clock,
    host,
    executor: openExecutor(host),
    oneAtATime: oneAtATime(),
    get bundle() {
      return force.bundle();
    },
    get values() {
      return { ...force.bundle().values, ...options.values };
    },
  };
}

/** Goes on until nothing can: what was postponed is considered again, and what was queued begins where room has been made. */
async function settle(parts: DeskParts): Promise<void> {
  await reconsiderPostponed(parts);
  await reckonByNewest(parts);
  do {
    do await parts.executor.settle();
    while (await beginQueued(parts));
  } while ((await takeOwnEvents(parts)) || (await tellClocks(parts)) || (await runSchedules(parts)));
}

/** The same without the runs: they have turns of their own. */
async function deskTurn(parts: DeskParts): Promise<void> {
  await reconsiderPostponed(parts);
  await reckonByNewest(parts);
  do await beginQueued(parts);
  while ((await takeOwnEvents(parts)) || (await tellClocks(parts)) || (await runSchedules(parts)));
}
