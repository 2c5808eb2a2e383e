import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Verification } from '@deskbook/dsl/bundle';
import { parseInstant } from '@deskbook/policies';
import type { RawEvent } from '../ports/help-desk.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { Rejection } from './desk-event.ts';

/**
 * Whether a message is from whom it says: `null`, or why it is not taken. A secret that is not there, or cannot be read, is a
 * rejection like a wrong signature. A signed time older or newer than its tolerance (milliseconds) makes a message stale.
 */
export async function verifySignature(
  verification: Verification,
  raw: RawEvent,
  secrets: Secrets | undefined,
  now: string,
): Promise<Rejection | null> {
  if (verification.scheme === 'none') return null;
  const secret = await readSecret(secrets, verification.secret);
  if (secret === null) return bad(`the secret \`${verification.secret}\` is not there`);
  const given = header(raw, verification.header);
  if (given === undefined) return bad(`the header \`${verification.header}\` is missing`);
  const timestamp = verification.timestamp === undefined ? '' : header(raw, verification.timestamp.header);
  if (timestamp === undefined) return bad(`the header \`${verification.timestamp?.header ?? ''}\` is missing`);
  if (!sameText(given, expectedHeader(verification, secret, raw.body, timestamp))) {
    return bad(`the header \`${verification.header}\` does not fit the message`);
  }
  return stale(verification, timestamp, now);
}

const bad = (message: string): Rejection => ({ code: 'bad_signature', message });

const header = (raw: RawEvent, name: string): string | undefined => {
  const key = name.toLowerCase();
  return Object.hasOwn(raw.headers, key) ? raw.headers[key]?.trim() : undefined;
};

async function readSecret(secrets: Secrets | undefined, name: string): Promise<string | null> {
  try {
    const secret = (await secrets?.secret(name)) ?? null;
    return secret === '' ? null : secret;
  } catch {
    return null;
  }
}

/** What the header must read, from its format. Patterns are filled in one pass: nothing in a body is taken for a pattern. */
export function expectedHeader(verification: Verification, secret: string, body: string, timestamp: string): string {
  const { scheme, format, over } = verification;
  if (scheme === 'token') return fill(format, { token: secret });
  const hmac = createHmac(scheme === 'hmac-sha1' ? 'sha1' : 'sha256', secret);
  const digest = hmac.update(fill(over, { body, timestamp }), 'utf8').digest();
  return fill(format, { hex: digest.toString('hex'), base64: digest.toString('base64'), timestamp });
}

const fill = (pattern: string, values: { readonly [name: string]: string }): string =>
  pattern.replaceAll(/\{(\w+)\}/gu, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );

/** Compares without telling by the time it takes how much was right, nor how long the right text is. */
function sameText(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function stale({ timestamp }: Verification, given: string, now: string): Rejection | null {
  if (timestamp === undefined) return null;
  const at = readTime(given);
  if (at === undefined) return bad(`the header \`${timestamp.header}\` holds no time`);
  if (Math.abs(Date.parse(now) - at) <= timestamp.tolerance) return null;
  return { code: 'stale_signature', message: `the message was signed at ${given}, too far from now` };
}

/** An ISO 8601 instant, or seconds or milliseconds since 1970, as milliseconds. */
export function readTime(text: string): number | undefined {
  if (!/^\d{9,14}$/u.test(text)) return parseInstant(text);
  return text.length > 11 ? Number(text) : Number(text) * 1000;
}
