import { describe, expect, test } from 'vitest';
import { createAccess } from '@deskbook/policies/access';
import { authzenHandler, decideWith } from '@deskbook/policies/authzen';
import type { AccessSources, AuthzenPorts } from '@deskbook/policies/authzen';
import { compare, denial, grant, person, policy, role } from '../access/small-policy.ts';

/** A desk that lends books: staff may read them and lend them out, nobody without a second factor may lend. */
const access = createAccess(
  policy({
    roles: [role('staff', { from: [{ kind: 'group', group: 'staff' }] })],
    grants: [grant('reading', { role: 'staff', allow: ['read', 'lend'], resource: 'book' })],
    denials: [
      denial('no-mfa', {
        deny: ['lend'],
        when: compare('subject.mfa', 'is_not', true),
        say: { en: 'Enrol a second factor.', de: 'Bitte zweiten Faktor einrichten.' },
      }),
    ],
  }),
);

const people = new Map([
  ['lena', person('lena', { groups: ['staff'], properties: { mfa: true } })],
  ['omar', person('omar', { groups: ['staff'], properties: { mfa: false } })],
  ['eve', person('eve')],
]);

const sources: AccessSources = {
  access: () => access,
  subject: ({ id }) => people.get(id) ?? null,
  resource: ({ type, id }) => (id === 'lost' ? null : { type, id, properties: {} }),
};

const ports: AuthzenPorts = { baseUrl: 'https://desk.example', decide: decideWith(sources) };
const subject = (id: string) => ({ type: 'user', id });
const book = (id: string) => ({ type: 'book', id });
const question = (id: string, name: string, of = '1') => ({
  subject: subject(id),
  action: { name },
  resource: book(of),
});

