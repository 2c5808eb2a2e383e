import { describe, expect, test } from 'vitest';
import { approvalLinkHandler, approvalLinks } from '@deskbook/policies/approval-links';
import type { ApprovalLinkPorts, LinkAnswer, LinkQuestion } from '@deskbook/policies/approval-links';

const key = 'a key that nobody guesses, 32 bytes or more';
const links = approvalLinks({ baseUrl: 'https://desk.example/approvals', key });
const claim = { task: 'access-1f/ask/approval', person: 'omar', expires: '2026-03-29T14:00:00Z' };
const link = links.linkFor(claim);

const open: LinkQuestion = {
  question: 'May Lena read <script>alert("sales")</script> & payroll?',
  language: 'en',
  status: 'open',
  asked: true,
  voted: null,
  noteRequired: false,
};

/** A question that one person can answer, and what was voted. */
function desk(change: Partial<LinkQuestion> = {}, more: Partial<ApprovalLinkPorts> = {}) {
  let question: LinkQuestion | null = { ...open, ...change };
  const votes: LinkAnswer[] = [];
  const handle = approvalLinkHandler({
    links,
    now: () => '2026-03-27T14:00:00Z',
    question: (task, person) => (task === claim.task && person === claim.person ? question : null),
    answer: async (answer) => {
      if (question?.voted !== null) return { ok: false, reason: 'already_voted' };
      votes.push(answer);
      question = { ...question, voted: answer.outcome, asked: false, status: answer.outcome === 'approve' ? 'approved' : 'rejected' }; // prettier-ignore
      return { ok: true };
    },
    ...more,
  });
  return { handle, votes };
}

const formType = 'application/x-www-form-urlencoded';
const post = (body: string, type = formType, to = link) => {
  const inside = to.replace('https://desk.example', 'http://inside.example');
  return new Request(inside, { method: 'POST', body, headers: { 'content-type': type } });
};

describe('opening a link', () => {
  test.each(['GET', 'HEAD'])('%s acts on nothing, however often', async (method) => {
    const { handle, votes } = desk();
    for (let times = 0; times < 3; times += 1) expect((await handle(new Request(link, { method }))).status).toBe(200);
    expect(votes).toEqual([]);
  });

  test('shows the question as text, a note field with its label, and two buttons', async () => {
    const { handle } = desk({ noteRequired: true });
    const html = await (await handle(new Request(link))).text();
    expect(html).toContain('May Lena read &#60;script&#62;alert(&#34;sales&#34;)&#60;/script&#62; &#38; payroll?');
    expect(html).not.toContain('<script');
    expect(html).toContain('<form method="post"><input type="hidden" name="shown" value=');
    expect(html).toContain('<label for="note">A note</label>');
    expect(html).toContain('If you refuse, please say why.');
    expect([...html.matchAll(/<button name="outcome" value="(\w+)">/gu)].map(([, value]) => value)).toEqual(['approve', 'reject']); // prettier-ignore
    expect(html).toMatch(/^<!doctype html><html lang="en">/u);
  });

  test('loads nothing from anywhere, and is kept by nobody', async () => {
    const response = await desk().handle(new Request(link));
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/u,
      ),
    });
    expect(await response.text()).not.toMatch(/(?:src|href|action)=|url\(|@import/u);
  });

  test('has an empty body for HEAD, with the same headers', async () => {
    const { handle } = desk();
    const [head, get] = [await handle(new Request(link, { method: 'HEAD' })), await handle(new Request(link))];
    expect(await head.text()).toBe('');
    expect([...head.headers]).toEqual([...get.headers]);
  });

  test('is in the language of whoever reads it', async () => {
    const html = await (await desk({ language: 'de-AT', question: 'Darf sie?' }).handle(new Request(link))).text();
    expect(html).toContain('<html lang="de">');
    expect(html).toContain('>Ablehnen</button>');
  });
});

