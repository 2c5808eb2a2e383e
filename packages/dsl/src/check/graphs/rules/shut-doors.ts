import type { Condition, Denial, FactPath, Json } from '@deskbook/policies';
import type { Service } from '../../../bundle/service.ts';
import { shutDoor } from '../../../diagnostics/pages/analysis/shut-door.ts';
import { covers } from '../../definitions/action-pattern.ts';
import { placeAt } from '../../place-at.ts';
import type { Compiled } from '../../program.ts';
import { report } from '../../report.ts';
import { factVariables } from '../flow/fact-variables.ts';
import { scenariosOf } from '../flow/scenario.ts';
import { comparisonsIn, truthIn } from '../flow/truth-in.ts';
import { own } from '../steps/own.ts';
import { roleClosure } from './role-closure.ts';
import { sureSteps } from './sure-steps.ts';

/** Whoever is offered something is not denied it by a rule for everybody who may ask for it, as far as the same facts decide both. */
export function shutDoors(compiled: Compiled): void {
  for (const service of Object.values(compiled.services)) {
    for (const { node, workflow } of service.state === 'retired' ? [] : sureSteps(service.start, compiled)) {
      if (node.verb.kind !== 'do' || workflow.acts.for !== 'requester') continue;
      const shut = denialOf(node.verb.action, service, compiled);
      if (shut !== null) reportShut(service, node.id, shut, compiled);
    }
  }
}

/** A denial, and who is offered the service though it holds for them. */
interface Shut {
  readonly denial: Denial;
  readonly who: string;
}

function denialOf(action: string, service: Service, compiled: Compiled): Shut | null {
  const type = own(compiled.actions, action)?.resource?.type ?? 'ticket';
  for (const denial of compiled.access.denials) {
    const concerned = (denial.resource ?? type) === type && denial.deny.some((pattern) => covers(pattern, action));
    if (!concerned || denial.when === null || !isForAll(denial.role, action, compiled)) continue;
    const who = offeredThough(denial.when, service.eligible);
    if (who !== null) return { denial, who };
  }
  return null;
}

/** Whether whoever may ask for an action has this role. */
function isForAll(role: string, action: string, { access }: Compiled): boolean {
  if (role === 'anyone') return true;
  const asking = access.grants.filter(({ ask }) => ask.some((pattern) => covers(pattern, action)));
  return asking.length > 0 && asking.every((grant) => roleClosure(access, grant.role).has(role));
}

/**
 * The case in which both a denial and the eligibility hold: facts of the subject are those of the requester. A denial that asks for more
 * than the eligibility does is for others to meet.
 */
function offeredThough(denied: Condition, eligible: Condition | null): string | null {
  if (eligible === null) return null;
  const both = [asRequester(denied), eligible];
  const asked = new Set(comparisonsIn(eligible).map(({ fact }) => fact));
  if (!comparisonsIn(asRequester(denied)).every(({ fact }) => asked.has(fact))) return null;
  const scenario = scenariosOf(factVariables(both, new Set())).find((one) =>
    both.every((condition) => truthIn(one, condition) === 'holds'),
  );
  return scenario === undefined || scenario.facts.size === 0 ? null : caseOf(scenario.facts);
}

function caseOf(facts: ReadonlyMap<FactPath, Json>): string {
  const known = [...facts].filter(([, value]) => typeof value !== 'string' || !value.startsWith('\u0000'));
  return known
    .map(([fact, value]) => `\`${fact}: ${typeof value === 'string' ? value : JSON.stringify(value)}\``)
    .join(' and ');
}

function asRequester(condition: Condition): Condition {
  switch (condition.kind) {
    case 'compare':
      return { ...condition, fact: condition.fact.replace(/^subject\./, 'requester.') };
    case 'not':
      return { ...condition, of: asRequester(condition.of) };
    case 'all':
    case 'any':
      return { ...condition, of: condition.of.map(asRequester) };
    case 'some':
    case 'every':
      return condition;
  }
}

function reportShut(service: Service, step: string, { denial, who }: Shut, compiled: Compiled): void {
  const place = placeAt(compiled.checking, `${service.reference}/eligible`);
  if (place === null) return;
  const message = `people with ${who} are offered this and denied at step \`${step}\` by \`${denial.id}\``;
  report(place, shutDoor, message, { help: 'leave them out of `eligible`, or let the denial leave this out' });
}
