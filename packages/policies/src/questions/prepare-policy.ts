import { accessRows } from '../access/access-row.ts';
import type { AccessRow } from '../access/access-row.ts';
import type { AccessPolicy } from '../access/access-policy.ts';
import { createAccess } from '../access/create-access.ts';
import type { Access } from '../access/create-access.ts';
import { createRoleFinder } from '../access/role-finder.ts';
import type { RoleFinder } from '../access/role-finder.ts';
import { compileSeparations } from '../access/separation.ts';
import type { SeparationCheck } from '../access/separation.ts';

/** A policy, taken apart for questions that go beyond one request. */
export interface PreparedPolicy {
  readonly access: Access;
  readonly rows: readonly AccessRow[];
  readonly findRoles: RoleFinder['find'];
  readonly findClashes: SeparationCheck['clashes'];
}

const prepared = new WeakMap<AccessPolicy, PreparedPolicy>();

/**
 * Prepares a policy. The result is kept as long as the policy lives.
 *
 * @throws PolicyFault where the policy is malformed.
 */
export function preparePolicy(policy: AccessPolicy): PreparedPolicy {
  const known = prepared.get(policy);
  if (known !== undefined) return known;
  const made = {
    access: createAccess(policy),
    rows: accessRows(policy),
    findRoles: createRoleFinder(policy).find,
    findClashes: compileSeparations(policy.separation).clashes,
  };
  prepared.set(policy, made);
  return made;
}
