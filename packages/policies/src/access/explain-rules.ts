import { explain } from '../conditions/explain.ts';
import type { Explanation } from '../conditions/explanation.ts';
import type { Facts } from '../conditions/facts.ts';
import type { Truth } from '../conditions/truth.ts';
import type { Cited } from '../reference.ts';
import type { Text } from '../text.ts';
import type { AccessRequest } from './access-request.ts';
import type { AccessRow } from './access-row.ts';
import { findRow } from './findings.ts';
import type { HeldRoles, RoleChain } from './role-finder.ts';
import { isAbout } from './row-index.ts';

/** A grant or denial that speaks of an action, whoever it is for, and why it does or does not decide. */
export interface ExplainedRule extends Cited {
  readonly kind: 'grant' | 'denial';
  readonly id: string;
  /** The action or pattern of it that matched. */
  readonly action: string;
  readonly role: string;
  /** Whether the subject has the role. */
  readonly hasRole: Truth;
  /** How the subject came to the role; empty where it has it not. */
  readonly through: RoleChain;
  /** Its condition; null: it has none. */
  readonly when: Explanation | null;
  /** Whether all of it holds, the role included. */
  readonly truth: Truth;
  readonly say?: Text;
}

/** Every grant and denial that covers a request's action, mode and resource, in declared order, nothing cut short. */
export function explainRules(
  rows: readonly AccessRow[],
  request: AccessRequest,
  roles: HeldRoles,
  facts: Facts,
): readonly ExplainedRule[] {
  return rows
    .filter((row) => row.covers(request.action) && isAbout(row, request))
    .map((row) => {
      const { kind, rule, action } = row;
      const { truth, basis } = findRow(row, roles, facts);
      const through = roles.held.get(rule.role) ?? [];
      const hasRole = through.length > 0 ? 'holds' : roles.undecided.has(rule.role) ? 'undecided' : 'fails';
      return {
        kind,
        id: rule.id,
        action,
        role: rule.role,
        hasRole,
        through,
        when: rule.when === null ? null : explain(rule.when, facts),
        truth: hasRole === 'fails' ? 'fails' : truth,
        ...(basis.say !== undefined && { say: basis.say }),
        reference: rule.reference,
        cites: rule.cites,
      };
    });
}
