import { evaluate } from '../conditions/evaluate.ts';
import type { FactPath, Facts } from '../conditions/facts.ts';
import type { Evaluation, Truth } from '../conditions/truth.ts';
import type { AccessRow } from './access-row.ts';
import type { HeldRoles } from './held-roles.ts';
import type { Clash } from './separation.ts';

/** One row or broken separation that could decide a request, and whether it does. */
export interface Finding {
  readonly of: AccessRow | Clash;
  readonly truth: Truth;
  readonly missing: readonly FactPath[];
  /** Of a denial: the broken glass because of which it does not count. */
  readonly overriddenBy?: AccessRow;
}

const NOTHING: readonly FactPath[] = [];
const HOLDS = { truth: 'holds', missing: NOTHING } as const;

/** A glass nobody has broken. */
const WHOLE = { truth: 'fails', missing: NOTHING } as const;

/** What rows are decided over; made when the first row asks for it. */
export type FactsOf = () => Facts;

/**
 * Decides a row: its condition and, for a glass, whether it is broken. A role the subject only may have makes it undecided, unless
 * something else fails anyway.
 */
export function findRow(row: AccessRow, roles: HeldRoles, factsOf: FactsOf): Finding {
  const lacking = roles.undecided.get(row.role);
  const condition: Evaluation = row.when === null ? HOLDS : evaluate(row.when, factsOf());
  const broken = row.kind === 'break_glass' ? (roles.active.get(row.id) ?? WHOLE) : HOLDS;
  if (condition.truth === 'fails' || broken.truth === 'fails') return { of: row, truth: 'fails', missing: NOTHING };
  if (lacking === undefined && condition.truth === 'holds' && broken.truth === 'holds') {
    return { of: row, truth: 'holds', missing: NOTHING };
  }
  const missing = [...condition.missing.flatMap((path) => wanting(path, roles)), ...(lacking ?? []), ...broken.missing];
  return { of: row, truth: 'undecided', missing };
}

/** What to ask for: where the list of roles has no value, that is for want of the facts that some of them come from. */
function wanting(path: FactPath, { undecided }: HeldRoles): readonly FactPath[] {
  return path === 'subject.roles' && undecided.size > 0 ? [...undecided.values()].flat() : [path];
}

/** Findings of rows, with those denials marked that a glass which is surely broken overrides. */
export function findRows(rows: readonly AccessRow[], roles: HeldRoles, factsOf: FactsOf): Finding[] {
  const findings = rows.map((row) => findRow(row, roles, factsOf));
  if (roles.active.size === 0) return findings;
  const broken = new Map<string, AccessRow>();
  for (const [index, row] of rows.entries()) {
    if (row.kind !== 'break_glass' || findings[index]?.truth !== 'holds') continue;
    for (const denial of row.overrides) if (!broken.has(denial)) broken.set(denial, row);
  }
  return findings.map((finding, index) => {
    const row = rows[index];
    const overriddenBy = row?.kind === 'denial' ? broken.get(row.id) : undefined;
    return overriddenBy === undefined ? finding : { ...finding, overriddenBy };
  });
}

/** A broken separation, as a denial of everything to everybody that only this request meets. */
export function findClash(clash: Clash): Finding {
  return { of: clash, truth: clash.missing.length === 0 ? 'holds' : 'undecided', missing: clash.missing };
}

/** Whether a finding allows, where it holds; the others deny. */
export function allows({ of }: Finding): boolean {
  return of.kind === 'grant' || of.kind === 'break_glass';
}

/** Whether a finding counts: what allows only where it surely holds, a denial unless it surely fails or is overridden. */
export function counts(finding: Finding): boolean {
  if (allows(finding)) return finding.truth === 'holds';
  return finding.truth !== 'fails' && finding.overriddenBy === undefined;
}
