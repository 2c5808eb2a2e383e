import type { AccessBasis, AccessDecision } from '../access/access-decision.ts';
import type { AccessPolicy } from '../access/access-policy.ts';
import type { AccessRequest } from '../access/access-request.ts';
import type { Access } from '../access/create-access.ts';
import { parseInstant } from '../conditions/parse-instant.ts';
import { withChanges } from './change.ts';
import type { Change } from './change.ts';
import { preparePolicy } from './prepare-policy.ts';
import { waysToChange } from './ways-to-change.ts';
import type { Way } from './ways-to-change.ts';
import { createWaysToRole } from './ways-to-role.ts';
import type { WaysToRole } from './ways-to-role.ts';

/** Changes that together turn a refusal into a permission, and the decision that came out when they were tried. */
export interface WayToYes {
  readonly changes: readonly Change[];
  readonly decision: AccessDecision;
}

/**
 * What would turn a refusal into a permission. `ways`: the smallest sets of changes found, each tried. Without any, `stands` is what
 * refused and would still: a denial, a separation, or nothing (`null`) where no grant was within reach. Not every way is looked for,
 * so that no ways does not mean there are none.
 */
export interface WhatWouldMakeItYes {
  readonly already: boolean;
  readonly ways: readonly WayToYes[];
  readonly stands: AccessBasis | null;
  readonly reason: AccessDecision['reason'];
}

const MAX_DECISIONS = 400;
const MAX_WAYS = 5;
/** How many denials in a row are argued with. */
const MAX_ROUNDS = 4;

/**
 * Looks for the smallest changes that would make a refused request allowed: roles to hold or to activate, glasses to break,
 * facts to be otherwise. Each is decided again before it is returned, and holds nothing that it could do without. Asks for at most a
 * few hundred decisions.
 *
 * @throws PolicyFault where the policy is malformed.
 */
export function whatWouldMakeItYes(policy: AccessPolicy, request: AccessRequest): WhatWouldMakeItYes {
  const { access } = preparePolicy(policy);
  const decision = access.may(request);
  if (decision.allowed) return { already: true, ways: [], stands: null, reason: decision.reason };
  const search = createSearch(
    access,
    request,
    createWaysToRole(policy, access.rolesOf(request.subject, request.context)),
  );
  const found = search.waysToGrants().flatMap((way) => search.pastDenials(way, 0));
  const ways = distinct(found.map(search.smallest)).slice(0, MAX_WAYS);
  return {
    already: false,
    ways: ways.map((changes) => ({ changes, decision: access.may(withChanges(request, changes)) })),
    stands: ways.length === 0 && decision.reason !== 'grant_undecided' ? decision.basis : null,
    reason: decision.reason,
  };
}

interface WaySearch {
  readonly waysToGrants: () => readonly Way[];
  readonly pastDenials: (way: Way, round: number) => readonly Way[];
  readonly smallest: (way: Way) => Way;
}

function createSearch(access: Access, request: AccessRequest, waysToRole: WaysToRole): WaySearch {
  let decisions = 0;
  const allows = (way: Way): boolean => {
    decisions += 1;
    return access.may(withChanges(request, way)).allowed;
  };
  const now = typeof request.context['now'] === 'string' ? parseInstant(request.context['now']) : undefined;
  const pastDenials = (way: Way, round: number): readonly Way[] => {
    if (decisions >= MAX_DECISIONS) return [];
    if (allows(way)) return [way];
    if (round >= MAX_ROUNDS) return [];
    const denial = access
      .explain(withChanges(request, way))
      .find(({ kind, truth, overriddenBy }) => kind === 'denial' && truth !== 'fails' && overriddenBy === undefined);
    if (denial?.when === undefined || denial.when === null) return [];
    return waysToChange(denial.when, 'fails', now).flatMap((more) => pastDenials([...way, ...more], round + 1));
  };
  const smallest = (way: Way): Way => {
    const less = way.map((_, index) => way.toSpliced(index, 1)).find(allows);
    return less === undefined ? way : smallest(less);
  };
  const waysToGrants = (): readonly Way[] =>
    access
      .explain(request)
      .filter(({ kind }) => kind !== 'denial')
      .flatMap((rule) => {
        const conditions = rule.when === null ? [[]] : waysToChange(rule.when, 'holds', now);
        return waysToRole(rule).flatMap((first) => conditions.map((way) => [...first, ...way]));
      })
      .toSorted((one, other) => one.length - other.length);
  return { waysToGrants, pastDenials, smallest };
}

/** The shortest first, each once. */
function distinct(ways: readonly Way[]): readonly Way[] {
  const known = new Map(ways.map((way) => [JSON.stringify(way), way]));
  return [...known.values()].sort((one, other) => one.length - other.length);
}
