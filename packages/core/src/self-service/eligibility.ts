import { evaluate } from '@deskbook/policies/conditions';
import type { Facts, FactPath } from '@deskbook/policies';
import type { FactModel, Service } from '@deskbook/dsl/bundle';

/** Whether a person may have a service: only `yes` lets anybody in. */
export type Eligibility =
  | { readonly eligible: 'yes' | 'no' }
  | { readonly eligible: 'undecided'; readonly missing: readonly FactPath[] };

/** Asked with the filled-in form among the facts, when a request is made and again when its run starts. */
export function eligibilityOf(service: Service, facts: Facts): Eligibility {
  if (service.eligible === null) return { eligible: 'yes' };
  const { truth, missing } = evaluate(service.eligible, facts);
  return truth === 'undecided' ? { eligible: 'undecided', missing } : { eligible: truth === 'holds' ? 'yes' : 'no' };
}

/** Whether to show it to a person at all: it is not ruled out, and nothing but the form is still open. */
export function isOffered(service: Service, facts: Facts, roots: FactModel['roots']): boolean {
  if (service.state !== 'live') return false;
  const answer = eligibilityOf(service, facts);
  if (answer.eligible !== 'undecided') return answer.eligible === 'yes';
  return answer.missing.every((path) => dependsOnForm(path, roots));
}

/** Whether a fact is the form's, or belongs to a root that is found by it, through however many others. */
function dependsOnForm(path: FactPath, roots: FactModel['roots'], through: readonly string[] = []): boolean {
  const [root = ''] = path.split('.', 1);
  if (root === 'form') return true;
  const from = Object.hasOwn(roots, root) ? roots[root]?.from : undefined;
  return from !== undefined && !through.includes(root) && dependsOnForm(from, roots, [...through, root]);
}
