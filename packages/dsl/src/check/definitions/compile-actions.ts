import type { Duration } from '@deskbook/policies';
import type { ActionContract, RetryPolicy } from '../../bundle/action-contract.ts';
import type { Fields } from '../../bundle/field.ts';
import { actionDefinitions } from '../../built-in/action-definitions.ts';
import { outOfRange } from '../../diagnostics/pages/reference/out-of-range.ts';
import { unknownName } from '../../diagnostics/pages/reference/unknown-name.ts';
import { wrongType } from '../../diagnostics/pages/reference/wrong-type.ts';
import type { ActionShape } from '../../shape/action.ts';
import type { Definition } from '../../syntax/syntax.ts';
import type { Checking } from '../checking.ts';
import { compileClockTime, parseDuration } from '../compile-duration.ts';
import { compileFields } from '../compile-field.ts';
import { compileText } from '../compile-text.ts';
import { compileWith } from '../compile-value.ts';
import { at, referenceTo, within, type Place } from '../place.ts';
import { placeIn } from '../place-at.ts';
import { referAmong } from '../refer.ts';
import { report } from '../report.ts';
import { recordRoot, type Scope } from '../scope.ts';

/** An action as written, where, and what it takes and gives. */
interface Signature {
  readonly raw: ActionShape;
  readonly place: Place;
  readonly input: Fields;
  readonly output: Fields;
}

/**
 * Every action's contract: the built-in ones, with those of the bundle beside or instead of them. First what each takes and
 * gives, then the rest, because an undo passes values to another action. `scope` is that of conditions in inputs.
 */
export function compileActions(
  definitions: readonly Definition[],
  checking: Checking,
  scope: Scope,
): { readonly [id: string]: ActionContract } {
  // prettier-ignore
  const signatures = new Map<string, Signature>();
  for (const definition of [...actionDefinitions.map(asDefinition), ...definitions]) {
    const raw = definition.data as unknown as ActionShape;
    const place = placeIn(checking, definition, scope);
    const input = compileFields(raw.input, at(place, 'input'));
    const output = compileFields(raw.output, at(place, 'output'));
    signatures.set(raw.id, { raw, place, input, output });
  }
  return Object.fromEntries([...signatures].map(([id, signature]) => [id, compileAction(signature, signatures)]));
}

function asDefinition(raw: ActionShape): Definition {
  return { kind: 'action', id: raw.id, file: raw.id, data: raw as unknown as Definition['data'], spans: {} };
}

function compileAction(signature: Signature, all: ReadonlyMap<string, Signature>): ActionContract {
  const { raw, place, input, output } = signature;
  return {
    id: raw.id,
    title: compileText(raw.title ?? raw.id, at(place, 'title')) ?? {},
    port: raw.port ?? 'actions',
    input,
    output,
    effect: raw.effect,
    undo: compileUndo(signature, all),
    errors: raw.errors ?? [],
    retry: compileRetry(raw, place),
    timeout: compileClockTime(raw.timeout ?? '30s', at(place, 'timeout')) ?? { milliseconds: 0 },
    ...compileHeartbeat(raw, place),
    idempotent: raw.idempotent,
    check: compileProof(signature, all),
    resource: compileResource(signature),
    scopes: raw.scopes ?? [],
    reference: referenceTo(place),
  };
}

/** A heartbeat tells more than the timeout only where it comes sooner. */
function compileHeartbeat(raw: ActionShape, place: Place): Pick<ActionContract, 'heartbeat'> {
  const { heartbeat = null } = optional('heartbeat', raw.heartbeat, at(place, 'heartbeat'));
  if (heartbeat === null || !('milliseconds' in heartbeat)) return {};
  const timeout = parseDuration(raw.timeout ?? '30s') ?? Number.POSITIVE_INFINITY;
  if (heartbeat.milliseconds > 0 && heartbeat.milliseconds < timeout) return { heartbeat };
  const message = `\`${raw.heartbeat ?? ''}\` is not shorter than the attempt may take, \`${raw.timeout ?? '30s'}\``;
  report(at(place, 'heartbeat'), outOfRange, message, { help: 'write a longer `timeout`, or take it out' });
  return {};
}

function optional<Key extends string>(
  key: Key,
  raw: string | undefined,
  place: Place,
): { readonly [key in Key]?: Duration } {
  const length = raw === undefined ? null : compileClockTime(raw, place);
  return (length === null ? {} : { [key]: length }) as { readonly [key in Key]?: Duration };
}

function compileUndo(signature: Signature, all: ReadonlyMap<string, Signature>): ActionContract['undo'] {
  const { undo } = signature.raw;
  if (undo === undefined || undo === 'none') return null;
  const place = at(signature.place, 'undo');
  const target = findAction(undo.do, all, at(place, 'do'));
  if (target === null) return null;
  const values = compileWith(
    undo.with,
    at(within(place, afterwards(signature)), 'with'),
    target.input,
    `\`${undo.do}\``,
  );
  return { action: undo.do, with: values, exact: undo.exact ?? false };
}

function compileProof(signature: Signature, all: ReadonlyMap<string, Signature>): ActionContract['check'] {
  const { check } = signature.raw;
  if (check === undefined) return null;
  const place = at(signature.place, 'check');
  const target = findAction(check.do, all, at(place, 'do'));
  if (target === null) return null;
  if (target.raw.effect !== 'read')
    report(at(place, 'do'), wrongType, `\`${check.do}\` writes, and a check only reads`);
  const { output: _output, ...before } = afterwards(signature).roots;
  const values = compileWith(
    check.with,
    at(within(place, { ...signature.place.scope, roots: before }), 'with'),
    target.input,
    `\`${check.do}\``,
  );
  referAmong(check.field, Object.keys(target.output), `output of \`${check.do}\``, at(place, 'field'));
  return { action: check.do, with: values, field: check.field };
}

/** What an undo can pass on: what went in, and what came out. */
function afterwards({ input, output, place }: Signature): Scope {
  return { model: place.scope.model, roots: { input: recordRoot(input), output: recordRoot(output) } };
}

function findAction(id: string, all: ReadonlyMap<string, Signature>, place: Place): Signature | null {
  const found = all.get(id);
  if (found === undefined) referAmong(id, [...all.keys()], 'action', place);
  return found ?? null;
}

function compileRetry(raw: ActionShape, place: Place): RetryPolicy | null {
  const { retry } = raw;
  if (retry === undefined) return null;
  for (const [index, error] of retry.errors.entries()) {
    if ((raw.errors ?? []).includes(error)) continue;
    report(at(place, 'retry', 'errors', index), unknownName, `\`${raw.id}\` declares no error \`${error}\``, {
      help: 'list it in `errors`',
    });
  }
  return {
    errors: retry.errors,
    attempts: retry.attempts,
    backoff: compileClockTime(retry.backoff ?? '2s', at(place, 'retry', 'backoff')) ?? { milliseconds: 0 },
    max: compileClockTime(retry.max ?? '1m', at(place, 'retry', 'max')) ?? { milliseconds: 0 },
    ...optional('within', retry.within, at(place, 'retry', 'within')),
  };
}

function compileResource({ raw, place, input }: Signature): ActionContract['resource'] {
  if (raw.resource === undefined) return null;
  const { type, from } = raw.resource;
  referAmong(from, Object.keys(input), `input of \`${raw.id}\``, at(place, 'resource', 'from'));
  return { type, from };
}
