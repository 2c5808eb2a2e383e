import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authzenHandler, metadataOf, readJsonObject } from '@deskbook/policies/authzen';
import type { AuthzenPorts, Search } from '@deskbook/policies/authzen';

const baseUrl = 'https://desk.example';
const decide: AuthzenPorts['decide'] = () => ({ allowed: false, reason: 'no_grant', basis: null, missing: [] });
const books = Array.from({ length: 5 }, (_, index) => ({ type: 'book', id: `${index}`, properties: { secret: 1 } }));

async function search(kind: string, body: unknown, ports: Partial<AuthzenPorts>) {
  const request = new Request(`${baseUrl}/access/v1/search/${kind}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const response = await authzenHandler({ baseUrl, decide, ...ports })(request);
  return { status: response.status, body: (await response.json()) as Found };
}

interface Found {
  readonly page: { readonly next_token: string; readonly count: number; readonly total: number };
  readonly results: readonly { readonly id: string }[];
}

const subject = { type: 'user', id: 'lena' };
const resource = { type: 'book', id: '1' };
const action = { name: 'read' };
const forBooks = { subject, action, resource: { type: 'book' } };
const searchResources = () => books;

describe('a search', () => {
  test('for subjects passes over an id, and asks the host', async () => {
    const seen: Search[] = [];
    const searchSubjects: AuthzenPorts['searchSubjects'] = (asked) => {
      seen.push(asked);
      return Promise.resolve([subject]);
    };
    const { body } = await search('subject', { subject, action, resource, context: { a: 1 } }, { searchSubjects });
    expect(body).toEqual({ page: { next_token: '', count: 1, total: 1 }, results: [subject] });
    expect(seen).toMatchObject([{ subject: { type: 'user', id: '' }, action, resource, context: { a: 1 } }]);
  });

  test('for resources gives type and id alone', async () => {
    const { body } = await search('resource', forBooks, { searchResources });
    expect(body.results[0]).toEqual({ type: 'book', id: '0' });
    expect(body.results).toHaveLength(5);
  });

  test('for actions needs none', async () => {
    const { body } = await search('action', { subject, resource }, { searchActions: () => [{ name: 'read' }] });
    expect(body.results).toEqual([{ name: 'read' }]);
  });

  test.each([
    ['subject', { action, resource }, '`subject` must be an object'],
    ['subject', { subject: {}, action, resource }, '`subject.type` must be a text'],
    ['subject', { subject, resource }, '`action` must be an object'],
    ['subject', { subject, action, resource: { type: 'book' } }, '`resource.id` must be a text'],
    ['resource', { subject: { type: 'user' }, action, resource }, '`subject.id` must be a text'],
    ['action', { subject, resource, context: [] }, '`context` must be an object'],
    ['resource', { ...forBooks, page: [] }, '`page` must be an object'],
    ['resource', { ...forBooks, page: { token: 1 } }, '`page.token` must be'],
    ['resource', { ...forBooks, page: { limit: 1.5 } }, '`page.limit` must be'],
    ['resource', { ...forBooks, page: { limit: -1 } }, '`page.limit` must be'],
    ['resource', { ...forBooks, page: { token: 'guessed' } }, '`page.token` belongs to another search'],
  ])('for %s with %j is refused', async (kind, body, message) => {
    const found = await search(kind, body, { searchResources, searchSubjects: () => [], searchActions: () => [] });
    expect(found.status).toBe(400);
    expect(found.body).toContain(message);
  });

  test('that the host cannot do is an error, not an empty answer', async () => {
    const found = await search('resource', forBooks, { searchResources: () => Promise.reject(new Error('down')) });
    expect(found.status).toBe(500);
  });
});

describe('pages', () => {
  test('of any length lead through all results once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 7 }), async (limit) => {
        const seen: string[] = [];
        let page: object = { limit };
        for (let turn = 0; turn < 10; turn += 1) {
          const { body } = await search('resource', { ...forBooks, page }, { searchResources });
          seen.push(...body.results.map(({ id }) => id));
          expect(body.page).toMatchObject({ count: body.results.length, total: 5 });
          if (body.page.next_token === '') break;
          page = { token: body.page.next_token };
        }
        expect(seen).toEqual(['0', '1', '2', '3', '4']);
      }),
      { numRuns: 20 },
    );
  });

  test('belong to their search, in whatever order it is written, and to its limit', async () => {
    const { body } = await search('resource', { ...forBooks, page: { limit: 2 } }, { searchResources });
    const token = body.page.next_token;
    const status = async (more: object): Promise<number> =>
      (await search('resource', { ...forBooks, page: { token }, ...more }, { searchResources })).status;
    expect(await status({ subject: { id: 'lena', type: 'user' } })).toBe(200);
    expect(await status({ page: { token, limit: 2 } })).toBe(200);
    expect(await status({ page: { token, limit: 3 } })).toBe(400);
    expect(await status({ subject: { type: 'user', id: 'omar' } })).toBe(400);
    expect(await status({ context: { a: 1 } })).toBe(400);
  });

  test('may be empty, and are never longer than a thousand', async () => {
    const many = Array.from({ length: 1_200 }, (_, id) => ({ type: 'book', id: `${id}` }));
    const ask = async (page: object) =>
      (await search('resource', { ...forBooks, page }, { searchResources: () => many })).body;
    expect((await ask({ limit: 0 })).results).toEqual([]);
    const first = await ask({ limit: 5_000 });
    expect(first.page.count).toBe(1_000);
    expect((await ask({ token: first.page.next_token, limit: 5_000 })).page).toEqual({
      next_token: '',
      count: 200,
      total: 1_200,
    });
  });
});

describe('metadata', () => {
  const get = (base: string, path: string, ports: Partial<AuthzenPorts> = {}) =>
    authzenHandler({ baseUrl: base, decide, ...ports })(new Request(`https://inside.example${path}`));

  test('names what is offered', async () => {
    const response = await get(baseUrl, '/.well-known/authzen-configuration', { searchResources });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      policy_decision_point: 'https://desk.example',
      access_evaluation_endpoint: 'https://desk.example/access/v1/evaluation',
      access_evaluations_endpoint: 'https://desk.example/access/v1/evaluations',
      search_resource_endpoint: 'https://desk.example/access/v1/search/resource',
    });
  });

  test('stands before the path of a decision point that has one, whose endpoints stand below it', async () => {
    const base = 'https://desk.example/tenants/acme/';
    const response = await get(base, '/.well-known/authzen-configuration/tenants/acme');
    expect(await response.json()).toEqual(metadataOf(base, []));
    expect(metadataOf(base, ['action']).search_action_endpoint).toBe(
      'https://desk.example/tenants/acme/access/v1/search/action',
    );
    expect((await get(base, '/tenants/acme/access/v1/evaluation')).status).toBe(405);
    expect((await get(base, '/access/v1/evaluation')).status).toBe(404);
  });

  test('is only read', async () => {
    const request = new Request(`${baseUrl}/.well-known/authzen-configuration`, { method: 'POST' });
    expect((await authzenHandler({ baseUrl, decide })(request)).status).toBe(405);
  });

  test.each([
    'http://desk.example',
    'https://desk.example/?a=1',
    'https://desk.example/#a',
    'https://me@desk.example',
    'desk',
  ])('%s is not the URL of a decision point', (url) =>
    expect(() => authzenHandler({ baseUrl: url, decide })).toThrow(TypeError),
  );
});

test('JSON is read as the platform reads it, or refused for one of our reasons', () => {
  const refused = /not accepted|half of|not a JSON object/;
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (text) => {
      const read = readJsonObject(text);
      return read.ok ? isDeepStrictEqual(read.value, JSON.parse(text)) : refused.test(read.message);
    }),
  );
  expect(readJsonObject('{"a":[{"b":"c"}]}')).toEqual({ ok: true, value: { a: [{ b: 'c' }] } });
});
