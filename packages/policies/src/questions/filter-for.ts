import type { AccessBasis } from '../access/access-decision.ts';
import type { AccessPolicy } from '../access/access-policy.ts';
import type { AccessRequest, Subject } from '../access/access-request.ts';
import type { AccessRow } from '../access/access-row.ts';
import { findClash } from '../access/findings.ts';
import type { HeldRoles } from '../access/held-roles.ts';
import type { JsonObject } from '../json.ts';
import type { Cited } from '../reference.ts';
import { allFilters, anyFilter, knownFilter, notFilter } from './combine-filters.ts';
import type { Filter } from './filter.ts';
import { preparePolicy } from './prepare-policy.ts';
import { residualFilter } from './residual-filter.ts';
import type { KnownFacts } from './residual-filter.ts';

/** Who wants to do what; the resources are what is asked for. */
export interface FilterQuestion {
  readonly subject: Subject;
  readonly action: string;
  /** Where all resources have one type, it is known now; otherwise the filter speaks of the attribute `type`. */
  readonly resourceType?: string;
  readonly context: JsonObject;
  /** `act` unless given. */
  readonly mode?: AccessRequest['mode'];
  readonly duties?: AccessRequest['duties'];
}

/** A grant, denial, separation or broken glass that the filter rests on. */
export interface FilterBasis extends Cited {
  readonly kind: AccessBasis['kind'];
  readonly id: string;
}

/** Which resources: those for which `filter` holds. */
export interface FilterAnswer {
  readonly filter: Filter;
  readonly basis: readonly FilterBasis[];
}

/**
 * To which resources a subject may do something, as a filter over their attributes: whatever the subject, the context and the policy
 * decide is decided now, the rest is left. It holds for exactly the resources for which `may` allows.
 *
 * @throws PolicyFault where the policy is malformed.
 */
export function filterFor(policy: AccessPolicy, question: FilterQuestion): FilterAnswer {
  const { rows, findRoles, findClashes } = preparePolicy(policy);
  const { subject, action, resourceType, context, mode = 'act', duties = {} } = question;
  const roles = findRoles(subject, context);
  const clashes = findClashes({ action, mode, type: resourceType ?? '' }, roles, subject.id, duties);
  const known: KnownFacts = { facts: knownFacts(question, roles), resourceType };
  const about = rows.filter((row) => {
    const { covers, askOnly, resource } = row;
    const typed = resourceType === undefined || resource === null || resource === resourceType;
    return covers(action) && (!askOnly || mode === 'ask') && typed && concerns(row, roles);
  });
  const filters = about.map((row) => ({ row, filter: rowFilter(row, roles, known) }));
  const filter = allFilters([
    ...clashes.map((clash) => notFilter(knownFilter(findClash(clash).truth))),
    anyFilter(filters.flatMap(({ row: { kind }, filter: each }) => (kind === 'denial' ? [] : [each]))),
    ...filters.flatMap(({ row, filter: each }) =>
      row.kind === 'denial' ? [anyFilter([notFilter(each), ...overriding(row.id, filters)])] : [],
    ),
  ]);
  const rules = about.map(({ kind, rule: { id, reference, cites } }) => ({ kind, id, reference, cites }));
  const broken = clashes.map(({ kind, separation: { id, reference, cites } }) => ({ kind, id, reference, cites }));
  return { filter, basis: [...rules, ...broken] };
}

function concerns({ kind, role, id }: AccessRow, { has, active }: HeldRoles): boolean {
  return has(role) && (kind !== 'break_glass' || active.has(id));
}

/** A row's type of resource, its condition, and doubt where the subject only may have its role, or have broken its glass. */
function rowFilter(
  { kind, id, role, resource, rule, when }: AccessRow,
  { held, active }: HeldRoles,
  known: KnownFacts,
): Filter {
  return allFilters([
    typeFilter(resource, rule.reference, known),
    when === null ? knownFilter('holds') : residualFilter(when, known),
    knownFilter(held.has(role) ? 'holds' : 'undecided'),
    knownFilter(kind === 'break_glass' ? (active.get(id)?.truth ?? 'fails') : 'holds'),
  ]);
}

/** Where a denial does not count: where a glass that overrides it surely lets the subject. */
function overriding(
  denial: string,
  filters: readonly { readonly row: AccessRow; readonly filter: Filter }[],
): readonly Filter[] {
  return filters.flatMap(({ row, filter }) => (row.overrides.includes(denial) ? [filter] : []));
}

function typeFilter(type: string | null, reference: string, { resourceType }: KnownFacts): Filter {
  if (type === null || resourceType !== undefined) return knownFilter('holds');
  const [left, right] = [{ attribute: 'type' }, { value: type }];
  return { kind: 'compare', left, operator: 'equals', right, now: null, reference };
}

/** What conditions see, but the resource. */
function knownFacts({ subject, context }: FilterQuestion, { list }: HeldRoles): JsonObject {
  const { type, id, groups, properties } = subject;
  return { ...context, subject: { ...properties, type, id, groups, roles: list } };
}
