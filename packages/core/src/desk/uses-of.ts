import type { AccessDecision, Json } from '@deskbook/policies';
import { entryOf, streamOf } from '../execution/entry-body.ts';
import { isRecord } from '../facts/is-record.ts';
import type { JournalEntry } from '../journal/journal-entry.ts';
import type { Store } from '../journal/store.ts';
import type { ActivationUse } from '../reports/fold-activation.ts';
import { DESK_STREAM } from './journal-desk.ts';

/**
 * What somebody was permitted by a temporary role or a broken glass, oldest first: in runs, and where the desk was asked. Read from the
 * journal, which names the run that gave it wherever it decided. Costs what was journaled since it was given, and is for reports.
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
  const asked = store.entries(DESK_STREAM).flatMap((entry) => usesAsked(entry, { given: run, person }));
  return [...uses, ...asked].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
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
  return [{ at, who: person, action, resource: `${String(resource['type'])}:${String(resource['id'])}`, run: null }];
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
