import { factsOf, readFact, sameValue } from '@deskbook/policies/conditions';
import { matchTrigger } from '@deskbook/policies/rules';
import type { FactPath, JsonObject } from '@deskbook/policies';
import type { DeskEvent } from '../events/desk-event.ts';
import type { Commit } from '../journal/store.ts';
import type { Entry, EntryBody, Visit } from '../kernel/entry.ts';
import { step } from '../kernel/step.ts';
import { askedIn } from './asked-in.ts';
import { eventWaitOf } from './commands/await-event.ts';
import type { EventWaits } from './event-waits.ts';
import type { ExecutionHost } from './host.ts';
import { loadRun, type LoadedRun } from './load-run.ts';
import { keptFacts, matchEvent } from './match-event.ts';
import { partsLetGo } from './open-parts.ts';
import { nothing, parkOwnEvents } from './own-events.ts';
import { joinCommits, runCommit } from './run-commit.ts';
import { runFacts, ticketOf } from './run-facts.ts';
import { isOutage } from './work.ts';

/** What an event means for one open run: the commit to join with the event's own. The run is touched once it is durable. */
export interface EventOffer {
  readonly run: string;
  readonly commit: Commit;
}

/** What an event means for open runs. */
export interface EventOffers {
  readonly offers: readonly EventOffer[];
  /** Runs for which that cannot be told, because something could not be read: they are offered it again. */
  readonly unsure: readonly string[];
}

/**
 * Drafts what an event does to open runs, or to those named. `facts` are the roots as they are after the event.
 * Drafted against the heads of this moment: a commit that is refused because one has moved is drafted again.
 */
export async function offerEvent(
  host: ExecutionHost,
  waits: EventWaits,
  event: DeskEvent,
  facts: JsonObject,
  runs: readonly string[] = concerned(host, waits, event, facts),
): Promise<EventOffers> {
  const offers: EventOffer[] = [];
  const unsure: string[] = [];
  for (const run of runs) {
    const loaded = loadRun(host, run);
    if (loaded === null || loaded.state.status === 'ended') continue;
    const bodies = await entriesFor(host, loaded, event, facts);
    if (bodies === null) unsure.push(run);
    if (bodies === null || bodies.length === 0) continue;
    const commit = draft(host, loaded, bodies);
    if (commit !== null) offers.push({ run, commit });
  }
  return { offers, unsure };
}

/** Drafts the end of an open run, to be committed together with what takes its place. null: it has ended, or is ending. */
export function draftCancel(host: ExecutionHost, run: string, reason: string): Commit | null {
  const loaded = loadRun(host, run);
  if (loaded === null || loaded.state.ending !== null) return null;
  return draft(host, loaded, [{ type: 'run.cancelled', by: null, reason }]);
}

function draft(
  host: ExecutionHost,
  { graph, state: before, head }: LoadedRun,
  bodies: readonly EntryBody[],
): Commit | null {
  const at = host.clock.now();
  let state = before;
  const entries: Entry[] = [];
  for (const body of bodies) {
    const entry: Entry = { ...body, at };
    const result = step(graph, state, entry);
    if (result.ignored !== null) continue;
    state = result.state;
    entries.push(entry);
  }
  if (entries.length === 0) return null;
  const move = { graph, before, after: state, head, entries };
  const parts = partsLetGo(host.store, before, state);
  return joinCommits([runCommit(move), parkOwnEvents(move, host.listens?.() ?? nothing), ...parts]);
}

/** The open runs that could have to do with the event: those about its ticket, and those that may wait for its type. */
function concerned(host: ExecutionHost, waits: EventWaits, event: DeskEvent, facts: JsonObject): readonly string[] {
  const ticket = readFact(facts, 'ticket.id');
  const about = typeof ticket === 'string' ? host.store.runs({ status: 'open', ticket }) : [];
  const found = new Set([...about, ...waits.runsFor(event.type)].map(({ run }) => run));
  return [...found].sort();
}

