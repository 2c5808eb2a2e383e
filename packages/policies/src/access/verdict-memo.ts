import { ANY_RESOURCE } from './casbin-judge.ts';
import type { CasbinRow, Judge } from './casbin-judge.ts';
import { isMemorable } from './asked.ts';
import type { Asked } from './asked.ts';
import { counts } from './findings.ts';
import type { Finding } from './findings.ts';
import type { HeldRoles } from './held-roles.ts';
import { ANYONE } from './role-finder.ts';
import { createSequenceMemo } from './sequence-memo.ts';

/** What a judge says to findings, the first time or again. */
export type Verdict = (findings: readonly Finding[], asked: Asked, roles: HeldRoles) => boolean;

/** How many steps of questions are remembered: actions, types, and rows with what was found of them. */
const MAX_REMEMBERED = 100_000;

/**
 * Asks a judge, and remembers what it said. The key is everything it is asked: the action, the type of resource, and of each row its
 * number, whether its role is held or only possible, and whether it counts. The rows of a policy never change, so neither do answers.
 */
export function createVerdict(judge: Judge): Verdict {
  const remembered = createSequenceMemo<string | number, boolean>(MAX_REMEMBERED);
  return (findings, asked, roles) => {
    const ask = (): boolean => askJudge(judge, findings, asked, roles);
    if (!isMemorable(asked)) return ask();
    return remembered([asked.action, asked.type, ...findings.map((finding) => keyOf(finding, roles))], ask);
  };
}

/** Rows have numbers from 0, four keys each; separations, which are told apart by nothing but whether they count, those below. */
function keyOf(finding: Finding, { held }: HeldRoles): number {
  const applies = counts(finding) ? 1 : 0;
  if (finding.of.kind === 'separation') return -1 - applies;
  return finding.of.number * 4 + (held.has(finding.of.role) ? 2 : 0) + applies;
}

function askJudge(judge: Judge, findings: readonly Finding[], { action, type }: Asked, roles: HeldRoles): boolean {
  const rows = findings.map(casbinRow);
  const applying = new Set(rows.filter((_, index) => counts(findings[index] as Finding)).map(([, , , name]) => name));
  return judge(rows, { roles: { allow: roles.held, deny: roles }, action, resource: type, applies: applying });
}

function casbinRow({ of }: Finding, index: number): CasbinRow {
  if (of.kind === 'separation') return [ANYONE, '*', ANY_RESOURCE, `separation:${index}`, 'deny'];
  const { role, action, resource, number, kind } = of;
  return [role, action, resource ?? ANY_RESOURCE, `${number}`, kind === 'denial' ? 'deny' : 'allow'];
}
