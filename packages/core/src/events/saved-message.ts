import { createHash } from 'node:crypto';
import type { Extraction, SourceMapping, Verification } from '@deskbook/dsl/bundle';
import type { RawEvent } from '../ports/help-desk.ts';
import { expectedHeader, readTime } from './verify-signature.ts';

/** A vendor's body that was kept without the request it came in. */
export interface SavedMessage {
  readonly body: string;
  /** The headers that were kept with it, if any. */
  readonly headers: { readonly [name: string]: string };
  /** The source's secret; null: not there, and then the message will be rejected. */
  readonly secret: string | null;
  /** ISO 8601: the time that is signed, for schemes that sign one. */
  readonly now: string;
}

/**
 * Makes a saved body a message again, as its vendor would have sent it: for operators who hand over a payload, and for tests. Nothing
 * gets around verification by it: whoever does this must hold the secret. Where the headers were kept whole they are left alone.
 */
export function savedMessage(mapping: SourceMapping, { body, headers, secret, now }: SavedMessage): RawEvent {
  const kept = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  if (Object.hasOwn(kept, mapping.verify.header.toLowerCase())) return { source: mapping.id, headers: kept, body };
  const signed = secret === null ? {} : signatureOf(mapping.verify, secret, body, now);
  return { source: mapping.id, headers: { ...identity(mapping.event.id, body), ...kept, ...signed }, body };
}

/** When a kept message was signed, as ISO 8601; null where its vendor signs no time, or the headers were not kept. */
export function signedAt({ verify }: SourceMapping, headers: SavedMessage['headers']): string | null {
  const name = verify.timestamp?.header.toLowerCase();
  const [, written] = Object.entries(headers).find(([each]) => each.toLowerCase() === name) ?? [];
  const time = written === undefined ? undefined : readTime(written.trim());
  return time === undefined ? null : new Date(time).toISOString();
}

function signatureOf(verification: Verification, secret: string, body: string, now: string): RawEvent['headers'] {
  if (verification.scheme === 'none') return {};
  const { timestamp } = verification;
  const signature = expectedHeader(verification, secret, body, timestamp === undefined ? '' : now);
  return {
    ...(timestamp && { [timestamp.header.toLowerCase()]: now }),
    [verification.header.toLowerCase()]: signature,
  };
}

/** A delivery's id stands in a header with most vendors; a saved body has lost it, and its own bytes take its place. */
function identity(id: Extraction, body: string): RawEvent['headers'] {
  const value = createHash('sha256').update(body).digest('hex');
  return Object.fromEntries(headersIn(id).map((header) => [header.toLowerCase(), value]));
}

function headersIn(extraction: Extraction): readonly string[] {
  if (extraction.kind === 'header') return [extraction.header];
  if (extraction.kind === 'first') return extraction.of.flatMap(headersIn);
  return 'from' in extraction ? headersIn(extraction.from) : [];
}
