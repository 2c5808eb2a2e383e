import type { JsonObject } from '@deskbook/policies';
import { streamOf } from '../execution/entry-body.ts';
import type { EventOffers } from '../execution/offer-event.ts';
import { joinCommits } from '../execution/run-commit.ts';
import { factsOfRoles, peopleOfRole } from '../execution/role-people.ts';
import { tellTicket } from '../execution/tell-ticket.ts';
import { gatherFacts } from '../facts/index.ts';
import { isOwnEvent } from '../events/own-event.ts';
import { isRecord } from '../facts/is-record.ts';
import type { Head } from '../journal/journal-entry.ts';
import type { Commit, CommitResult } from '../journal/store.ts';
import { timerOf } from '../service-levels/kept-clocks.ts';
import type { ClockStep } from '../service-levels/step-clocks.ts';
import { type WantedStart, isOlder, planStart } from '../triggers/index.ts';
import { stopReplaced } from './begin-run.ts';
import { commitStart } from './commit-start.ts';
import type { NotStarted, StartedRun } from './desk.ts';
import type { DeskParts } from './desk-parts.ts';
import { type Considered, recordedTicket } from './intake.ts';
import { parkStart } from './parked-start.ts';
import { type Placed, placeStarts } from './place-starts.ts';
import { postpone } from './postponed-event.ts';

/** An event that was considered, ready to be committed, and the chain it goes into. */
export interface Intake {
  readonly stream: string;
  readonly head: Head | null;
  readonly considered: Considered;
  readonly now: string;
  /** It was taken in before, while something could not be read; what was undecided then is decided now. */
  readonly again: boolean;
  /** What it means for open runs. */
  readonly offered: EventOffers;
  /** What it means for the clocks of its ticket. */
  readonly clocks: ClockStep | null;
  /** Happens in the same commit: the cursor of what was fetched. */
  readonly beside: Commit | null;
}

/** What came of it, once it is durable. */
export interface Taken {
  readonly started: readonly StartedRun[];
  readonly notStarted: readonly NotStarted[];
  /** Runs that were begun. */
  readonly begun: readonly string[];
  /** Runs whose place was taken. */
  readonly replaced: readonly { readonly run: string; readonly by: string }[];
}

export type IntakeResult =
  | { readonly ok: true; readonly taken: Taken }
  | Extract<CommitResult, { readonly ok: false; readonly reason: 'head_moved' | 'already_seen' }>;

/**
 * Commits what an event brought: the event, the ticket as it is now, the claims, and every run that starts, all of it or
 * nothing. Where a limit turns out to be reached, the starts are placed again and the commit is made again.
 */
export async function commitIntake(parts: DeskParts, intake: Intake): Promise<IntakeResult> {
  const wanted = wantedStarts(parts, intake.considered);
  const known = new Map<string, readonly string[]>();
  for (;;) {
    const placed = placeStarts(wanted.starts, known, intake.now, (run) => parts.store.head(streamOf(run)) !== null);
    const taken = takenOf(placed, wanted.notStarted);
    const commit = await wholeCommit(parts, intake, placed, taken, wanted.shadow);
    const result = await commitStart(parts, commit);
    if (result.ok) {
      for (const each of placed) if (each.how === 'started') parts.host.onEntry?.(each.draft.run, each.draft.entry);
      return { ok: true, taken };
    }
    if (result.reason !== 'claim_refused') return result;
    const own = new Set(taken.begun);
    known.set(
      result.key,
      result.holders.filter((holder) => !own.has(holder)),
    );
  }
}

interface Wanted {
  readonly starts: readonly WantedStart[];
  readonly notStarted: readonly NotStarted[];
  /** What triggers in shadow would have started. */
  readonly shadow: readonly WantedStart[];
}

function wantedStarts({ bundle }: DeskParts, considered: Considered): Wanted {
  const starts: WantedStart[] = [];
  const shadow: WantedStart[] = [];
  const notStarted: NotStarted[] = [];
  const { event, facts, verdicts } = considered;
  // What the desk tells of itself, and is about no ticket, is nobody's request.
  const classification = isOwnEvent(event) && event.subject === null ? null : considered.classification;
  for (const verdict of verdicts) {
    const trigger = verdict.trigger.id;
    if (!verdict.starts) notStarted.push({ trigger, reason: verdict.reason, missing: verdict.missing });
    if (!verdict.starts && verdict.reason !== 'shadow') continue;
    const planned = planStart(bundle, verdict.trigger, event, { facts, kept: keptFacts(facts), classification });
    if (planned.ok) (verdict.starts ? starts : shadow).push(planned.wanted);
    else if (verdict.starts) notStarted.push({ trigger, reason: 'undecided', missing: planned.missing });
  }
  return { starts, notStarted, shadow };
}

/** What a run keeps of the facts it started with: what the event brought. People and devices are read anew. */
const keptFacts = (facts: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(facts).filter(([root]) =>
      ['ticket', 'request', 'comment', 'event', 'sla', 'approval', 'task'].includes(root),
    ),
  );

