import { requireLists } from '../require-lists.ts';
import type { AccessPolicy } from './access-policy.ts';

const required = ['roles', 'grants', 'denials', 'separation'] as const;
const optional = ['temporary', 'breakGlass'] as const;

/**
 * Holds that a policy has its lists.
 *
 * @throws PolicyFault `malformed`, naming every list that is not there.
 */
export function requireAccessPolicy(policy: AccessPolicy): void {
  const given = optional.filter((list) => policy?.[list] !== undefined);
  requireLists(policy, [...required, ...given], 'an access policy');
}
