import type { AccessBasis, JsonObject, Text } from '@deskbook/policies';
import { reversibility } from '@deskbook/dsl/bundle';
import type { ActionContract, Bundle } from '@deskbook/dsl/bundle';
import type { Permission } from '../kernel/entry.ts';
import { maskSecrets } from './mask-secrets.ts';
import { reportPlaces } from './report-place.ts';
import { inLanguage } from './report-words.ts';
import type { LedgerLine } from './resolution-report.ts';

/** What the ledger needs beside the history. */
export interface LedgerContext {
  readonly bundle: Bundle;
  readonly language: string;
  readonly requester: string | null;
  /** Who had approved by a moment. */
  readonly approvedBy: (at: string) => readonly string[];
  /** Takes in the secrets that were masked. */
  readonly secrets: Set<string>;
}

/** The desk itself, as permissions name it. */
const desk = 'desk';

/** An effect as it is first asked for, before anything is known of its end. */
export interface OpenedEffect {
  readonly run: string;
  readonly node: string;
  readonly key: string;
  readonly action: string;
  readonly input: JsonObject;
  readonly requestedAt: string;
  /** What the step or node is called; the action's own title where it has none. */
  readonly title: Text | undefined;
}

/** A line of the ledger whose end is still open. */
export function openLine(
  context: LedgerContext,
  { run, node, key, action, input, requestedAt, title }: OpenedEffect,
): LedgerLine {
  const { bundle, language, secrets, requester } = context;
  const contract = contractOf(bundle, action);
  return {
    run,
    node,
    action,
    title: inLanguage(title ?? contract?.title ?? {}, language) || action,
    askedBy: requester,
    actedBy: desk,
    allowedBy: [],
    deniedBy: [],
    approvedBy: [],
    key,
    attempts: 0,
    result: 'open',
    reason: null,
    requestedAt,
    finishedAt: null,
    undoableUntil: null,
    undoneAt: null,
    reversibility: contract === null ? 'irreversible' : reversibility(contract),
    input: maskSecrets(input, contract?.input ?? {}, secrets),
    output: {},
  };
}

/** Who acted for whom, and what allowed it: as the permission recorded it. */
export function permittedBy(
  { bundle, requester }: LedgerContext,
  permission: Permission,
): Pick<LedgerLine, 'actedBy' | 'askedBy' | 'allowedBy'> {
  const references = basesOf(permission).map((basis) => basis.reference);
  return {
    actedBy: permission.actor.id,
    askedBy: permission.asker?.id ?? requester,
    allowedBy: reportPlaces(bundle, references),
  };
}

/** Who acted for whom, and what kept it from happening. */
export function deniedBy(
  { bundle, requester }: LedgerContext,
  permission: Permission,
): Pick<LedgerLine, 'actedBy' | 'askedBy' | 'deniedBy' | 'reason'> {
  const references = basesOf(permission).flatMap((basis) =>
    basis.kind === 'grant' || basis.kind === 'break_glass' ? [] : [basis.reference],
  );
  const reason = permission.confinement === 'outside' ? 'outside what the service may touch' : whyDenied(permission);
  return {
    actedBy: permission.actor.id,
    askedBy: permission.asker?.id ?? requester,
    deniedBy: reportPlaces(bundle, references),
    reason,
  };
}

function whyDenied({ actor, asker, refused }: Permission): string {
  const refusing = actor.decision.allowed && asker !== null ? asker : actor;
  const { reason, missing } = refusing.decision;
  if (refused !== undefined) return refused;
  return because(`${refusing.id} ${reason}`, missing.join(', '));
}

function basesOf({ actor, asker }: Permission): readonly AccessBasis[] {
  return [actor.decision.basis, asker?.decision.basis ?? null].filter((basis) => basis !== null);
}

/** The contract of an action, if the bundle has it. */
export function contractOf(bundle: Bundle, action: string): ActionContract | null {
  return Object.hasOwn(bundle.actions, action) ? (bundle.actions[action] ?? null) : null;
}

/** A class of failure with what was said of it. */
export function because(code: string, message: string): string {
  return message === '' ? code : `${code}: ${message}`;
}