describe('sending its form', () => {
  test.each([
    [
      'outcome=approve&note=Until+September',
      { outcome: 'approve', note: 'Until September' },
      'You have approved this. It is approved.',
    ],
    ['outcome=reject&note=', { outcome: 'reject', note: null }, 'You have refused this. It is refused.'],
  ])('%s votes, once', async (body, vote, said) => {
    const { handle, votes } = desk();
    const first = await handle(post(body));
    expect([first.status, await first.text()]).toEqual([200, expect.stringContaining(said)]);
    const second = await handle(post('outcome=approve'));
    expect([second.status, await second.text()]).toEqual([409, expect.stringContaining('You have answered already.')]);
    expect(votes).toEqual([{ task: claim.task, by: 'omar', ...vote }]);
    const after = await handle(new Request(link));
    expect([after.status, await after.text()]).toEqual([200, expect.stringContaining(said)]);
  });

  test('of a page that was opened before something else was asked for votes nothing, and shows it anew', async () => {
    let data = 'sales';
    const question = () => ({ ...open, question: 'May they read it?', about: data });
    const { handle, votes } = desk({}, { question });
    const shown = async (response: Response) => /name="shown" value="([^"]+)"/u.exec(await response.text())?.[1] ?? '';
    const before = await shown(await handle(new Request(link)));
    data = 'payroll';
    const stale = await handle(post(`outcome=approve&shown=${before}`));
    expect([stale.status, votes]).toEqual([409, []]);
    const now = await shown(stale);
    expect(now).not.toBe(before);
    expect((await handle(post(`outcome=approve&shown=${now}&shown=${before}`))).status).toBe(400);
    expect((await handle(post(`outcome=approve&shown=${now}`))).status).toBe(200);
  });

  test('twice at the same moment votes once', async () => {
    const { handle, votes } = desk();
    const both = await Promise.all([handle(post('outcome=approve')), handle(post('outcome=reject'))]);
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(votes).toHaveLength(1);
  });

  test('a refusal that needs a note is asked for one, and the form shown again', async () => {
    const { handle, votes } = desk({ noteRequired: true });
    const response = await handle(post('outcome=reject&note=+'));
    expect([response.status, await response.text()]).toEqual([422, expect.stringContaining('role="alert"')]);
    expect(votes).toEqual([]);
  });

  test.each([
    ['another type', 'outcome=approve', 'text/plain', 415],
    ['JSON', '{"outcome":"approve"}', 'application/json', 415],
    ['no vote', 'note=a', formType, 400],
    ['another vote', 'outcome=delegate', formType, 400],
    ['two votes', 'outcome=approve&outcome=reject', formType, 400],
    ['a note that is too long', `outcome=approve&note=${'a'.repeat(10_001)}`, formType, 400],
    ['too much', `outcome=approve&note=${'a'.repeat(100_001)}`, formType, 413],
  ])('%s is not taken', async (_, body, type, status) => {
    const { handle, votes } = desk();
    expect((await handle(post(body, type))).status).toBe(status);
    expect(votes).toEqual([]);
  });

  test('reads no more of a body without end than is allowed', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(10_000).fill(97));
      },
    });
    const body = {
      method: 'POST',
      body: endless,
      duplex: 'half',
      headers: { 'content-type': formType },
    } as RequestInit;
    expect((await desk().handle(new Request(link, body))).status).toBe(413);
    expect(pulled).toBeLessThan(20);
  });

  test('what the desk refuses is said, escaped', async () => {
    const refusing = desk({}, { answer: async () => ({ ok: false, reason: 'kept <apart>' }) });
    const response = await refusing.handle(post('outcome=approve'));
    expect([response.status, await response.text()]).toEqual([409, expect.stringContaining('kept &#60;apart&#62;')]);
  });

  test('a desk that is down votes nothing and says nothing of why', async () => {
    const down = desk({}, { answer: () => Promise.reject(new Error('the secret host db-7')) });
    const response = await down.handle(post('outcome=approve'));
    expect([response.status, await response.text()]).toEqual([500, expect.not.stringContaining('db-7')]);
  });
});

describe('a link that answers nothing', () => {
  const forged = approvalLinks({ baseUrl: links.baseUrl, key: `${key} of another desk` }).linkFor(claim);
  const late = links.linkFor({ ...claim, expires: '2026-03-27T14:00:00Z' });
  const stranger = links.linkFor({ ...claim, person: 'eve' });

  test.each<[string, string, Partial<LinkQuestion>, number, string]>([
    ['of another key', forged, {}, 403, 'This link was not made by this desk.'],
    ['that is cut off', link.slice(0, -5), {}, 404, 'This link is not whole.'],
    ['that is too old', late, {}, 410, 'This link is too old.'],
    ['for somebody it was never asked of', stranger, {}, 410, 'This question is not there any more.'],
    ['whose seat went to somebody else', link, { asked: false }, 403, 'You are not asked any more'],
    [
      'whose question others decided',
      link,
      { status: 'rejected' },
      410,
      'This has been decided without you. It is refused.',
    ],
    ['whose question expired', link, { status: 'expired' }, 410, 'It has expired without a decision.'],
    ['whose question was withdrawn', link, { status: 'withdrawn' }, 410, 'It was withdrawn.'],
    ['elsewhere', `${links.baseUrl}/a/${link.slice(links.baseUrl.length + 1)}`, {}, 404, 'There is nothing here.'],
    ['without a token', `${links.baseUrl}/`, {}, 404, 'There is nothing here.'],
  ])('%s is refused, opened or sent', async (_, to, change, status, said) => {
    const { handle, votes } = desk(change);
    for (const request of [new Request(to), post('outcome=approve', formType, to)]) {
      const response = await handle(request);
      expect([response.status, await response.text()]).toEqual([status, expect.stringContaining(said)]);
    }
    expect(votes).toEqual([]);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is no way to answer', async (method) => {
    const response = await desk().handle(new Request(link, { method }));
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
  });

  test.each([
    ['nobody', null, 401],
    ['somebody else', 'eve', 403],
    ['whom it is for', 'omar', 200],
  ])('where %s is signed in', async (_, who, status) => {
    const { handle, votes } = desk({}, { identify: async () => who });
    const opened = await handle(new Request(link));
    expect(opened.status).toBe(status);
    expect((await opened.text()).includes('payroll')).toBe(status === 200);
    expect((await handle(post('outcome=approve'))).status).toBe(status);
    expect(votes).toHaveLength(status === 200 ? 1 : 0);
  });
});
