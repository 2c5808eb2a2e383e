import type { AccessDecision, Json } from '@deskbook/policies';
import { isRecord } from '../facts/is-record.ts';
import type { JournalEntry } from '../journal/journal-entry.ts';
import type { Store } from '../journal/store.ts';
import { DESK_STREAM, entryOf, streamOf } from './entry-body.ts';

/** A permission that somebody had by a temporary role or a broken glass. */
export interface ActivationUse {
  readonly at: string;
  readonly who: string;
  readonly action: string;
  /** `service:portal`. */
  readonly resource: string;
  /** The run it was asked in; null: it was asked of the desk. */
  readonly run: string | null;
}

/**
 * What somebody was permitted by a temporary role or a broken glass, oldest first: in runs, and where the desk was asked. Read from the
 * journal, which names the run that gave it wherever it decided. Costs what was journaled since it was given, and is for reports and reviews.
 */
export function usesOf(store: Store, run: string): readonly ActivationUse[] {
  const given = store.run(run);
  const person = given?.requester ?? null;
  if (given === null || person === null) return [];
  const uses = store.runs({}).flatMap((other) => {
    if (other.run === run || other.updatedAt < given.startedAt) return [];
    if (given.status === 'ended' && other.startedAt > given.updatedAt) return [];
    return store.entries(streamOf(other.run)).flatMap((entry) => usesInRun(entry, other.run, { given: run, person }));
  });
  const before = lastBefore(store, DESK_STREAM, given.startedAt);
  const asked = store.entries(DESK_STREAM, before).flatMap((entry) => usesAsked(entry, { given: run, person }));
  return [...uses, ...asked].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

/** The place of the last entry of a chain that is older than an instant, looked for by halves: times only go up. */
function lastBefore(store: Store, stream: string, instant: string): number {
  let low = 0;
  let high = store.head(stream)?.sequence ?? 0;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const [entry] = store.entries(stream, middle - 1, 1);
    if (entry !== undefined && entry.at < instant) low = middle;
    else high = middle - 1;
  }
  return low;
}

interface Given {
  readonly given: string;
  readonly person: string;
}

function usesInRun(journaled: JournalEntry, run: string, { given, person }: Given): readonly ActivationUse[] {
  if (journaled.body.type !== 'permission.decided') return [];
  const entry = entryOf(journaled);
  if (entry.type !== 'permission.decided' || !entry.permission.allowed) return [];
  const { asker, action, resource } = entry.permission;
  if (asker?.id !== person || !restsOn(asker.decision, given)) return [];
  return [{ at: journaled.at, who: person, action, resource: `${resource.type}:${resource.id}`, run }];
}

function usesAsked({ at, body }: JournalEntry, { given, person }: Given): readonly ActivationUse[] {
  if (body.type !== 'access.decided') return [];
  const { question, decision } = body;
  if (!isRecord(question) || question['subject'] !== person || !isDecision(decision)) return [];
  if (!decision.allowed || !restsOn(decision, given)) return [];
  const { action, resource } = question;
  if (typeof action !== 'string' || !isRecord(resource)) return [];
  const { type, id } = resource;
  if (typeof type !== 'string' || typeof id !== 'string') return [];
  return [{ at, who: person, action, resource: `${type}:${id}`, run: null }];
}

/** Whether a decision rests on what a run gave: it was a broken glass, or the role came by it. */
function restsOn({ basis }: AccessDecision, run: string): boolean {
  return basis !== null && (basis.record === run || basis.through.includes(run));
}

function isDecision(value: Json | undefined): value is Json & AccessDecision {
  return (
    isRecord(value) && typeof value['allowed'] === 'boolean' && (value['basis'] === null || isRecord(value['basis']))
  );
}
