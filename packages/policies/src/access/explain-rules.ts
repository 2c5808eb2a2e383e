import { explain } from '../conditions/explain.ts';
import type { Explanation } from '../conditions/explanation.ts';
import type { Facts } from '../conditions/facts.ts';
import type { Truth } from '../conditions/truth.ts';
import type { Cited } from '../reference.ts';
import type { Text } from '../text.ts';
import type { AccessRow } from './access-row.ts';
import type { Asked } from './asked.ts';
import { findRows } from './findings.ts';
import type { HeldRoles } from './held-roles.ts';
import type { RoleChain } from './role-chains.ts';
import { isAbout } from './row-index.ts';

/** A grant, denial or glass that speaks of an action, whoever it is for, and why it does or does not decide. */
export interface ExplainedRule extends Cited {
  readonly kind: AccessRow['kind'];
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
  /** Of a glass: whether it is broken at this moment, and where the host recorded that (`null`: nobody broke it). */
  readonly broken?: { readonly truth: Truth; readonly record: string | null };
  /** Of a denial: the id of the broken glass because of which it does not count. */
  readonly overriddenBy?: string;
  /** Whether all of it holds, the role included. */
  readonly truth: Truth;
  readonly say?: Text;
}

/** Every grant, denial and glass that covers what is asked, in declared order, nothing cut short. */
export function explainRules(
  rows: readonly AccessRow[],
  asked: Asked,
  roles: HeldRoles,
  facts: Facts,
): readonly ExplainedRule[] {
  const about = rows.filter((row) => row.covers(asked.action) && isAbout(row, asked));
  const had = about.filter(({ role }) => roleTruth(role, roles) !== 'fails');
  const findings = new Map(findRows(had, roles, () => facts).map((finding) => [finding.of, finding]));
  return about.map((row): ExplainedRule => {
    const { kind, id, role, rule, action } = row;
    const { truth = 'fails', overriddenBy } = findings.get(row) ?? {};
    const active = roles.active.get(id);
    return {
      kind,
      id,
      action,
      role,
      hasRole: roleTruth(role, roles),
      through: roles.held.get(role) ?? [],
      when: row.when === null ? null : explain(row.when, facts),
      ...(kind === 'break_glass' && {
        broken: { truth: active?.truth ?? 'fails', record: active?.record ?? null },
      }),
      ...(overriddenBy !== undefined && { overriddenBy: overriddenBy.id }),
      truth,
      ...('say' in rule && rule.say !== undefined && { say: rule.say }),
      reference: rule.reference,
      cites: rule.cites,
    };
  });
}

function roleTruth(role: string, { held, undecided }: HeldRoles): Truth {
  if (held.has(role)) return 'holds';
  return undecided.has(role) ? 'undecided' : 'fails';
}
