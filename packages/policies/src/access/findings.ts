import { evaluate } from '../conditions/evaluate.ts';
import type { FactPath, Facts } from '../conditions/facts.ts';
import type { Truth } from '../conditions/truth.ts';
import type { AccessBasis } from './access-decision.ts';
import type { AccessRow } from './access-row.ts';
import { ANYONE } from './role-finder.ts';
import type { HeldRoles } from './role-finder.ts';
import { ANY_RESOURCE } from './casbin-judge.ts';
import type { CasbinRow } from './casbin-judge.ts';
import type { Clash } from './separation.ts';

/** One row or separation that could decide a request, and whether it does. */
export interface Finding {
  readonly kind: 'grant' | 'denial' | 'separation';
  readonly truth: Truth;
  readonly missing: readonly FactPath[];
  readonly basis: AccessBasis;
  readonly row: CasbinRow;
}

/** Decides a row's condition. A role the subject only may have makes it undecided, unless the condition fails anyway. */
export function findRow(row: AccessRow, { held, undecided }: HeldRoles, facts: Facts): Finding {
  const { kind, rule, number } = row;
  const condition = row.when === null ? { truth: 'holds' as const, missing: [] } : evaluate(row.when, facts);
  const lacking = undecided.get(rule.role);
  const truth = lacking !== undefined && condition.truth === 'holds' ? 'undecided' : condition.truth;
  return {
    kind,
    truth,
    missing: truth === 'undecided' ? [...condition.missing, ...(lacking ?? [])] : [],
    basis: {
      kind,
      id: rule.id,
      through: held.get(rule.role) ?? [rule.role],
      ...('say' in rule && rule.say !== undefined && { say: rule.say }),
      reference: rule.reference,
      cites: rule.cites,
    },
    row: [rule.role, row.action, rule.resource ?? ANY_RESOURCE, `${number}`, kind === 'grant' ? 'allow' : 'deny'],
  };
}

/** A broken separation, as a denial of everything to everybody that only this request meets. */
export function findClash({ separation, between, missing }: Clash, number: number): Finding {
  const { id, say, reference, cites } = separation;
  return {
    kind: 'separation',
    truth: missing.length === 0 ? 'holds' : 'undecided',
    missing,
    basis: { kind: 'separation', id, through: between, ...(say !== undefined && { say }), reference, cites },
    row: [ANYONE, '*', ANY_RESOURCE, `separation:${number}`, 'deny'],
  };
}

/** Whether a finding counts: a grant only where it surely holds, a denial unless it surely fails. */
export function counts({ kind, truth }: Finding): boolean {
  return kind === 'grant' ? truth === 'holds' : truth !== 'fails';
}