interface Sent {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

async function post(
  path: string,
  body: unknown,
  more: Partial<AuthzenPorts> = {},
  init: RequestInit = {},
): Promise<Sent> {
  const handle = authzenHandler({ ...ports, ...more });
  const response = await handle(
    new Request(`https://inside.example${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...init,
    }),
  );
  return { status: response.status, body: await response.json(), headers: response.headers };
}

const ONE = '/access/v1/evaluation';
const SEVERAL = '/access/v1/evaluations';

describe('one evaluation', () => {
  test.each([
    ['lena', 'lend', true],
    ['lena', 'burn', false],
    ['eve', 'read', false],
    ['omar', 'lend', false],
    ['nobody', 'read', false],
  ])('%s, %s: %s', async (who, what, decision) => {
    const { status, body } = await post(ONE, question(who, what));
    expect(status).toBe(200);
    expect(body).toMatchObject({ decision });
  });

  test('a refusal says why: a word, for administrators, for the person', async () => {
    const { body } = await post(ONE, question('omar', 'lend'));
    expect(body).toEqual({
      decision: false,
      context: {
        reason: 'denied',
        reason_admin: { en: 'denied by denial no-mfa (access/acme#/denials/no-mfa)' },
        reason_user: { en: 'Enrol a second factor.', de: 'Bitte zweiten Faktor einrichten.' },
      },
    });
  });

  test('names what is unknown', async () => {
    const { body } = await post(ONE, question('lena', 'read', 'lost'));
    expect(body).toEqual({
      decision: false,
      context: { reason: 'unavailable', reason_admin: { en: 'unavailable; unknown: resource' } },
    });
  });

  test('a refusal carries what the host says about it, and its own reasons stand', async () => {
    const onDenied: AuthzenPorts['onDenied'] = ({ action }, { reason }) => ({
      approval: { start: `approve-${action.name}`, reason },
      reason: 'mine',
    });
    const { body } = await post(ONE, question('eve', 'read'), { onDenied });
    expect(body).toMatchObject({
      context: { reason: 'no_grant', approval: { start: 'approve-read', reason: 'no_grant' } },
    });
    expect((await post(ONE, question('lena', 'read'), { onDenied })).body).toEqual({ decision: true });
  });

  const fails = () => Promise.reject(new Error('down'));
  const throws = () => {
    throw new Error('down');
  };
  test.each<[string, Partial<AuthzenPorts>]>([
    ['the decision', { decide: fails }],
    ['the decision, at once', { decide: throws }],
    ['the directory', { decide: decideWith({ ...sources, subject: fails }) }],
    ['the records', { decide: decideWith({ ...sources, resource: throws }) }],
    ['the context', { decide: decideWith({ ...sources, context: fails }) }],
    ['the duties', { decide: decideWith({ ...sources, duties: fails }) }],
    ['the policy', { decide: decideWith({ ...sources, access: throws }) }],
  ])('an outage of %s refuses', async (_, more) => {
    const { status, body } = await post(ONE, question('lena', 'read'), more);
    expect(status).toBe(200);
    expect(body).toMatchObject({ decision: false, context: { reason: 'unavailable' } });
  });

  test('a refusal stands when nothing more can be said about it', async () => {
    const { body } = await post(ONE, question('eve', 'read'), { onDenied: fails });
    expect(body).toMatchObject({ decision: false, context: { reason: 'no_grant' } });
  });

  test('what a caller claims of a subject is the host to believe, and unknown parts are passed over', async () => {
    const claims = {
      ...question('omar', 'lend'),
      subject: { ...subject('omar'), properties: { mfa: true } },
      extra: 1,
    };
    expect((await post(ONE, claims)).body).toMatchObject({ decision: false });
    const trusting = decideWith({
      ...sources,
      subject: ({ id, properties }) => person(id, { groups: ['staff'], properties }),
    });
    expect((await post(ONE, claims, { decide: trusting })).body).toEqual({ decision: true });
  });

  test('mode, context and duties come from the host', async () => {
    const seen: unknown[] = [];
    const may = (request: unknown) => {
      seen.push(request);
      return { allowed: true, reason: 'granted', basis: null, missing: [] } as const;
    };
    const decide = decideWith({
      ...sources,
      access: () => ({ ...access, may }),
      mode: () => 'ask',
      context: ({ context }) => ({ ...context, now: '2026-01-01T00:00:00Z' }),
      duties: () => ({ lena: ['request'] }),
    });
    await post(ONE, { ...question('lena', 'read'), context: { ip: '10.0.0.1' } }, { decide });
    expect(seen).toMatchObject([
      { mode: 'ask', context: { ip: '10.0.0.1', now: '2026-01-01T00:00:00Z' }, duties: { lena: ['request'] } },
    ]);
  });
});

describe('several evaluations', () => {
  const asked = (semantic: string | undefined, ...names: readonly string[]) => ({
    subject: subject('omar'),
    resource: book('1'),
    ...(semantic !== undefined && { options: { evaluations_semantic: semantic, other: true } }),
    evaluations: names.map((name) => ({ action: { name } })),
  });
  const decisions = (body: unknown) =>
    (body as { evaluations: readonly { decision: boolean }[] }).evaluations.map(({ decision }) => decision);

  test.each([
    [undefined, ['read', 'lend', 'read'], [true, false, true]],
    ['execute_all', ['read', 'lend', 'read'], [true, false, true]],
    ['deny_on_first_deny', ['read', 'lend', 'read'], [true, false]],
    ['deny_on_first_deny', ['read', 'read'], [true, true]],
    ['permit_on_first_permit', ['lend', 'read', 'lend'], [false, true]],
    ['permit_on_first_permit', ['lend', 'burn'], [false, false]],
  ])('%s over %j', async (semantic, names, expected) => {
    const { status, body } = await post(SEVERAL, asked(semantic, ...names));
    expect(status).toBe(200);
    expect(Object.keys(body as object)).toEqual(['evaluations']);
    expect(decisions(body)).toEqual(expected);
  });

  test('what ends early is not decided', async () => {
    let count = 0;
    const decide: AuthzenPorts['decide'] = () => {
      count += 1;
      throw new Error('down');
    };
    await post(SEVERAL, asked('deny_on_first_deny', 'read', 'read'), { decide });
    expect(count).toBe(1);
  });

  test('an entry overrides what the request says, part by part and whole', async () => {
    const entry = { subject: { type: 'user', id: 'lena' }, action: { name: 'lend' } };
    const body = { ...asked(undefined, 'lend'), subject: { ...subject('omar'), properties: { a: 1 } } };
    const sent = await post(SEVERAL, { ...body, evaluations: [{ action: { name: 'lend' } }, entry] });
    expect(decisions(sent.body)).toEqual([false, true]);
  });

  test.each([
    ['without a list', question('lena', 'read')],
    ['with an empty list', { ...question('lena', 'read'), evaluations: [] }],
  ])('%s it is one question', async (_, body) => {
    expect((await post(SEVERAL, body)).body).toEqual({ decision: true });
  });

  test.each([
    ['no list', { evaluations: {} }, '`evaluations` must be a list'],
    ['too long a list', asked(undefined, ...Array.from({ length: 1_001 }, () => 'read')), 'more than 1000'],
    ['an unknown semantic', asked('first', 'read'), '`options.evaluations_semantic` must be'],
    ['a semantic of a prototype', asked('toString', 'read'), '`options.evaluations_semantic` must be'],
    ['options that are none', { ...asked(undefined, 'read'), options: [] }, '`options` must be an object'],
  ])('%s is refused', async (_, body, message) => {
    const sent = await post(SEVERAL, body);
    expect(sent.status).toBe(400);
    expect(sent.body).toContain(message);
  });
});

describe('one of several that is malformed is refused by itself', () => {
  const good = question('lena', 'read');
  const error = (message: string) => ({ decision: false, context: { error: { status: 400, message } } });

  test.each<[string, object, string]>([
    ['an entry that is none', { ...good, evaluations: [{}, 1, {}] }, 'it must be an object'],
    ['a part set to nothing', { ...good, evaluations: [{}, { subject: null }, {}] }, '`subject` must be an object'],
    ['a part that is a text', { ...good, evaluations: [{}, { resource: 'book' }, {}] }, '`resource` must be an object'],
    [
      'a part nobody says',
      { ...good, resource: undefined, evaluations: [{ resource: book('1') }, {}, { resource: book('2') }] },
      '`resource` must be an object',
    ],
  ])('%s', async (_, body, message) => {
    const sent = await post(SEVERAL, body);
    expect(sent.status).toBe(200);
    expect(sent.body).toEqual({ evaluations: [{ decision: true }, error(message), { decision: true }] });
  });

  test('it ends what ends with the first denial, and not what ends with the first permission', async () => {
    const ending = async (semantic: string) => {
      const body = { ...good, evaluations: [1, {}, {}], options: { evaluations_semantic: semantic } };
      return (await post(SEVERAL, body)).body;
    };
    expect(await ending('deny_on_first_deny')).toEqual({ evaluations: [error('it must be an object')] });
    expect(await ending('permit_on_first_permit')).toEqual({
      evaluations: [error('it must be an object'), { decision: true }],
    });
  });

  test('a type or an id that an entry leaves out is that of the request; properties and context are not', async () => {
    const seen: unknown[] = [];
    const decide: AuthzenPorts['decide'] = ({ subject: { type, id, properties }, resource, context }) => {
      seen.push([type, id, properties, resource, context]);
      return { allowed: true, reason: 'granted', basis: null, missing: [] };
    };
    await post(
      SEVERAL,
      {
        subject: { type: 'user', id: 'lena', properties: { mfa: true } },
        action: { name: 'read' },
        resource: { type: 'book', properties: { shelf: 1 } },
        context: { type: 'a', id: 'b' },
        evaluations: [{ subject: { properties: {} }, resource: { id: '1' }, context: {} }],
      },
      { decide },
    );
    expect(seen).toEqual([['user', 'lena', {}, { type: 'book', id: '1', properties: {} }, {}]]);
  });
});

describe('what is not a question is refused', () => {
  const good = question('lena', 'read');
  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  test.each([
    ['nothing', '', 'not JSON'],
    ['no JSON', '{', 'not JSON'],
    ['a list', '[]', 'not a JSON object'],
    ['null', 'null', 'not a JSON object'],
    ['no subject', { ...good, subject: undefined }, '`subject` must be an object'],
    ['a subject without a type', { ...good, subject: { id: 'lena' } }, '`subject.type` must be a text'],
    ['a subject without an id', { ...good, subject: { type: 'user' } }, '`subject.id` must be a text'],
    ['an id that is a number', { ...good, resource: { type: 'book', id: 1 } }, '`resource.id` must be a text'],
    ['an empty id', { ...good, resource: book('') }, '`resource.id` must be a text'],
    ['a very long id', { ...good, resource: book('x'.repeat(2_001)) }, 'longer than 2000'],
    ['half of a character pair', JSON.stringify({ ...good, resource: book('\ud800') }), 'half of a character pair'],
    ['half of a pair in a name', `{"\\ud800":1}`, 'half of a character pair'],
    ['no action', { ...good, action: 'read' }, '`action` must be an object'],
    ['an action without a name', { ...good, action: {} }, '`action.name` must be a text'],
    [
      'properties that are a list',
      { ...good, subject: { ...subject('lena'), properties: [] } },
      '`subject.properties`',
    ],
    [
      'action properties that are a text',
      { ...good, action: { name: 'read', properties: 'x' } },
      '`action.properties`',
    ],
    ['no resource', { ...good, resource: null }, '`resource` must be an object'],
    ['a context that is none', { ...good, context: 1 }, '`context` must be an object'],
    ['a prototype', '{"__proto__":{"admin":true}}', '"__proto__" is not accepted'],
    ['an escaped prototype', '{"a":[{"\\u005f_proto__":1}]}', '"__proto__" is not accepted'],
    ['a constructor', '{"context":{"constructor":{}}}', '"constructor" is not accepted'],
    ['a name that occurs twice', '{"subject":1,"a":{"subject":1},"\\u0073ubject":2}', '"subject" occurs twice'],
    ['too many levels', `{"context":${deep(40)}}`, 'more than 32 levels'],
    ['very many levels', `{"context":${deep(200_000)}}`, 'more than 32 levels'],
  ])('%s', async (_, body, message) => {
    const sent = await post(ONE, body);
    expect(sent.status).toBe(400);
    expect(sent.headers.get('content-type')).toBe('application/json');
    expect(sent.body).toContain(message);
  });

  test('names may repeat in different objects, and look like JSON in texts', async () => {
    const context = { a: { id: 1 }, b: [{ id: 1 }, { id: 2 }], c: '{"__proto__":1,"__proto__":2}', d: '\\"[[' };
    expect((await post(ONE, { ...good, context })).body).toEqual({ decision: true });
  });

  test.each([
    ['texts that do not end', `{"${'\\"'.repeat(490_000)}`],
    ['quotation marks', `{${'"'.repeat(990_000)}`],
    ['backslashes', `{"${'\\'.repeat(990_001)}`],
    ['open objects', '{"a":'.repeat(190_000)],
    ['names', `{${Array.from({ length: 90_000 }, (_, index) => `"${index}":1`).join()},"1":2}`],
  ])('a megabyte of %s is refused at once', async (_, body) => {
    const start = performance.now();
    expect((await post(ONE, body)).status).toBe(400);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  test('a long text is no trouble', async () => {
    const context = { text: 'x'.repeat(900_000), escaped: '\n"'.repeat(20_000) };
    expect((await post(ONE, { ...good, context })).status).toBe(200);
  });

  test.each([
    ['text/plain', 400],
    ['application/json; charset=latin1', 400],
    ['application/json;charset=utf-8', 200],
    ['Application/JSON', 200],
  ])('content type %s: %d', async (type, status) => {
    expect((await post(ONE, good, {}, { headers: { 'content-type': type } })).status).toBe(status);
  });

  test('a body that is too long, or not UTF-8', async () => {
    expect(await post(ONE, { ...good, context: { text: 'x'.repeat(1_000_001) } })).toMatchObject({ status: 413 });
    const body = new Uint8Array([0x7b, 0xff, 0x7d]);
    expect(await post(ONE, '', {}, { body })).toMatchObject({ status: 400, body: 'the body is not UTF-8' });
  });

  test('a body that cannot be read is an error of ours', async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new Error('cut off')) });
    expect(await post(ONE, '', {}, { body, duplex: 'half' } as RequestInit)).toMatchObject({ status: 500 });
  });
});

