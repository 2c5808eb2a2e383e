import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseInstant } from '../conditions/parse-instant.ts';
import type { LinkClaim } from './link-claim.ts';

/** What a token says, or why it says nothing: it is not whole, or another key made it. */
export type OpenedToken =
  | { readonly ok: true; readonly claim: LinkClaim }
  | { readonly ok: false; readonly reason: 'malformed' | 'forged' };

const version = 'v1';
/** Of a whole token, in characters. */
const longest = 4_096;
const form = /^v1\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{43})$/u;

/** Seals a claim: the same key and claim make the same token, so that none is ever kept. Safe in the path of a URL. */
export function sealToken(key: string, { task, person, expires }: LinkClaim): string {
  const payload = Buffer.from(JSON.stringify([task, person, expires])).toString('base64url');
  return `${version}.${payload}.${macOf(key, payload).toString('base64url')}`;
}

/** Opens a token. Nothing in it is read before its seal is known to be of this key. */
export function openToken(key: string, token: string): OpenedToken {
  const [, payload, seal] = token.length > longest ? [] : (form.exec(token) ?? []);
  if (payload === undefined || seal === undefined) return { ok: false, reason: 'malformed' };
  if (!timingSafeEqual(macOf(key, payload), Buffer.from(seal, 'base64url'))) return { ok: false, reason: 'forged' };
  const claim = claimIn(payload);
  return claim === null ? { ok: false, reason: 'malformed' } : { ok: true, claim };
}

/** The version is under the seal too: a token of a later one can't be passed off as this. */
function macOf(key: string, payload: string): Buffer {
  return createHmac('sha256', key).update(`deskbook approval link ${version}\n${payload}`).digest();
}

function claimIn(payload: string): LinkClaim | null {
  const said: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
  if (!Array.isArray(said) || !said.every((each) => typeof each === 'string')) return null;
  const [task, person, expires, more] = said;
  if (task === undefined || person === undefined || expires === undefined || more !== undefined) return null;
  return parseInstant(expires) === undefined ? null : { task, person, expires };
}
