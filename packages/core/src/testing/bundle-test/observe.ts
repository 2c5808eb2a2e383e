import type { Json, JsonObject } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import { isRecord } from '../../facts/is-record.ts';
import type { TaskRecord } from '../../journal/store.ts';
import { textOf } from './read-part.ts';

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
  /** Everything told so far, what happened before included. */
  readonly history: readonly Told[];
  readonly calls: readonly Call[];
  readonly open: readonly TaskRecord[];
}

/** What expectations are held against, by the keys that tests use. */
export function observe({ bundle, told, history, calls, open }: Happened): JsonObject {
  const of = (type: string) => told.filter(({ entry }) => entry.type === type);
  const actions = (type: string) => of(type).map((each) => actionBehind(history, each));
  return {
    started: of('run.started').map(({ run, entry }) => ({
      id: textOf(entry, 'workflow'),
      run,
      requester: textOf(entry, 'requester'),
    })),
    ended: of('run.ended').map(({ run, entry }) => ({ id: textOf(entry, 'end'), run })),
    waiting: waiting(bundle, open),
    done: [
      ...actions('effect.done'),
      ...of('session.performed')
        .filter(({ entry }) => entry['result'] === 'done')
        .map((each) => actionBehind(history, each)),
    ],
    failed: actions('effect.failed'),
    performed: calls.map(({ action, input, key }) => ({ id: action, do: action, with: input, key })),
    undone: actions('undo.done'),
    undo_failed: actions('undo.failed'),
    mail: calls
      .filter(({ action }) => action === 'mail.send')
      .map(({ input }) => ({ id: input['template'] ?? null, ...input })),
    decided: Object.fromEntries(
      of('decision.made').map(({ entry }) => [textOf(entry, 'node'), textOf(entry, 'outcome')]),
    ),
    denied: of('permission.decided').flatMap(({ entry }) => denial(record(entry['permission']))),
  };
}

/** What is open: approvals by their definition, everything else by its step with the people it lies with. */
function waiting(bundle: Bundle, open: readonly TaskRecord[]): JsonObject {
  const approvals = open.filter(({ kind }) => kind === 'approval').map((task) => waitingId(bundle, task));
  const others = open
    .filter(({ kind }) => kind !== 'approval')
    .map((task): [string, Json] => [waitingId(bundle, task), [...task.assignees]]);
  return {
    ...Object.fromEntries(others),
    ...(approvals.length > 0 && { approve: approvals.length === 1 ? (approvals[0] ?? null) : approvals }),
  };
}

/** An approval is known by its definition, a session by its tree, anything else by its step. */
export function waitingId(bundle: Bundle, task: TaskRecord): string {
  if (task.kind === 'tree') return textOf(task.details, 'tree') || task.node;
  if (task.kind !== 'approval') return task.node;
  const nodes = Object.values(bundle.workflows).flatMap((workflow) => workflow.nodes);
  const verb = nodes.find(({ id, verb: candidate }) => id === task.node && candidate.kind === 'approve')?.verb;
  return textOf(task.details, 'approval') || (verb?.kind === 'approve' ? verb.approval : task.node);
}

/** The action an end of an effect belongs to: that of the last request of its step before it. */
function actionBehind(history: readonly Told[], { run, entry }: Told): string {
  const own = textOf(entry, 'action');
  if (own !== '') return own;
  const asked = history
    .slice(
      0,
      history.findIndex((each) => each.entry === entry),
    )
    .findLast(
      (each) => each.run === run && each.entry['node'] === entry['node'] && each.entry.type.endsWith('.requested'),
    );
  return asked ? textOf(asked.entry, 'action') : textOf(entry, 'node');
}

function denial(permission: JsonObject): readonly Json[] {
  if (permission['allowed'] === true) return [];
  const decisions = [permission['actor'], permission['asker']]
    .map((side) => record(record(side)['decision']))
    .filter((decision) => decision['allowed'] === false);
  if (decisions.length === 0) return [{ id: 'outside_the_offer', action: permission['action'] ?? null }];
  return decisions.map((decision) => ({
    id: textOf(record(decision['basis']), 'id') || textOf(decision, 'reason'),
    reason: textOf(decision, 'reason'),
    action: permission['action'] ?? null,
  }));
}

function record(value: Json | undefined): JsonObject {
  return isRecord(value) ? value : {};
}