describe('around a request', () => {
  test('its id comes back, also with an error', async () => {
    const headers = { 'content-type': 'application/json', 'x-request-id': 'bfe9-1' };
    expect((await post(ONE, question('lena', 'read'), {}, { headers })).headers.get('x-request-id')).toBe('bfe9-1');
    expect((await post(ONE, '', {}, { headers })).headers.get('x-request-id')).toBe('bfe9-1');
    expect((await post(ONE, question('lena', 'read'))).headers.get('x-request-id')).toBeNull();
  });

  test.each([
    [401, 'say who you are'],
    [403, 'you may not ask here'],
  ] as const)('a caller may be refused: %d', async (status, message) => {
    expect(await post(ONE, question('lena', 'read'), { admit: () => status })).toMatchObject({ status, body: message });
  });

  test('a caller that cannot be known is not answered', async () => {
    const admit = () => Promise.reject(new Error('down'));
    expect(await post(ONE, question('lena', 'read'), { admit })).toMatchObject({ status: 500 });
    expect(await post(ONE, question('lena', 'read'), { admit: () => 200 })).toMatchObject({ status: 200 });
  });

  test('other paths and methods', async () => {
    expect(await post('/access/v1/other', {})).toMatchObject({ status: 404 });
    expect(await post('/access/v1/search/subject', {})).toMatchObject({ status: 404 });
    const sent = await post(ONE, '', {}, { method: 'PUT' });
    expect([sent.status, sent.headers.get('allow')]).toEqual([405, 'POST']);
  });
});
