import type { LinkClaim } from './link-claim.ts';
import { openToken, sealToken } from './link-token.ts';
import type { OpenedToken } from './link-token.ts';

/** Where links lead, and the secret that makes them. */
export interface ApprovalLinkOptions {
  /** The https URL under which the handler is mounted. */
  readonly baseUrl: string;
  /** A secret of at least 32 bytes, for this and nothing else. Whoever has it can answer for everybody. */
  readonly key: string;
}

/** Makes links for e-mails, and reads them. */
export interface ApprovalLinks {
  readonly baseUrl: string;
  /** The link by which one person answers one question: the same each time, so that it need not be kept. */
  readonly linkFor: (claim: LinkClaim) => string;
  /** Opens what stands after the base URL in a link. */
  readonly open: (token: string) => OpenedToken;
}

const shortestKey = 32;

/**
 * Links by which approvals are answered from an e-mail. They hold who is asked what and until when, sealed with HMAC-SHA-256.
 *
 * @throws TypeError where the key is shorter than 32 bytes, or `baseUrl` is no https URL without query and fragment (http at
 * localhost will do).
 * @example
 * const links = approvalLinks({ baseUrl: 'https://desk.example/approvals', key });
 * links.linkFor({ task, person: 'omar', expires: '2026-03-29T14:00:00Z' }); // https://desk.example/approvals/v1.…
 */
export function approvalLinks({ baseUrl, key }: ApprovalLinkOptions): ApprovalLinks {
  const base = baseOf(baseUrl);
  if (Buffer.byteLength(key) < shortestKey) throw new TypeError(`the key has fewer than ${shortestKey} bytes`);
  return {
    baseUrl: base,
    linkFor: (claim) => `${base}/${sealToken(key, claim)}`,
    open: (token) => openToken(key, token),
  };
}

function baseOf(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && url.hostname === 'localhost');
  if (url === null || !isSafe || url.search !== '' || url.hash !== '' || url.username !== '')
    throw new TypeError(`${baseUrl} is no https URL without query and fragment`);
  return url.href.replace(/\/+$/u, '');
}
