import type { AccessPolicy, Condition, Denial, Grant, Role, RoleSource, Separation } from '@deskbook/policies';
import { unknownName } from '../../diagnostics/pages/reference/unknown-name.ts';
import { wrongType } from '../../diagnostics/pages/reference/wrong-type.ts';
import type {
  AccessShape,
  DenialShape,
  GrantShape,
  RoleShape,
  RoleSourceShape,
  SeparationShape,
} from '../../shape/access.ts';
import type { Definition } from '../../syntax/syntax.ts';
import { compileWhen } from '../compile-condition.ts';
import { compilePath } from '../compile-path.ts';
import { compileText } from '../compile-text.ts';
import { describeField } from '../describe-field.ts';
import { factScope } from '../fact-scope.ts';
import { at, referenceTo, within, type Place } from '../place.ts';
import { placeIn } from '../place-at.ts';
import type { Program } from '../program.ts';
import { referAmong } from '../refer.ts';
import { report } from '../report.ts';
import { modelScope, rootField } from '../scope.ts';
import { checkActionPattern } from './action-pattern.ts';
import { compileCites } from './compile-cites.ts';
import { compileBreakGlass, compileTemporaryRole } from './compile-temporary.ts';
import { uniqueIds } from './unique-ids.ts';

/** The role everybody has; only denials may name it. */
const anyone = 'anyone';
/** What people do in a run, and a separation may keep apart. */
const duties = ['request', 'approve', 'perform'];

/** Compiles one `kind: access`. All of a bundle's are one policy in the end. */
export function compileAccess(definition: Definition, program: Program): AccessPolicy {
  const raw = definition.data as unknown as AccessShape;
  const place = placeIn(program.checking, definition, factScope(program.facts));
  for (const list of ['grants', 'denials', 'separation'] as const) {
    uniqueIds(
      (raw[list] ?? []).map(({ id }) => id),
      nouns[list],
      at(place, list),
    );
  }
  return {
    roles: Object.entries(raw.roles ?? {}).map(([id, role]) => compileRole(id, role, at(place, 'roles', id), program)),
    grants: (raw.grants ?? []).map((grant, index) => compileGrant(grant, at(place, 'grants', index), program)),
    denials: (raw.denials ?? []).map((denial, index) => compileDenial(denial, at(place, 'denials', index), program)),
    separation: (raw.separation ?? []).map((one, index) =>
      compileSeparation(one, at(place, 'separation', index), program),
    ),
    temporary: (raw.temporary ?? []).flatMap(
      (one, index) => compileTemporaryRole(one, at(place, 'temporary', index), program) ?? [],
    ),
    breakGlass: (raw.break_glass ?? []).flatMap(
      (one, index) => compileBreakGlass(one, at(place, 'break_glass', index), program) ?? [],
    ),
  };
}

const nouns = { grants: 'grant', denials: 'denial', separation: 'separation' } as const;

function compileRole(id: string, raw: RoleShape, place: Place, program: Program): Role {
  for (const [index, role] of (raw.includes ?? []).entries()) {
    referAmong(role, program.roles, 'role', at(place, 'includes', index));
  }
  const title = raw.title === undefined ? null : compileText(raw.title, at(place, 'title'));
  return {
    id,
    ...(title === null ? {} : { title }),
    ...(raw.name === undefined ? {} : { name: raw.name }),
    from: compileSources(raw.from, at(place, 'from')),
    includes: raw.includes ?? [],
    reference: referenceTo(place),
  };
}

/** Where a role's people come from. Without `from`, only the host or another role hands it out. */
function compileSources(raw: RoleShape['from'], place: Place): readonly RoleSource[] {
  if (raw === undefined) return [{ kind: 'given' }];
  if (!isList(raw)) return [compileSource(raw, place)];
  return raw.map((source, index) => compileSource(source, at(place, index)));
}

function isList(raw: NonNullable<RoleShape['from']>): raw is readonly RoleSourceShape[] {
  return Array.isArray(raw);
}

function compileSource(raw: RoleSourceShape, place: Place): RoleSource {
  if (raw === 'given') return { kind: 'given' };
  if ('group' in raw) return { kind: 'group', group: raw.group };
  if ('schedule' in raw) return { kind: 'schedule', schedule: raw.schedule };
  if ('people' in raw) return { kind: 'people', people: raw.people };
  const field = compilePath(raw.fact, at(place, 'fact'));
  if (field !== null && field.type !== 'person' && field.type !== 'json') {
    report(
      at(place, 'fact'),
      wrongType,
      `\`${raw.fact}\` is ${describeField(field)}, and a role is filled with people`,
    );
  }
  return { kind: 'fact', fact: raw.fact };
}

function compileGrant(raw: GrantShape, place: Place, program: Program): Grant {
  if (raw.role === anyone) refuseAnyone(at(place, 'role'));
  else referAmong(raw.role, program.roles, 'role', at(place, 'role'));
  checkPatterns(raw.allow, at(place, 'allow'), program);
  checkPatterns(raw.ask, at(place, 'ask'), program);
  return {
    id: raw.id,
    role: raw.role,
    allow: raw.allow ?? [],
    ask: raw.ask ?? [],
    ...(raw.resource === undefined ? {} : { resource: raw.resource }),
    when: compileRuleCondition(raw, place, program),
    reference: referenceTo(place),
    cites: compileCites(raw.cites, at(place, 'cites'), program),
  };
}

function compileDenial(raw: DenialShape, place: Place, program: Program): Denial {
  if (raw.role !== anyone) referAmong(raw.role, program.roles, 'role', at(place, 'role'));
  checkPatterns(raw.deny, at(place, 'deny'), program);
  const say = raw.say === undefined ? null : compileText(raw.say, at(place, 'say'));
  return {
    id: raw.id,
    role: raw.role,
    deny: raw.deny,
    ...(raw.resource === undefined ? {} : { resource: raw.resource }),
    when: compileRuleCondition(raw, place, program),
    ...(say === null ? {} : { say }),
    reference: referenceTo(place),
    cites: compileCites(raw.cites, at(place, 'cites'), program),
  };
}

/** What everybody may do is nobody's decision: deny by default holds for grants. */
function refuseAnyone(place: Place): void {
  report(place, unknownName, `\`${anyone}\` is no role that can be granted something`, {
    help: 'name the roles that may',
  });
}

function checkPatterns(patterns: readonly string[] | undefined, place: Place, program: Program): void {
  for (const [index, pattern] of (patterns ?? []).entries()) checkActionPattern(pattern, at(place, index), program);
}

/** Conditions of permissions speak of `subject` (a person) and `resource` (a record of the type named) beside the run's facts. */
function compileRuleCondition(raw: GrantShape | DenialShape, place: Place, program: Program): Condition | null {
  const resource = rootField(program.facts, raw.resource ?? 'json');
  return compileWhen(raw.when, within(at(place, 'when'), modelScope(program.facts, { resource })));
}

function compileSeparation(raw: SeparationShape, place: Place, program: Program): Separation {
  const names = [...duties, ...program.roles, ...Object.keys(program.actions)];
  for (const [index, name] of raw.apart.entries()) {
    const here = at(place, 'apart', index);
    if (name.endsWith('*')) checkActionPattern(name, here, program);
    else referAmong(name, names, 'duty, role or action', here);
  }
  const say = raw.say === undefined ? null : compileText(raw.say, at(place, 'say'));
  return {
    id: raw.id,
    apart: raw.apart,
    within: raw.always === true ? 'always' : 'run',
    ...(say === null ? {} : { say }),
    reference: referenceTo(place),
    cites: compileCites(raw.cites, at(place, 'cites'), program),
  };
}
