import type { AccessPolicy, Reference } from '@deskbook/policies';
import { nobodyMayAct } from '../../../diagnostics/pages/permission/nobody-may-act.ts';
import { nobodyMayAsk } from '../../../diagnostics/pages/permission/nobody-may-ask.ts';
import { covers } from '../../definitions/action-pattern.ts';
import { isRecord } from '../../is-record.ts';
import { placeAt } from '../../place-at.ts';
import type { Compiled } from '../../program.ts';
import { report } from '../../report.ts';
import { own } from '../steps/own.ts';
import { roleClosure } from './role-closure.ts';
import { usesOf, type Use } from './uses-of.ts';

/** Every action a workflow or a tree performs is one that some grant lets it perform, and some person may ask for. */
export function permissions(compiled: Compiled): void {
  if (!everyGrantCompiled(compiled)) return;
  for (const use of usesOf(compiled)) {
    if (own(compiled.actions, use.action) === undefined) continue;
    if (!mayAct(use, compiled)) reportNobody(use, compiled);
    else if (use.forSomebody && !mayAsk(use, compiled)) reportNobodyAsks(use, compiled);
  }
}

/** Where a grant is wrong, that has been said, and what it would have allowed is not known. */
function everyGrantCompiled({ access, checking }: Compiled): boolean {
  const written = checking.names
    .all('access')
    .flatMap(({ data }) => (Array.isArray(data['grants']) ? data['grants'] : []));
  return written.filter((grant) => isRecord(grant)).length === access.grants.length;
}

function mayAct(use: Use, compiled: Compiled): boolean {
  const { access } = compiled;
  const roles = roleClosure(access, use.role);
  if (surelyDenied(use, roles, compiled) !== null) return false;
  return access.grants.some((grant) => roles.has(grant.role) && concerns(grant.allow, grant.resource, use, compiled));
}

/** Conditions of grants are taken to hold: only what no person can ever ask for is wrong. */
function mayAsk(use: Use, compiled: Compiled): boolean {
  if (surelyDenied(use, new Set(), compiled) !== null) return false;
  return compiled.access.grants.some(
    (grant) => grant.role !== use.role && concerns([...grant.ask, ...grant.allow], grant.resource, use, compiled),
  );
}

function concerns(patterns: readonly string[], resource: string | undefined, use: Use, compiled: Compiled): boolean {
  const type = own(compiled.actions, use.action)?.resource?.type ?? 'ticket';
  return (resource === undefined || resource === type) && patterns.some((pattern) => covers(pattern, use.action));
}

/** A denial without a condition. */
function surelyDenied(
  use: Use,
  roles: ReadonlySet<string>,
  compiled: Compiled,
): AccessPolicy['denials'][number] | null {
  const found = compiled.access.denials.find(
    (denial) =>
      denial.when === null &&
      (denial.role === 'anyone' || roles.has(denial.role)) &&
      concerns(denial.deny, denial.resource, use, compiled),
  );
  return found ?? null;
}

function reportNobody(use: Use, compiled: Compiled): void {
  const denial = surelyDenied(use, roleClosure(compiled.access, use.role), compiled);
  const help =
    denial === null
      ? `grant it: \`{ id: …, role: ${use.role}, allow: [${use.action}] }\``
      : `the denial \`${denial.id}\` always forbids it`;
  reportUse(
    use.reference,
    nobodyMayAct,
    `nobody in \`${use.role}\` may do \`${use.action}\` in ${use.where}`,
    help,
    compiled,
  );
}

function reportNobodyAsks(use: Use, compiled: Compiled): void {
  const message = `nobody may ask for \`${use.action}\` in ${use.where}`;
  reportUse(use.reference, nobodyMayAsk, message, `grant it: \`{ id: …, role: …, ask: [${use.action}] }\``, compiled);
}

function reportUse(
  reference: Reference,
  page: typeof nobodyMayAct,
  message: string,
  help: string,
  compiled: Compiled,
): void {
  const place = placeAt(compiled.checking, reference);
  if (place !== null) report(place, page, message, { help });
}
