import type { BreakGlass, TemporaryRole } from '@deskbook/policies';
import type { BreakGlassShape, TemporaryRoleShape } from '../../shape/temporary.ts';
import { accessIds } from '../access-ids.ts';
import { compileWhen } from '../compile-condition.ts';
import { compileDuration } from '../compile-duration.ts';
import { at, referenceTo, within, type Place } from '../place.ts';
import type { Program } from '../program.ts';
import { refer, referAmong } from '../refer.ts';
import { modelScope, rootField } from '../scope.ts';
import { checkActionPattern } from './action-pattern.ts';
import { compileCites } from './compile-cites.ts';

/** A role that people may hold for a while; null: how long is not said in a way that can be read, which has been reported. */
export function compileTemporaryRole(raw: TemporaryRoleShape, place: Place, program: Program): TemporaryRole | null {
  referAmong(raw.role, program.roles, 'role', at(place, 'role'));
  referAmong(raw.for, program.roles, 'role', at(place, 'for'));
  if (raw.approval !== undefined) refer('approval', raw.approval, at(place, 'approval'));
  const atMost = compileDuration(raw.at_most, at(place, 'at_most'));
  if (atMost === null) return null;
  return {
    id: raw.id,
    role: raw.role,
    for: raw.for,
    approval: raw.approval ?? null,
    atMost,
    reference: referenceTo(place),
    cites: compileCites(raw.cites, at(place, 'cites'), program),
  };
}

/** A right that people give themselves in an emergency; null: how long is not said in a way that can be read. */
export function compileBreakGlass(raw: BreakGlassShape, place: Place, program: Program): BreakGlass | null {
  referAmong(raw.role, program.roles, 'role', at(place, 'role'));
  refer('approval', raw.review, at(place, 'review'));
  for (const [index, pattern] of raw.allow.entries()) checkActionPattern(pattern, at(place, 'allow', index), program);
  const denials = accessIds(program.checking, 'denials');
  for (const [index, denial] of (raw.overrides ?? []).entries())
    referAmong(denial, denials, 'denial', at(place, 'overrides', index));
  const resource = rootField(program.facts, raw.resource ?? 'json');
  const when = compileWhen(raw.when, within(at(place, 'when'), modelScope(program.facts, { resource })));
  const atMost = compileDuration(raw.at_most, at(place, 'at_most'));
  if (atMost === null) return null;
  return {
    id: raw.id,
    role: raw.role,
    allow: raw.allow,
    ...(raw.resource === undefined ? {} : { resource: raw.resource }),
    when,
    overrides: raw.overrides ?? [],
    atMost,
    review: raw.review,
    reference: referenceTo(place),
    cites: compileCites(raw.cites, at(place, 'cites'), program),
  };
}