function takenOf(placed: readonly Placed[], notStarted: readonly NotStarted[]): Taken {
  const started = placed.flatMap((each): StartedRun[] => {
    const { trigger, start } = each.wanted;
    if (each.how === 'joined') return [{ trigger, workflow: start.workflow, run: each.run, how: 'joined' }];
    if (each.how !== 'started' && each.how !== 'queued') return [];
    return [{ trigger, workflow: start.workflow, run: each.draft.run, how: each.how }];
  });
  const stopped = placed.flatMap((each): NotStarted[] => {
    if (each.how !== 'held' && each.how !== 'throttled' && each.how !== 'rejected') return [];
    const reason = each.how === 'rejected' ? 'rejected' : 'throttled';
    return [{ trigger: each.wanted.trigger, reason, missing: [] }];
  });
  const begun = placed.flatMap((each) => (each.how === 'started' ? [each] : []));
  return {
    started,
    notStarted: [...notStarted, ...stopped],
    begun: begun.map(({ draft }) => draft.run),
    replaced: begun.flatMap(({ draft, replaces }) => (replaces === null ? [] : [{ run: replaces, by: draft.run }])),
  };
}

async function wholeCommit(
  parts: DeskParts,
  intake: Intake,
  placed: readonly Placed[],
  taken: Taken,
  shadow: Wanted['shadow'],
): Promise<Commit> {
  const { source, id } = intake.considered.event;
  const own: Commit = {
    expect: { [intake.stream]: intake.head },
    append: [entryOf(intake, taken, shadow)],
    seen: intake.again ? [] : [{ source, id }],
    tickets: snapshot(parts, intake.considered),
    timers: intake.clocks === null ? [] : [timerOf(intake.clocks.kept)],
  };
  const starts: Commit[] = [];
  for (const each of placed)
    starts.push(...(await commitsOf(parts, each, intake.stream)), ...stopReplaced(parts, each));
  const postponed = postpone(intake.considered, taken.notStarted, intake);
  return joinCommits([own, ...starts, postponed, ...besides(intake, taken)]);
}

/** What happens beside it. To a run whose place is taken the event means nothing any more. */
function besides({ offered: { offers }, beside }: Intake, { replaced }: Taken): readonly Commit[] {
  const gone = new Set(replaced.map(({ run }) => run));
  const others = offers.filter(({ run }) => !gone.has(run)).map(({ commit }) => commit);
  return beside === null ? others : [...others, beside];
}

/** Carries on with what was begun, and with what was stopped for it. */
export function carryOn({ executor }: DeskParts, { begun, replaced }: Taken): void {
  for (const run of [...begun, ...replaced.map((each) => each.run)]) executor.touch(run);
}

async function commitsOf(parts: DeskParts, placed: Placed, stream: string): Promise<readonly Commit[]> {
  if (placed.how === 'started') {
    const release = placed.replaces === null ? [] : [{ key: placed.wanted.oneRun?.key ?? '', holder: placed.replaces }];
    const told = tellTicket(parts.host, placed.draft, stream);
    return [placed.draft.commit, { expect: {}, append: [], claim: placed.claims, release }, told];
  }
  if (placed.how === 'queued') return [parkStart('queued', placed.wanted, placed.draft, [])];
  if (placed.how === 'held') return [parkStart('held', placed.wanted, placed.draft, await ownersOf(parts))];
  return [];
}

/** Whom a held start is shown to: the people of the role the desk belongs to. An outage leaves it to whoever may start it. */
async function ownersOf({ bundle, host, clock }: DeskParts): Promise<readonly string[]> {
  if (bundle.owner === null) return [];
  try {
    const { facts } = await gatherFacts({ bundle, needs: factsOfRoles(host), base: {}, ports: host, now: clock.now() });
    return await peopleOfRole(host, bundle.owner, facts);
  } catch {
    return [];
  }
}

/** The event as it is journaled: with what was decided about it, what each trigger did, and what those in shadow would have. */
function entryOf(
  { stream, now, considered, again, clocks }: Intake,
  taken: Taken,
  shadow: Wanted['shadow'],
): Commit['append'][number] {
  const { event, decided, classification, changes, degraded } = considered;
  const { started, notStarted } = taken;
  const would = shadow.map(({ trigger, start: { workflow, input } }) => ({ trigger, workflow, input }));
  const body = {
    type: again ? 'event.reconsidered' : 'event.received',
    event,
    changes,
    decided,
    classification,
    ...(degraded.length > 0 && { degraded }),
    started,
    notStarted,
    ...(would.length === 0 ? {} : { shadow: would }),
    ...(clocks === null ? {} : { serviceLevel: clocks.entry }),
  };
  return { stream, at: now, cause: `event:${event.source}/${event.id}`, body: body as unknown as JournalBody };
}

type JournalBody = Commit['append'][number]['body'];

/** The ticket as it is known now. What is derived is worked out anew each time, and not kept; the desk itself tells nothing new of it. */
function snapshot({ bundle, store }: DeskParts, { event, facts }: Considered): NonNullable<Commit['tickets']> {
  const { ticket, request } = facts;
  if (isOwnEvent(event) || event.subject === null || event.data.facts['ticket'] === undefined || !isRecord(ticket))
    return [];
  const recorded = recordedTicket(store, event);
  const kept = Object.entries(ticket).filter(([field]) => !Object.hasOwn(bundle.facts.derived, `ticket.${field}`));
  const roots = { ticket: Object.fromEntries(kept), ...(request === undefined ? {} : { request }) };
  const time = recorded !== null && isOlder(event, recorded) ? recorded.time : event.time;
  return [{ id: event.subject, time, facts: roots }];
}
