import { createHash } from 'node:crypto';
import type { Json } from '../json.ts';
import type { Page, Search } from './authzen-model.ts';
import { wrong } from './read-evaluation.ts';
import type { ReadResult } from './read-json.ts';

/** How many results one answer has at most. */
const MAX_RESULTS = 1_000;
const TOKEN = /^(\d{1,9})\.(\d{1,4})\.([0-9a-f]{32})$/u;

/** A part of the results, with the token of the next (`''` at the end). */
export interface PageOfResults<T> {
  readonly page: { readonly next_token: string; readonly count: number; readonly total: number };
  readonly results: readonly T[];
}

/**
 * Cuts a page out of all results. A token says where the page begins, how long it is and which search it belongs to: with another
 * search, or another limit, it is refused.
 */
export function takePage<T>(results: readonly T[], search: Search, page: Page): ReadResult<PageOfResults<T>> {
  const mark = createHash('sha256').update(canonical(search)).digest('hex').slice(0, 32);
  const start =
    page.token === null
      ? { offset: 0, limit: Math.min(page.limit ?? MAX_RESULTS, MAX_RESULTS) }
      : readToken(page.token, mark);
  if (start === null) return wrong('`page.token` belongs to another search');
  const asked = page.limit === null ? start.limit : Math.min(page.limit, MAX_RESULTS);
  if (asked !== start.limit) return wrong('`page.limit` differs from that of the search `page.token` belongs to');
  const taken = results.slice(start.offset, start.offset + start.limit);
  const next = start.offset + taken.length;
  const token = next < results.length ? Buffer.from(`${next}.${start.limit}.${mark}`).toString('base64url') : '';
  return {
    ok: true,
    value: { page: { next_token: token, count: taken.length, total: results.length }, results: taken },
  };
}

function readToken(token: string, mark: string): { readonly offset: number; readonly limit: number } | null {
  const match = TOKEN.exec(Buffer.from(token, 'base64url').toString('latin1'));
  if (match === null || match[3] !== mark) return null;
  const limit = Number(match[2]);
  return limit > MAX_RESULTS ? null : { offset: Number(match[1]), limit };
}

/** The same text for the same search, in whatever order its names were written. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: Json) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
