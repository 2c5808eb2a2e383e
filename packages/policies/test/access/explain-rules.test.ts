import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAccess } from '@deskbook/policies/access';
import { policy as anyPolicy, request as anyRequest } from './arbitraries.ts';
import { asks, compare, denial, dora, grant, person, policy, role } from './small-policy.ts';

const access = createAccess(
  policy({
    roles: [role('dba'), role('manager', { from: [{ kind: 'fact', fact: 'requester.manager' }] })],
    grants: [
      grant('plain'),
      grant('asked', { allow: [], ask: ['database.*'] }),
      grant('of-managers', { role: 'manager' }),
      grant('elsewhere', { allow: ['mail.send'] }),
      grant('on-assets', { resource: 'asset' }),
    ],
    denials: [denial('no-mfa', { when: compare('subject.mfa', 'is_not', true), say: { en: 'Enrol.' } })],
  }),
);

describe('every rule about the action is explained', () => {
  test('whoever it is for, with roles and the values its condition saw', () => {
    expect(access.explain(asks({ subject: { ...dora, properties: { mfa: true } } }))).toMatchObject([
      { kind: 'grant', id: 'plain', hasRole: 'holds', through: ['dba', 'group:dbas'], when: null, truth: 'holds' },
      { kind: 'grant', id: 'of-managers', hasRole: 'undecided', through: [], truth: 'undecided' },
      {
        kind: 'denial',
        id: 'no-mfa',
        action: 'database.*',
        hasRole: 'holds',
        through: ['anyone'],
        when: { kind: 'compare', fact: 'subject.mfa', seen: true, truth: 'fails' },
        truth: 'fails',
        say: { en: 'Enrol.' },
      },
    ]);
  });

  test('a role the subject has not fails the rule', () => {
    const of = { subject: person('eve'), context: { requester: { manager: 'max' } } };
    expect(access.explain(asks(of)).map(({ id, hasRole, truth }) => [id, hasRole, truth])).toEqual([
      ['plain', 'fails', 'fails'],
      ['of-managers', 'fails', 'fails'],
      ['no-mfa', 'holds', 'undecided'],
    ]);
  });

  test('what only lets one ask speaks where one asks', () => {
    const ids = (mode: 'act' | 'ask') => access.explain(asks({ mode })).map(({ id }) => id);
    expect(ids('act')).not.toContain('asked');
    expect(ids('ask')).toContain('asked');
  });
});

test('what is explained and what is decided agree', () => {
  fc.assert(
    fc.property(anyPolicy, anyRequest, (made, asked) => {
      const { may, explain } = createAccess({ ...made, separation: [] });
      const rules = explain(asked);
      const stopped = rules.some(
        ({ kind, truth, overriddenBy }) => kind === 'denial' && truth !== 'fails' && overriddenBy === undefined,
      );
      const granted = rules.some(({ kind, truth }) => kind !== 'denial' && truth === 'holds');
      expect(may(asked).allowed).toBe(granted && !stopped);
    }),
  );
});
