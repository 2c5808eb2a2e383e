import type { BreakGlass, TemporaryRole } from '@deskbook/policies';
import { idleOverride } from '../../../diagnostics/pages/permission/idle-override.ts';
import { idleTemporaryRole } from '../../../diagnostics/pages/permission/idle-temporary-role.ts';
import { longBrokenGlass } from '../../../diagnostics/pages/permission/long-broken-glass.ts';
import { nobodyElseReviews } from '../../../diagnostics/pages/permission/nobody-else-reviews.ts';
import { roleKeptApart } from '../../../diagnostics/pages/permission/role-kept-apart.ts';
import { covers } from '../../definitions/action-pattern.ts';
import { placeAt } from '../../place-at.ts';
import type { Compiled } from '../../program.ts';
import type { DiagnosticPage } from '../../../diagnostics/diagnostic-page.ts';
import { report } from '../../report.ts';
import { knownPeople } from './known-people.ts';
import { roleClosure } from './role-closure.ts';

/** The longest emergency, in milliseconds: what lasts longer wants a role and an approval. */
const longestEmergency = 86_400_000;

/** What is given for a while is something its people do not have, may have, and can answer for. */
export function temporaryRights(compiled: Compiled): void {
  for (const entry of compiled.access.temporary ?? []) checkTemporary(entry, compiled);
  for (const entry of compiled.access.breakGlass ?? []) checkBreakGlass(entry, compiled);
}

function checkTemporary({ id, role, for: holder, reference }: TemporaryRole, compiled: Compiled): void {
  const had = roleClosure(compiled.access, holder);
  if (had.has(role)) {
    tell(compiled, `${reference}/role`, idleTemporaryRole, `whoever has \`${holder}\` has \`${role}\` already`);
    return;
  }
  const all = new Set([...had, ...roleClosure(compiled.access, role)]);
  for (const separation of compiled.access.separation) {
    const [one, other] = separation.apart.filter((name) => all.has(name));
    if (separation.within !== 'always' || one === undefined || other === undefined) continue;
    const message = `\`${id}\` gives \`${role}\` to \`${holder}\`, and \`${separation.id}\` keeps \`${one}\` and \`${other}\` apart`;
    tell(compiled, `${reference}/role`, roleKeptApart, message, 'whoever held both could do nothing at all');
  }
}

function checkBreakGlass(entry: BreakGlass, compiled: Compiled): void {
  const { id, allow, overrides, atMost, reference } = entry;
  if ('milliseconds' in atMost && atMost.milliseconds > longestEmergency) {
    const help = 'write a `temporary` role, which somebody approves beforehand';
    tell(compiled, `${reference}/at_most`, longBrokenGlass, `\`${id}\` lasts longer than a day`, help);
  }
  for (const [index, denied] of overrides.entries()) {
    const denial = compiled.access.denials.find((one) => one.id === denied);
    if (denial === undefined || denial.deny.some((pattern) => allow.some((other) => overlap(pattern, other)))) continue;
    const message = `\`${denied}\` denies nothing that \`${id}\` allows`;
    tell(compiled, `${reference}/overrides/${index}`, idleOverride, message);
  }
  checkReview(entry, compiled);
}

/** Where everybody is known by name, that somebody else is left to review. */
function checkReview({ id, role, review, reference }: BreakGlass, compiled: Compiled): void {
  const approval = compiled.approvals[review];
  const breakers = knownPeople(compiled.access, role);
  const reviewers = approval?.seats.map((seat) => knownPeople(compiled.access, seat.role)) ?? [];
  if (breakers === null || reviewers.length === 0 || reviewers.includes(null)) return;
  const all = new Set(reviewers.flatMap((people) => [...(people ?? [])]));
  const alone = [...breakers].find((person) => all.size === 1 && all.has(person));
  if (alone === undefined) return;
  const message = `nobody else can review \`${id}\` where \`${alone}\` has broken the glass`;
  tell(compiled, `${reference}/review`, nobodyElseReviews, message, 'give the approval another seat');
}

/** Whether two patterns have an action in common. */
function overlap(one: string, other: string): boolean {
  return covers(one, other.replace(/\*$/, '')) || covers(other, one.replace(/\*$/, ''));
}

function tell(compiled: Compiled, reference: string, page: DiagnosticPage, message: string, help?: string): void {
  const place = placeAt(compiled.checking, reference);
  if (place !== null) report(place, page, message, help === undefined ? {} : { help });
}
