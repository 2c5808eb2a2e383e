import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { approvalLinks } from '@deskbook/policies/approval-links';

const key = 'a key that nobody guesses, 32 bytes or more';
const claim = { task: 'access-1f/ask/approval', person: 'omar', expires: '2026-03-29T14:00:00Z' };
const links = approvalLinks({ baseUrl: 'https://desk.example/approvals/', key });
const tokenOf = (link: string) => link.slice('https://desk.example/approvals/'.length);

describe('a link', () => {
  test('is the same each time it is made, and leads under the base URL', () => {
    expect(links.linkFor(claim)).toBe(links.linkFor({ ...claim }));
    expect(links.linkFor(claim)).toMatch(/^https:\/\/desk\.example\/approvals\/v1\.[\w-]+\.[\w-]{43}$/u);
  });

  test('says again what it was made of, whatever that is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 80 }), (task, person) => {
        const made = { task: task.slice(0, 200).toWellFormed(), person: person.toWellFormed(), expires: claim.expires };
        expect(links.open(tokenOf(links.linkFor(made)))).toEqual({ ok: true, claim: made });
      }),
    );
  });

  test('of another key, or changed in any character, is not ours', () => {
    const other = approvalLinks({ baseUrl: 'https://desk.example/approvals', key: `${key}!` });
    expect(links.open(tokenOf(other.linkFor(claim)))).toEqual({ ok: false, reason: 'forged' });
    const token = tokenOf(links.linkFor(claim));
    const payloadEnds = token.lastIndexOf('.');
    for (let at = 0; at < token.length - 1; at += 1) {
      const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
      const opened = links.open(changed);
      const isWhole = at > 2 && at !== payloadEnds;
      expect(opened).toEqual({ ok: false, reason: isWhole ? 'forged' : 'malformed' });
    }
  });

  test.each([['', 'v1', 'v1..', 'v2.e30.AAAA', `v1.${'A'.repeat(5000)}.${'A'.repeat(43)}`, 'v1.<script>.AAAA']])(
    '%s says nothing',
    (...tokens) => {
      for (const token of tokens) expect(links.open(token)).toEqual({ ok: false, reason: 'malformed' });
    },
  );

  test('that is sealed, but whose end nobody can read, says nothing', () => {
    expect(links.open(tokenOf(links.linkFor({ ...claim, expires: 'soon' })))).toEqual({
      ok: false,
      reason: 'malformed',
    });
  });
});

test.each([
  ['a short key', { baseUrl: 'https://desk.example', key: 'short' }],
  ['plain http', { baseUrl: 'http://desk.example', key }],
  ['no URL', { baseUrl: 'desk', key }],
  ['a query', { baseUrl: 'https://desk.example/?a=b', key }],
  ['a password', { baseUrl: 'https://me:secret@desk.example/', key }],
])('%s is refused when links are set up', (_, options) => {
  expect(() => approvalLinks(options)).toThrow(TypeError);
});
