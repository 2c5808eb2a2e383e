import type { SearchKind } from './authzen-model.ts';

/** What a policy decision point says about itself. An endpoint that is absent is not offered. */
export interface AuthzenMetadata {
  readonly policy_decision_point: string;
  readonly access_evaluation_endpoint: string;
  readonly access_evaluations_endpoint: string;
  readonly search_subject_endpoint?: string;
  readonly search_resource_endpoint?: string;
  readonly search_action_endpoint?: string;
}

/** The metadata of a decision point at `baseUrl`, with the searches it offers. */
export function metadataOf(baseUrl: string, searches: readonly SearchKind[]): AuthzenMetadata {
  const base = baseUrl.replace(/\/$/u, '');
  return {
    policy_decision_point: baseUrl,
    access_evaluation_endpoint: `${base}/access/v1/evaluation`,
    access_evaluations_endpoint: `${base}/access/v1/evaluations`,
    ...Object.fromEntries(searches.map((kind) => [`search_${kind}_endpoint`, `${base}/access/v1/search/${kind}`])),
  };
}

/**
 * The path of the metadata: the well-known name goes between the host and the path of `baseUrl`.
 *
 * @throws TypeError where `baseUrl` is no https URL, or has a query, a fragment or credentials.
 */
export function metadataPath(baseUrl: string): string {
  const { protocol, search, hash, username, pathname } = new URL(baseUrl);
  if (protocol !== 'https:' || search !== '' || hash !== '' || username !== '' || /[?#]/u.test(baseUrl))
    throw new TypeError(`not the https URL of a policy decision point: ${baseUrl}`);
  return `/.well-known/authzen-configuration${pathname === '/' ? '' : pathname.replace(/\/$/u, '')}`;
}
