import type { Json, JsonObject } from '../json.ts';
import type { Page, Search, SearchKind } from './authzen-model.ts';
import { part, readAction, readEntity, readObject, wrong } from './read-evaluation.ts';
import type { ReadResult } from './read-json.ts';

const MAX_TOKEN = 500;

/** A search and the part of its results that is wanted. */
export interface PagedSearch {
  readonly search: Search;
  readonly page: Page;
}

/** Reads a search for subjects, resources or actions. */
export function readSearch(body: JsonObject, kind: SearchKind): ReadResult<PagedSearch> {
  const subject = readEntity(part(body, 'subject'), 'subject', kind !== 'subject');
  if (!subject.ok) return subject;
  const nothing = { ok: true as const, value: { name: '', properties: {} } };
  const action = kind === 'action' ? nothing : readAction(part(body, 'action'));
  if (!action.ok) return action;
  const resource = readEntity(part(body, 'resource'), 'resource', kind !== 'resource');
  if (!resource.ok) return resource;
  const context = readObject(part(body, 'context'), 'context');
  if (!context.ok) return context;
  const page = readPage(part(body, 'page'));
  if (!page.ok) return page;
  const search = { subject: subject.value, action: action.value, resource: resource.value, context: context.value };
  return { ok: true, value: { search, page: page.value } };
}

function readPage(value: Json | undefined): ReadResult<Page> {
  const page = readObject(value, 'page');
  if (!page.ok) return page;
  const token = part(page.value, 'token') ?? null;
  if (token !== null && (typeof token !== 'string' || token.length > MAX_TOKEN))
    return wrong('`page.token` must be the next_token of an earlier answer');
  const limit = part(page.value, 'limit') ?? null;
  if (limit !== null && (typeof limit !== 'number' || !Number.isSafeInteger(limit) || limit < 0))
    return wrong('`page.limit` must be a whole number, not below 0');
  return { ok: true, value: { token: token === '' ? null : token, limit } };
}
