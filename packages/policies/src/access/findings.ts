import { evaluate } from '../conditions/evaluate.ts';
import type { FactPath, Facts } from '../conditions/facts.ts';
import { allOf } from '../conditions/kleene.ts';
import type { Truth } from '../conditions/truth.ts';
import type { AccessBasis } from './access-decision.ts';
import type { AccessRow } from './access-row.ts';
import type { InForce } from './activation-finder.ts';
import { ANYONE } from './role-finder.ts';
import type { HeldRoles } from './role-finder.ts';
import { ANY_RESOURCE } from './casbin-judge.ts';
import type { CasbinRow } from './casbin-judge.ts';
import type { Clash } from './separation.ts';

/** One row or separation that could decide a request, and whether it does. */
export interface Finding {
  readonly kind: AccessBasis['kind'];
  readonly truth: Truth;
  readonly missing: readonly FactPath[];
  readonly basis: AccessBasis;
  readonly row: CasbinRow;
  /** The broken glass because of which a denial does not count. */
  readonly overriddenBy?: AccessBasis;
}

/** A glass nobody has broken. */
const WHOLE = { truth: 'fails', missing: [] } as const;

/** What the finding of a row rests on, each part with its truth. */
type Part = Pick<InForce, 'missing'> & { readonly truth: Truth };

/**
 * Decides a row: its condition and, for a glass, whether it is broken. A role the subject only may have makes it undecided, unless
 * something else fails anyway.
 */
export function findRow(row: AccessRow, roles: HeldRoles, facts: Facts): Finding {
  const { kind, rule, number } = row;
  const lacking = roles.undecided.get(rule.role);
  const broken = kind === 'break_glass' ? roles.active.get(rule.id) : undefined;
  const parts: readonly Part[] = [
    row.when === null ? { truth: 'holds', missing: [] } : evaluate(row.when, facts),
    ...(lacking === undefined ? [] : [{ truth: 'undecided', missing: lacking } as const]),
    ...(kind === 'break_glass' ? [broken ?? WHOLE] : []),
  ];
  const truth = allOf(parts, (part) => part.truth);
  return {
    kind,
    truth,
    missing: truth === 'undecided' ? parts.flatMap(({ missing }) => missing) : [],
    basis: {
      kind,
      id: rule.id,
      through: roles.held.get(rule.role) ?? [rule.role],
      ...(broken !== undefined && { record: broken.record }),
      ...('say' in rule && rule.say !== undefined && { say: rule.say }),
      reference: rule.reference,
      cites: rule.cites,
    },
    row: [rule.role, row.action, rule.resource ?? ANY_RESOURCE, `${number}`, kind === 'denial' ? 'deny' : 'allow'],
  };
}

/** Findings of rows, with those denials marked that a glass which is surely broken overrides. */
export function findRows(rows: readonly AccessRow[], roles: HeldRoles, facts: Facts): readonly Finding[] {
  const findings = rows.map((row) => findRow(row, roles, facts));
  const broken = new Map<string, AccessBasis>();
  for (const [index, { kind, rule }] of rows.entries()) {
    const finding = findings[index];
    if (kind !== 'break_glass' || finding?.truth !== 'holds') continue;
    for (const denial of rule.overrides) if (!broken.has(denial)) broken.set(denial, finding.basis);
  }
  if (broken.size === 0) return findings;
  return findings.map((finding) => {
    const overriddenBy = finding.kind === 'denial' ? broken.get(finding.basis.id) : undefined;
    return overriddenBy === undefined ? finding : { ...finding, overriddenBy };
  });
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

/** Whether a finding allows, where it holds; the others deny. */
export function allows({ kind }: Finding): boolean {
  return kind === 'grant' || kind === 'break_glass';
}

/** Whether a finding counts: what allows only where it surely holds, a denial unless it surely fails or is overridden. */
export function counts(finding: Finding): boolean {
  if (allows(finding)) return finding.truth === 'holds';
  return finding.truth !== 'fails' && finding.overriddenBy === undefined;
}
