import type { Json, JsonObject } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { TaskRecord } from '../../journal/store.ts';

/** An entry of a run or session, as it was told once it was durable. */
export interface Told {
  readonly run: string;
  readonly entry: JsonObject & { readonly type: string };
}

/** One call of the world. */
export interface Call {
  readonly action: string;
  readonly input: JsonObject;
  readonly key: string;
}

/** Everything that happened since the step before. */
export interface Happened {
  readonly bundle: Bundle;
  readonly told: readonly Told[];
  readonly calls: readonly Call[];
  readonly open: readonly TaskRecord[];
}

/** What expectations are held against, by the keys that tests use. */
export function observe({ bundle, told, calls, open }: Happened): JsonObject {
  const of = (type: string) => told.filter(({ entry }) => entry.type === type);
  return {
    started: of('run.started').map(({ run, entry }) => ({
      id: text(entry, 'workflow'),
      run,
      requester: text(entry, 'requester'),
    })),
    ended: of('run.ended').map(({ run, entry }) => ({ id: text(entry, 'end'), run })),
    waiting: waiting(bundle, open),
    waiting_for: [...new Set(open.flatMap(({ assignees }) => assignees))],
    performed: calls
      .filter(({ action }) => action !== 'mail.send')
      .map(({ action, input, key }) => ({ id: action, do: action, with: input, key, answer: answerOf(told, key) })),
    undone: of('undo.done').map(({ entry }) => ({
      id: text(entry, 'action') || text(entry, 'node'),
      node: text(entry, 'node'),
    })),
    undo_failed: of('undo.failed').map(({ entry }) => text(entry, 'node')),
    mail: calls
      .filter(({ action }) => action === 'mail.send')
      .map(({ input }) => ({ id: input['template'] ?? null, ...input })),
    decided: Object.fromEntries(of('decision.made').map(({ entry }) => [text(entry, 'node'), text(entry, 'outcome')])),
    denied: of('permission.decided').flatMap(({ entry }) => denial(record(entry['permission']))),
  };
}

/** What is open, by kind: the approval, or the step; a list where there are several of a kind. */
function waiting(bundle: Bundle, open: readonly TaskRecord[]): JsonObject {
  const kinds: { [kind: string]: Json[] } = {};
  for (const task of open) {
    const kind = task.kind === 'approval' ? 'approve' : task.kind;
    (kinds[kind] ??= []).push(waitingId(bundle, task));
  }
  return Object.fromEntries(
    Object.entries(kinds).map(([kind, ids]) => [kind, ids.length === 1 ? (ids[0] ?? null) : ids]),
  );
}

/** An approval is known by its definition, a session by its tree, anything else by its step. */
function waitingId(bundle: Bundle, task: TaskRecord): string {
  if (task.kind === 'tree') return text(task.details, 'tree') || task.node;
  if (task.kind !== 'approval') return task.node;
  const nodes = Object.values(bundle.workflows).flatMap((workflow) => workflow.nodes);
  const verb = nodes.find(({ id, verb: candidate }) => id === task.node && candidate.kind === 'approve')?.verb;
  return text(task.details, 'approval') || (verb?.kind === 'approve' ? verb.approval : task.node);
}

/** How the last attempt under a key ended. */
function answerOf(told: readonly Told[], key: string): string {
  const requested = told.find(({ entry }) => entry.type === 'effect.requested' && entry['key'] === key);
  const ends = told.filter(
    ({ run, entry }) =>
      run === requested?.run &&
      entry['node'] === requested.entry['node'] &&
      /^effect\.(done|failed|unknown)$/.test(entry.type),
  );
  return ends.at(-1)?.entry.type.slice('effect.'.length) ?? 'open';
}

function denial(permission: JsonObject): readonly Json[] {
  if (permission['allowed'] === true) return [];
  const decisions = [permission['actor'], permission['asker']]
    .map((side) => record(record(side)['decision']))
    .filter((decision) => decision['allowed'] === false);
  if (decisions.length === 0) return [{ id: 'outside_the_offer', action: permission['action'] ?? null }];
  return decisions.map((decision) => ({
    id: text(record(decision['basis']), 'id') || text(decision, 'reason'),
    reason: text(decision, 'reason'),
    action: permission['action'] ?? null,
  }));
}

function text(of: JsonObject, name: string): string {
  const value = Object.hasOwn(of, name) ? of[name] : undefined;
  return typeof value === 'string' ? value : '';
}

function record(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
