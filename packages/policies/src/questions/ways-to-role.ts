import type { AccessPolicy, TemporaryRole } from '../access/access-policy.ts';
import { closeRoles } from '../access/close-roles.ts';
import type { ExplainedRule } from '../access/explain-rules.ts';
import type { RoleChains } from '../access/role-chains.ts';
import type { Way } from './ways-to-change.ts';

/** Ways in which a grant or a glass might come to be about a subject; one without changes where it is already. */
export type WaysToRole = (rule: ExplainedRule) => readonly Way[];

/**
 * Prepares the ways for a subject with the roles it holds: to activate a temporary role that it may have and that brings the role, or to
 * be given the role; of a glass that it may break, to break it.
 */
export function createWaysToRole(policy: AccessPolicy, held: RoleChains): WaysToRole {
  const { roles, temporary = [] } = policy;
  const includes = new Map(roles.map((role) => [role.id, role.includes]));
  const open = temporary.filter(({ for: needed }) => held.has(needed)).map((one) => ({ one, brings: rolesOf(one) }));
  return ({ kind, id, role, hasRole, broken, reference }) => {
    if (kind === 'break_glass' && broken?.truth !== 'holds') {
      return hasRole === 'holds' ? [[{ kind, of: id, reference }]] : [];
    }
    if (hasRole === 'holds') return [[]];
    const activations = open
      .filter(({ brings }) => brings.has(role))
      .map(({ one }): Way => [{ kind: 'temporary_role', of: one.id, reference: one.reference }]);
    return includes.has(role) ? [...activations, [{ kind: 'role', role, reference }]] : activations;
  };

  function rolesOf({ role }: TemporaryRole): Pick<RoleChains, 'has'> {
    return includes.has(role) ? closeRoles(includes, [[role, [role]]]) : new Set();
  }
}
