import type { SourceMapping } from '@deskbook/dsl/bundle';
import type { DeskEvent, Rejection } from '../events/desk-event.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import { sha256 } from '../journal/link-entry.ts';
import type { Commit, DeadLetter } from '../journal/store.ts';
import type { RawEvent } from '../ports/help-desk.ts';
import type { Receipt } from './desk.ts';
import { journalDesk } from './journal-desk.ts';
import type { DeskParts } from './desk-parts.ts';

/** Headers that are never kept. */
const SECRET_HEADERS = ['authorization', 'cookie', 'proxy-authorization', 'x-api-key'];

/** Rejected for these reasons, a message was not verified. */
const unverified: ReadonlySet<Rejection['code']> = new Set(['unknown_source', 'bad_signature', 'stale_signature']);

/** How much of a message that is too large is kept, in characters: enough to see what it was. */
const MAX_KEPT = 10_000;

/** Keeps a message that was refused, whole but for its secrets, and says so in the journal. Sent again, it is kept once. */
export async function rejectEvent(
  parts: DeskParts,
  message: RawEvent | DeskEvent,
  rejection: Rejection,
  beside: Commit | null,
): Promise<Receipt> {
  const raw = 'specversion' in message ? rawOf(message) : message;
  const { code, message: text, pointer } = rejection;
  const id = `dl-${sha256(canonicalJson([raw.source, raw.body.toWellFormed(), code])).slice(0, 24)}`;
  const known = parts.store.deadLetter(id) !== null;
  if (!known || beside !== null) {
    const mapping = Object.hasOwn(parts.bundle.sources, raw.source) ? parts.bundle.sources[raw.source] : undefined;
    const letter: DeadLetter = {
      id,
      at: parts.clock.now(),
      source: raw.source,
      headers: withoutSecrets(raw.headers, mapping),
      body: code === 'too_large' ? raw.body.slice(0, MAX_KEPT) : raw.body,
      code,
      message: text,
      pointer: pointer ?? null,
      verified:
        raw.verified === true || (!unverified.has(code) && mapping !== undefined && mapping.verify.scheme !== 'none'),
    };
    const body = {
      type: 'event.rejected',
      source: raw.source,
      deadLetter: id,
      code,
      message: text,
      pointer: pointer ?? null,
    };
    await journalDesk(parts, known ? null : body, [{ expect: {}, append: [], deadLetters: known ? [] : [letter] }, ...(beside === null ? [] : [beside])]); // prettier-ignore
  }
  return { status: 'rejected', rejection, deadLetter: id };
}

const rawOf = (event: DeskEvent): RawEvent => ({
  source: typeof event.source === 'string' ? event.source : '',
  headers: {},
  body: JSON.stringify(event),
});

function withoutSecrets(headers: RawEvent['headers'], mapping: SourceMapping | undefined): DeadLetter['headers'] {
  const token = mapping?.verify.scheme === 'token' ? [mapping.verify.header.toLowerCase()] : [];
  const secret = new Set([...SECRET_HEADERS, ...token]);
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      secret.has(name.toLowerCase()) ? '(not kept)' : value.toWellFormed(),
    ]),
  );
}
