import { type FactPath, type Json, type JsonObject, readFact } from '@deskbook/policies';
import type { Bundle, Trigger, Value, Workflow } from '@deskbook/dsl/bundle';
import type { DeskEvent } from '../events/desk-event.ts';
import { isOwnEvent } from '../events/own-event.ts';
import { resolveValue, resolveValues } from '../execution/resolve-values.ts';
import type { RunStart } from '../execution/start-run.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import type { Claim } from '../journal/store.ts';

/** A start under a limit: whom it counts with, and what happens beyond it. */
export interface Limit {
  readonly key: string;
  readonly capacity: number;
  /** How long a start counts, in milliseconds; null: until its run ends. */
  readonly lasts: number | null;
  readonly otherwise: 'drop' | 'queue' | 'hold' | 'join' | 'reject' | 'replace';
}

/** A run that a trigger wants to start. */
export interface WantedStart {
  readonly trigger: string;
  readonly start: RunStart;
  readonly throttle: Limit | null;
  readonly oneRun: Limit | null;
}

export type PlannedStart =
  | { readonly ok: true; readonly wanted: WantedStart }
  | { readonly ok: false; readonly missing: readonly FactPath[] };

/** Works out what a trigger that starts would start, and under which limits. Facts that are absent stop it. */
export function planStart(
  bundle: Bundle,
  trigger: Trigger,
  event: DeskEvent,
  occasion: {
    readonly facts: JsonObject;
    readonly kept: JsonObject;
    readonly classification: RunStart['classification'];
  },
): PlannedStart {
  const workflow = bundle.workflows[trigger.start];
  if (workflow === undefined) return { ok: false, missing: [] };
  const input = resolveValues(trigger.with, occasion.facts, workflow.input);
  if (!input.ok) return input;
  const throttle = throttleOf(trigger, occasion.facts);
  if (throttle !== null && 'missing' in throttle) return { ok: false, missing: throttle.missing };
  const oneRun = oneRunOf(workflow, { ...occasion.facts, input: input.value });
  if (oneRun !== null && 'missing' in oneRun) return { ok: false, missing: oneRun.missing };
  const asked = requesterOf(workflow, event, occasion.facts);
  if ('missing' in asked) return { ok: false, missing: asked.missing };
  const start: RunStart = {
    bundle,
    workflow: workflow.id,
    input: input.value,
    facts: occasion.kept,
    requester: asked.requester,
    cause: { kind: 'event', source: event.source, id: event.id, trigger: trigger.id, hops: event.data.own?.hops ?? 0 },
    classification: occasion.classification ?? null,
  };
  return { ok: true, wanted: { trigger: trigger.id, start, throttle, oneRun } };
}

/**
 * Whom a run is for: whoever the ticket is from; of a new ticket that names nobody, and of an event about none, whoever did it. Who
 * cannot be found just now is waited for, where it matters; who changes another's ticket does not ask for what is in it. What follows a run
 * that is about no ticket is for whom that run was for.
 */
function requesterOf(
  { acts, nodes }: Workflow,
  event: DeskEvent,
  known: JsonObject,
): { readonly requester: string | null } | { readonly missing: readonly FactPath[] } {
  const { facts, created, actor, unresolved = [] } = event.data;
  const named = readFact(known, 'ticket.requester');
  if (typeof named === 'string') return { requester: named };
  const isAsked = acts.for !== null || nodes.some(({ verb }) => ['approve', 'run', 'each'].includes(verb.kind));
  const wanted = ['ticket.requester', 'event.actor'].filter((fact) =>
    unresolved.some((each) => each.fact === fact && each.reason === 'unavailable'),
  );
  if (isAsked && wanted.length > 0) return { missing: wanted };
  if (isOwnEvent(event)) return { requester: textOf(readFact(known, 'run.requester')) };
  const isNamed = unresolved.some(({ fact }) => fact === 'ticket.requester');
  const isOwn = created || facts['ticket'] === undefined;
  return { requester: isOwn && !isNamed ? actor : null };
}

const textOf = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

type Resolved = Limit | { readonly missing: readonly FactPath[] } | null;

function throttleOf({ id, throttle }: Trigger, facts: JsonObject): Resolved {
  if (throttle === null || !('milliseconds' in throttle.in)) return null;
  const { per, atMost: capacity, in: window, otherwise } = throttle;
  return limitOf(`throttle:${id}`, per, facts, { capacity, lasts: window.milliseconds, otherwise });
}

/** The limit of a workflow that runs once for each thing it is about. */
export function oneRunOf(workflow: Workflow, facts: JsonObject): Resolved {
  if (workflow.oneRun === null) return null;
  const { per, otherwise } = workflow.oneRun;
  return limitOf(`one:${workflow.id}`, per, facts, { capacity: 1, lasts: null, otherwise });
}

function limitOf(prefix: string, per: Value, facts: JsonObject, limit: Omit<Limit, 'key'>): Resolved {
  const value = resolveValue(per, facts);
  return value.ok ? { key: `${prefix}:${canonicalJson(value.value)}`, ...limit } : value;
}

/** A limit as the claim that keeps it. */
export function claimOf({ key, capacity, lasts }: Limit, now: string): Omit<Claim, 'holder'> {
  const until = lasts === null ? null : new Date(Date.parse(now) + lasts).toISOString();
  return { key, capacity, until };
}