/** What it does to one run; null: that cannot be told just now. */
async function entriesFor(
  host: ExecutionHost,
  loaded: LoadedRun,
  event: DeskEvent,
  facts: JsonObject,
): Promise<readonly EntryBody[] | null> {
  const { state } = loaded;
  const ticket = readFact(facts, 'ticket.id');
  const { ticket: record = null, request = null } = facts;
  const fresh = { ...(record === null ? {} : { ticket: record }), ...(request === null ? {} : { request }) };
  const about = ticket !== undefined && ticketOf(state) === ticket;
  const offer: Offer = { host, loaded, event, facts, extra: about ? fresh : {} };
  const cancel = about ? await cancelEntry(offer) : null;
  if (cancel === 'unsure') return null;
  if (cancel !== null) return [cancel];
  const again = about ? await changedApprovals(offer) : [];
  return [...again, ...(await waitEntries(offer))];
}

interface Offer {
  readonly host: ExecutionHost;
  readonly loaded: LoadedRun;
  readonly event: DeskEvent;
  readonly facts: JsonObject;
  /** The ticket and the request as they are after the event, which is not recorded yet. */
  readonly extra: JsonObject;
}

/** The event may be one that cancels the run. Where that is undecided, it does not; `unsure`: a port that is down keeps it so. */
async function cancelEntry({ host, loaded, event, extra }: Offer): Promise<EntryBody | 'unsure' | null> {
  const rule = loaded.graph.workflow.cancelWhen;
  if (rule === null || (rule.changed.length === 0 && rule.when === null)) return null;
  const needs = rule.when === null ? [] : factsOf(rule.when);
  const gathered = await runFacts(host, loaded.bundle, loaded.state, needs, extra);
  const { facts } = gathered;
  const { changes, created, actor } = event.data;
  const trigger = { ...rule, id: 'cancel_when', event: event.type, reference: loaded.graph.workflow.reference };
  const match = matchTrigger(trigger, { type: event.type, facts, changes, created });
  if (!match.starts) return match.reason === 'undecided' && isOutage(match.missing, gathered) ? 'unsure' : null;
  return { type: 'run.cancelled', by: actor, reason: `event ${event.source}/${event.id}` };
}

/** Approvals that asked about something the event has changed: everybody is asked again. */
async function changedApprovals({ host, loaded, extra }: Offer): Promise<readonly EntryBody[]> {
  const entries: EntryBody[] = [];
  for (const node of loaded.graph.workflow.nodes) {
    const { approval = null, visit = 0, task = null } = loaded.state.nodes[node.id] ?? {};
    const definition = node.verb.kind === 'approve' ? loaded.graph.approvals[node.verb.approval] : undefined;
    if (definition === undefined || definition.askAgainIfChanged.length === 0) continue;
    if (approval?.status !== 'open' || task === null) continue;
    const { facts } = await runFacts(host, loaded.bundle, loaded.state, definition.askAgainIfChanged, extra);
    const asked = askedIn(definition, facts);
    if (sameValue(asked, approval.asked)) continue;
    const changed = { type: 'changed', at: host.clock.now(), asked } as const;
    entries.push({ type: 'approval.entry', task: task.task, entry: changed, node: node.id, visit });
  }
  return entries;
}

/**
 * Waits that the event ends. For waits of the run that are still to come it is kept, and for those that are open where nobody can
 * tell just now whether it is theirs.
 */
async function waitEntries({ host, loaded, event, facts, extra }: Offer): Promise<readonly EntryBody[]> {
  const matched: EntryBody[] = [];
  const undecided: Visit[] = [];
  const paths: FactPath[] = [];
  let isToCome = false;
  const { source, id, type, data } = event;
  const unresolved = data.unresolved ?? [];
  for (const node of loaded.graph.workflow.nodes) {
    const wait = eventWaitOf(node);
    const { visit = 0, status = 'waiting' } = loaded.state.nodes[node.id] ?? {};
    if (wait === null || wait.event !== type) continue;
    paths.push(...Object.keys(wait.match));
    if (status === 'waiting' && wait.since === 'run') isToCome = true;
    if (status !== 'active') continue;
    const { truth } = await matchEvent(host, loaded, wait.match, { facts, unresolved }, extra);
    const at = { node: node.id, visit };
    if (truth === 'holds') matched.push({ type: 'event.matched', source, id, facts: data.facts, ...at });
    else if (truth === 'undecided') undecided.push(at);
  }
  if (!isToCome && undecided.length === 0) return matched;
  const kept = { event: type, source, id, facts: keptFacts(data.facts, paths, facts) };
  const unsure = {
    ...(undecided.length > 0 && { undecided }),
    ...(unresolved.length > 0 && { unresolved }),
  };
  return [{ type: 'event.kept', ...kept, ...unsure }, ...matched];
}
