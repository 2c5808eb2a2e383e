import { evaluate, readFact } from '@deskbook/policies/conditions';
import type { Facts, Json, JsonObject } from '@deskbook/policies';
import type { TreeCheck, Values } from '@deskbook/dsl/bundle';
import type { Permission } from '../kernel/entry.ts';
import type { CheckResult, SessionEntry } from './session-entry.ts';
import type { ChoosingNode } from './session-state.ts';
import type { Here } from './step-session.ts';

/** What a turn answers, before it has a place and a time. */
export type TurnEntry = SessionEntry extends infer Entry
  ? Entry extends { readonly visit: number }
    ? Omit<Entry, 'at' | 'tree' | 'node' | 'visit'>
    : never
  : never;

/** How a session reaches the world. Everything here may fail, and says how. */
export interface SessionWorld {
  /** The facts of this moment, with the session's own roots among them. What can't be read is absent. */
  readonly facts: (here: Here) => Promise<Facts>;
  /** Resolves values over facts; names what is absent. */
  readonly resolve: (
    values: Values,
    facts: Facts,
  ) => { readonly ok: true; readonly input: JsonObject } | { readonly ok: false; readonly missing: readonly string[] };
  /** Permission for the desk to act and for the person to have it done, with the facts of this moment. */
  readonly permit: (here: Here, action: string, input: JsonObject) => Promise<Permission>;
  /** The action itself, under its key. */
  readonly act: (action: string, input: JsonObject, key: string) => Promise<ActResult>;
}

export type ActResult =
  | { readonly result: 'done'; readonly output: JsonObject }
  | { readonly result: 'failed' | 'unknown'; readonly reason: string };

/** Looks up what is known. Two choices that both hold, or one that might, are no answer: a person is asked, nothing is guessed. */
export async function look(here: Here, node: ChoosingNode, world: SessionWorld): Promise<TurnEntry> {
  const facts = await world.facts(here);
  const seen = node.known === null ? null : (readFact(facts, node.known) ?? null);
  return {
    type: 'session.known',
    answer: node.kind === 'question' ? yesOrNo(seen) : chosen(node, seen, facts),
    value: seen,
  };
}

function yesOrNo(value: Json): string | null {
  return value === true ? 'yes' : value === false ? 'no' : null;
}

function chosen(node: Extract<ChoosingNode, { kind: 'choice' }>, value: Json, facts: Facts): string | null {
  const named = node.choices.find(({ id }) => id === value);
  if (named) return named.id;
  const judged = node.choices.filter(({ when }) => when !== null && evaluate(when, facts).truth !== 'fails');
  const [only] = judged;
  return only?.when && judged.length === 1 && evaluate(only.when, facts).truth === 'holds' ? only.id : null;
}

/** Runs a check: yes or no where it decides, unknown with the reason where it could not. */
export async function runCheck(here: Here, check: TreeCheck, world: SessionWorld): Promise<TurnEntry> {
  const facts = await world.facts(here);
  const input = world.resolve(check.with, facts);
  if (!input.ok) return checked('unknown', {}, `${input.missing.join(', ')} is not known`, null);
  const permission = await world.permit(here, check.action, input.input);
  if (!permission.allowed) return checked('unknown', {}, denialText(permission), permission);
  const answer = await world.act(check.action, input.input, `${keyOf(here)}/check`);
  if (answer.result !== 'done') return checked('unknown', {}, answer.reason, permission);
  const { truth, missing } = evaluate(check.yesWhen, { ...facts, check: answer.output });
  if (truth === 'holds') return checked('yes', answer.output, null, permission);
  if (truth === 'fails') return checked('no', answer.output, null, permission);
  return checked('unknown', answer.output, `the check did not tell ${missing.join(', ')}`, permission);
}

function checked(
  result: CheckResult,
  output: JsonObject,
  reason: string | null,
  permission: Permission | null,
): TurnEntry {
  return { type: 'session.checked', result, output, reason, permission };
}

/** Who may not do it, and what decided that. */
export function denialText({ actor, asker, action, confinement, refused }: Permission): string {
  if (refused !== undefined) return `${action} is not let through (${refused})`;
  if (confinement === 'outside') return `${action} is outside what was offered`;
  const { id, decision } = actor.decision.allowed && asker ? asker : actor;
  return `${id} may not ${action} (${decision.basis?.id ?? decision.reason})`;
}

/** The idempotency key of what happens at this place: the same for every attempt. */
export function keyOf(here: Here): string {
  const { tree, node, visit } = here.place;
  return `${here.state.session}/${tree}/${node}${visit > 1 ? `#${visit}` : ''}`;
}
