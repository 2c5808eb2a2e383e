import type { Json, JsonObject } from '@deskbook/policies';
import { isRecord } from '../facts/is-record.ts';
import type { JournalEntry } from '../journal/journal-entry.ts';

/** What an entry says to somebody who audits: who did what to what, whether it was allowed, and how it ended. */
export interface AuditedAct {
  /** Whoever acted; `desk` is the desk itself. */
  readonly actor: string;
  /** For whom, where that is somebody else. */
  readonly onBehalfOf: string | null;
  /** An action, or the type of the entry where it is about none. */
  readonly operation: string;
  readonly resource: { readonly type: string; readonly id: string } | null;
  readonly outcome: 'success' | 'failure' | 'unknown';
  /** The permission it tells of, and the grant, denial or separation that decided it. */
  readonly authorization: {
    readonly allowed: boolean;
    readonly policy: string | null;
    readonly reference: string | null;
  } | null;
}

/** The entries of which the outcome is not that they happened. */
const outcomes: { readonly [type: string]: AuditedAct['outcome'] } = {
  'effect.failed': 'failure',
  'effect.refused': 'failure',
  'effect.unknown': 'unknown',
  'undo.failed': 'failure',
  'step.blocked': 'failure',
  'event.rejected': 'failure',
};

/** Reads an entry as an act. Total: an entry of a type it does not know is an act of the desk, by the name of its type. */
export function auditedAct({ body, cause }: JournalEntry): AuditedAct {
  const permission = permissionIn(body);
  const act: AuditedAct = {
    actor: personIn(body) ?? (cause.startsWith('person:') ? cause.slice('person:'.length) : 'desk'),
    onBehalfOf: null,
    operation: textAt(body, 'action') ?? body.type,
    resource: null,
    outcome: outcomes[body.type] ?? 'success',
    authorization: null,
  };
  return permission === null ? act : { ...act, ...permitted(permission) };
}

/** The permission of an effect, or the answer to a question of permission. */
function permissionIn(body: JsonObject): JsonObject | null {
  const found = body['permission'] ?? body['denial'];
  if (isRecord(found)) return found;
  const { question, decision } = body;
  if (!isRecord(question) || !isRecord(decision)) return null;
  const allowed = decision['allowed'] === true;
  return { ...question, allowed, actor: { id: question['subject'] ?? '', decision } };
}

function permitted(permission: JsonObject): Omit<AuditedAct, 'actor'> & { readonly actor: string } {
  const { actor, asker, resource } = permission;
  const allowed = permission['allowed'] === true;
  // Of two answers, the one that denies is the one to name.
  const denying = [actor, asker].find((each) => isRecord(each) && !isAllowed(each));
  const basis = basisOf(isRecord(denying) ? denying : actor);
  return {
    actor: textAt(actor, 'id') ?? 'desk',
    onBehalfOf: textAt(asker, 'id') ?? null,
    operation: textAt(permission, 'action') ?? '',
    resource: isRecord(resource) ? { type: textAt(resource, 'type') ?? '', id: textAt(resource, 'id') ?? '' } : null,
    outcome: allowed ? 'success' : 'failure',
    authorization: { allowed, policy: textAt(basis, 'id') ?? null, reference: textAt(basis, 'reference') ?? null },
  };
}

const isAllowed = (party: JsonObject): boolean => isRecord(party['decision']) && party['decision']['allowed'] === true;

function basisOf(party: Json | undefined): Json | undefined {
  const decision = isRecord(party) ? party['decision'] : undefined;
  return isRecord(decision) ? decision['basis'] : undefined;
}

/** Who spoke: `by` in what people say, also inside the entry of an approval. */
function personIn(body: JsonObject): string | undefined {
  return textAt(body, 'by') ?? textAt(body['entry'], 'by');
}

function textAt(record: Json | undefined, name: string): string | undefined {
  const value = isRecord(record) && Object.hasOwn(record, name) ? record[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
