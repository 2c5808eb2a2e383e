import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import type { Question, RoleCorpus } from '../corpora/role-corpus.ts';
import type { PermissionPeer } from './permission-peer.ts';

/**
 * Cedar in WebAssembly, its policies parsed once and kept on its side: one `permit` a right, and with each question the one entity it
 * needs, the person with their roles as parents.
 */
export function cedar({ rights, owned }: RoleCorpus): PermissionPeer {
  const policies = rights.map(
    ({ role, action, type }) =>
      `permit(principal in Role::"${role}", action == Action::"${action}", resource is Resource::${type})${owned ? ' when { resource.owner == principal }' : ''};`,
  );
  const set = `rights-${rights.length}-${owned}`;
  const parsed = preparsePolicySet(set, { staticPolicies: policies.join('\n') });
  if (parsed.type !== 'success') throw new Error(JSON.stringify(parsed));
  const may = ({ person, roles, action, type, owner }: Question): boolean => {
    const principal = { type: 'Person', id: person };
    const resource = { type: `Resource::${type}`, id: 'one' };
    const whose = { uid: resource, attrs: { owner: { __entity: { type: 'Person', id: owner } } }, parents: [] };
    const answer = statefulIsAuthorized({
      principal,
      action: { type: 'Action', id: action },
      resource,
      context: {},
      preparsedPolicySetId: set,
      entities: [
        { uid: principal, attrs: {}, parents: roles.map((id) => ({ type: 'Role', id })) },
        ...(owned ? [whose] : []),
      ],
    });
    if (answer.type !== 'success') throw new Error(JSON.stringify(answer));
    return answer.response.decision === 'allow';
  };
  return { name: 'cedar-wasm, policies parsed once', may };
}
