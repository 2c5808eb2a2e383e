import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAccess } from '@deskbook/policies/access';
import type { AccessDecision, AccessRequest, Subject } from '@deskbook/policies/access';
import type { Asked } from '../../src/access/asked.ts';
import { createJudge } from '../../src/access/casbin-judge.ts';
import { accessJudgedBy } from '../../src/access/create-access.ts';
import { createDecisionMemo } from '../../src/access/decision-memo.ts';
import { createRoleFinder } from '../../src/access/role-finder.ts';
import { createSequenceMemo } from '../../src/access/sequence-memo.ts';
import { may as referenceReason } from '../reference/access.ts';
import { policy as anyPolicy, request as anyRequest } from './arbitraries.ts';
import {
  activation,
  asks,
  compare,
  denial,
  dora,
  glass,
  grant,
  person,
  policy,
  role,
  separation,
  temporaryRole,
} from './small-policy.ts';

/** Each of these would be a way for an answer to outlive what it rests on, or to be given to another question. */
describe('what is remembered is never given to another question', () => {
  test('names that would be one if they were joined', () => {
    const made = policy({
      roles: [role('dba')],
      grants: [
        grant('one', { allow: ['a'], resource: 'b$$c' }),
        grant('two', { allow: ['a,b'], resource: 'c' }),
        grant('three', { allow: ['1'], resource: '' }),
      ],
    });
    const access = createAccess(made);
    const may = (action: string, type: string): boolean =>
      access.may(asks({ action, resource: { type, id: '', properties: {} } })).allowed;
    const parts = ['', 'a', 'b', 'c', '1', '$', ',', 'a$$b', 'b$$c', 'a,b', 'b,c', 'a\u0000b'];
    for (const _ of ['first', 'again']) {
      for (const action of parts) {
        for (const type of parts) {
          const allowed = [
            ['a', 'b$$c'],
            ['a,b', 'c'],
            ['1', ''],
          ].some(([one, other]) => one === action && other === type);
          expect([action, type, may(action, type)]).toEqual([action, type, allowed]);
        }
      }
    }
  });

  test('a number is no text, for types as for anything else', () => {
    const access = createAccess(policy({ grants: [grant('g', { resource: '0' })] }));
    const reason = (type: unknown): string =>
      access.may(asks({ resource: { type: type as string, id: '', properties: {} } })).reason;
    expect(reason('0')).toBe('granted');
    expect(reason(0)).toBe('no_grant');
    expect(reason(Number.NaN)).toBe('no_grant');
    expect(reason('0')).toBe('granted');
  });

  test('to ask is not to act', () => {
    const access = createAccess(policy({ grants: [grant('g', { allow: [], ask: ['database.grant'] })] }));
    const reasons = (['ask', 'act', 'ask', 'act'] as const).map((mode) => access.may(asks({ mode })).reason);
    expect(reasons).toEqual(['granted', 'no_grant', 'granted', 'no_grant']);
    const neither = asks({ mode: 'read' as 'act' });
    expect([access.may(neither).reason, access.may(neither).reason]).toEqual(['no_grant', 'no_grant']);
  });

  test('the same roles by other ways are named as they were come by', () => {
    const both = policy({
      roles: [
        role('dba', {
          from: [
            { kind: 'group', group: 'dbas' },
            { kind: 'people', people: ['omar'] },
          ],
        }),
      ],
    });
    const access = createAccess(both);
    const through = (subject: Subject) => access.may(asks({ subject })).basis?.through[1];
    for (const _ of ['first', 'again']) {
      expect(through(dora)).toBe('group:dbas');
      expect(through(person('omar'))).toBe('people');
      expect(through(person('eve', { roles: ['dba'] }))).toBe('given');
      expect(through(person('omar', { type: 'service' }))).toBeUndefined();
    }
  });

  test('conditions, duties, facts and time are looked at each time', () => {
    const access = createAccess(
      policy({
        roles: [role('dba'), role('manager', { from: [{ kind: 'fact', fact: 'requester.manager' }] })],
        grants: [
          grant('mfa', { when: compare('subject.mfa', 'equals', true) }),
          grant('managers', { role: 'manager', allow: ['mail.send'] }),
          grant('approve', { allow: ['approve'] }),
          grant('lent', { role: 'manager', allow: ['phone.call'] }),
        ],
        separation: [separation('s')],
        temporary: [temporaryRole('lent', { role: 'manager' })],
        breakGlass: [glass('night-fix', { role: 'dba', allow: ['service.failover'] })],
      }),
    );
    const known = { requester: { manager: 'omar' }, now: '2026-03-01T09:00:00Z' };
    const late = { ...known, now: '2026-03-01T12:00:00Z' };
    const lent = { ...dora, activations: [activation('lent'), activation('night-fix')] };
    const turns: readonly (readonly [Partial<AccessRequest>, string])[] = [
      [{ subject: { ...dora, properties: { mfa: true } } }, 'granted'],
      [{ subject: { ...dora, properties: { mfa: false } } }, 'no_grant'],
      [{ action: 'mail.send', context: { requester: { manager: 'dora' } } }, 'granted'],
      [{ action: 'mail.send' }, 'no_grant'],
      [{ action: 'mail.send', context: {} }, 'grant_undecided'],
      [{ action: 'approve' }, 'granted'],
      [{ action: 'approve', duties: { dora: ['request'] } }, 'separation'],
      [{ action: 'phone.call', subject: lent }, 'granted'],
      [{ action: 'phone.call', subject: lent, context: late }, 'no_grant'],
      [{ action: 'service.failover', subject: lent }, 'granted'],
      [{ action: 'service.failover', subject: lent, context: late }, 'no_grant'],
      [{ action: 'service.failover' }, 'no_grant'],
    ];
    for (const _ of ['first', 'again']) {
      for (const [more, reason] of turns) {
        const request = asks({ context: known, ...more });
        expect([more, access.may(request).reason]).toEqual([more, reason]);
        expect([more, access.forSubject(request.subject).may(request).reason]).toEqual([more, reason]);
      }
    }
  });

  test('a subject that changed is another', () => {
    const access = createAccess(policy());
    const groups = ['dbas'];
    const changing = { ...dora, groups };
    expect(access.may(asks({ subject: changing })).allowed).toBe(true);
    groups.pop();
    expect(access.may(asks({ subject: changing })).allowed).toBe(false);
  });

  test('what is asked is read once: nobody is asked about one thing and answered about another', () => {
    const access = createAccess(policy({ grants: [grant('g', { resource: 'ticket' })] }));
    let reads = 0;
    const turning = {
      id: 'R',
      properties: {},
      get type() {
        reads += 1;
        return reads % 2 === 1 ? 'ticket' : 'asset';
      },
    };
    expect(access.may(asks({ resource: turning })).reason).toBe('granted');
    expect(reads).toBe(1);
    const plain = (type: string) => access.may(asks({ resource: { type, id: '', properties: {} } })).reason;
    expect([plain('ticket'), plain('asset')]).toEqual(['granted', 'no_grant']);
  });

  test('answers cannot be changed by whoever got them', () => {
    const access = createAccess(
      policy({ grants: [grant('g'), grant('mfa', { allow: ['x'], when: compare('subject.mfa', 'known', true) })] }),
    );
    const answers = [asks(), asks({ subject: person('eve') }), asks({ action: 'x' })].map((request) =>
      access.may(request),
    );
    for (const answer of answers) {
      expect(() => Object.assign(answer, { allowed: true })).toThrow(TypeError);
      expect(() => (answer.missing as string[]).push('x')).toThrow(TypeError);
    }
    expect(() => Object.assign(answers[0]?.basis ?? {}, { id: 'other' })).toThrow(TypeError);
    const through = (answers[0]?.basis?.through ?? []) as string[];
    expect(through).toEqual(['dba', 'group:dbas']);
    expect(() => through.push('x')).toThrow(TypeError);
    expect(access.may(asks({ subject: person('eve') })).allowed).toBe(false);
  });

  test('nor can the list of roles that an explanation saw', () => {
    const made = policy({ grants: [grant('g', { when: compare('subject.roles', 'has', 'boss') })] });
    const access = createAccess(made);
    const seen = access.explain(asks()).map(({ when }) => (when?.kind === 'compare' ? when.seen : null))[0];
    expect(() => (seen as string[]).push('boss')).toThrow(TypeError);
    expect(access.may(asks()).reason).toBe('no_grant');
  });

  test('a policy that was changed after it was prepared decides as it was prepared', () => {
    const one = { ...grant('g', { resource: 'request' }), allow: ['database.grant'] };
    const over = { ...glass('b', { role: 'dba' }), overrides: [] as string[] };
    const dba = { ...role('dba'), includes: [] as string[] };
    const made = policy({
      roles: [role('employee'), dba],
      grants: [one],
      denials: [denial('d', { deny: ['mail.*'] })],
      breakGlass: [over],
    });
    const access = createAccess(made);
    Object.assign(one, { role: 'anyone', resource: undefined });
    one.allow.push('*');
    over.overrides.push('d');
    dba.includes.push('employee');
    expect(access.may(asks({ subject: person('eve') })).reason).toBe('no_grant');
    expect(access.may(asks({ resource: { type: 'asset', id: '', properties: {} } })).reason).toBe('no_grant');
    expect(access.may(asks({ action: 'service.restart' })).reason).toBe('no_grant');
    expect([...access.rolesOf(dora, {}).keys()]).toEqual(['anyone', 'dba']);
    const broke = { ...dora, activations: [activation('b')] };
    expect(
      access.may(asks({ action: 'mail.send', subject: broke, context: { now: '2026-03-01T09:00:00Z' } })).reason,
    ).toBe('denied');
  });

  test('Casbin is asked once for what it is asked again, and again for anything else', () => {
    let asked = 0;
    const when = compare('ticket.risk', 'equals', 'low');
    const access = accessJudgedBy(
      (rows) => {
        asked += 1;
        return rows.length === 1;
      },
      policy({ grants: [grant('g', { when, allow: ['*'] })] }),
    );
    const low = { ticket: { risk: 'low' } };
    const counted = (...requests: readonly Partial<AccessRequest>[]): number => {
      const before = asked;
      for (const more of requests) access.may(asks({ context: low, ...more }));
      return asked - before;
    };
    expect(counted({}, {}, { subject: person('omar', { groups: ['dbas'] }) })).toBe(1);
    expect(counted({ context: { ticket: { risk: 'high' } } }, { context: {} })).toBe(1);
    expect(counted({ action: 'other' }, { action: 'other' })).toBe(1);
    expect(counted({ resource: { type: 'other', id: '', properties: {} } })).toBe(1);
    const long = 'x'.repeat(1_000);
    expect(counted({ action: long }, { action: long })).toBe(2);
  });

  test('a judge that throws is asked again', () => {
    let down = true;
    const access = accessJudgedBy(() => {
      if (down) throw new Error('down');
      return true;
    }, policy());
    expect(access.may(asks()).reason).toBe('error');
    down = false;
    expect(access.may(asks()).reason).toBe('granted');
  });

  test('more questions than can be remembered are answered all the same', () => {
    const access = createAccess(
      policy({
        grants: [
          grant('g', { allow: ['database.*'] }),
          grant('c', { allow: ['mail.*'], when: compare('ticket.risk', 'equals', 'low') }),
        ],
        separation: [separation('s')],
      }),
    );
    const low = { ticket: { risk: 'low' } };
    for (let number = 0; number < 4_100; number += 1) {
      const right =
        access.may(asks({ action: `database.${number}` })).allowed &&
        access.may(asks({ action: `mail.${number}`, context: low })).allowed &&
        !access.may(asks({ action: `phone.${number}` })).allowed;
      if (!right) throw new Error(`wrong at ${number}`);
    }
    expect(access.may(asks({ action: 'database.1' })).allowed).toBe(true);
    expect(access.may(asks({ action: `database.${'1'.repeat(1_000)}` })).allowed).toBe(true);
  });
});

describe('one subject', () => {
  test('is copied: what becomes of the given object changes nothing', () => {
    const groups = ['employees'];
    const properties = { mfa: false };
    const activations = [{ ...activation('lent'), until: '2026-03-01T09:00:00Z' }];
    const given: Subject = { ...dora, groups, properties, activations };
    const access = createAccess(
      policy({
        grants: [
          grant('g'),
          grant('m', { role: 'employee', allow: ['mail.send'], when: compare('subject.mfa', 'equals', true) }),
        ],
        temporary: [temporaryRole('lent')],
      }),
    );
    const { may } = access.forSubject(given);
    groups.push('dbas');
    properties.mfa = true;
    Object.assign(activations[0] ?? {}, { until: '2099-01-01' });
    const question = asks({ context: { now: '2026-03-01T10:00:00Z' } });
    expect(may(question).reason).toBe('no_grant');
    expect(may({ ...question, action: 'mail.send' }).reason).toBe('no_grant');
    expect(access.may({ ...question, subject: given }).reason).toBe('granted');
  });

  test('a subject in the question counts for nothing', () => {
    const { may } = createAccess(policy()).forSubject(person('eve'));
    expect(may(asks({ subject: dora })).reason).toBe('no_grant');
  });

  test('what is no plain data, and what goes wrong while deciding, is denied with that reason', () => {
    const broken = { ...dora, properties: { call: () => true } } as unknown as Subject;
    const access = createAccess(policy());
    const error = { allowed: false, reason: 'error', basis: null, missing: [] };
    expect(access.forSubject(broken).may(asks())).toEqual(error);
    expect(access.forSubject(dora).may({ ...asks(), resource: null as never })).toEqual(error);
    expect(access.forSubject({ ...dora, groups: null as never }).may(asks())).toEqual(error);
  });

  test('has its roles worked out once, where no fact gives any', () => {
    const service = { ...person('robot', { roles: ['dba'] }), type: 'service' as const };
    const roles = [
      role('employee'),
      role('dba'),
      role('manager', { from: [{ kind: 'fact', fact: 'requester.manager' }] }),
    ];
    for (const [made, subject] of [
      [policy(), dora],
      [policy({ roles }), service],
    ] as const) {
      const { may } = createAccess(made).forSubject(subject);
      const unread = {
        ...asks(),
        get context(): never {
          throw new Error('read');
        },
      };
      expect(may(asks()).allowed).toBe(true);
      expect(may(unread).reason).toBe('error');
      expect(may(asks({ context: { requester: { manager: subject.id } } })).allowed).toBe(true);
    }
  });
});

describe('in any order, again and again, as if nothing were remembered', () => {
  const judge = createJudge();

  test('one access and subjects of it answer as a fresh one does, and as the reference', () => {
    fc.assert(
      fc.property(anyPolicy, fc.array(anyRequest, { minLength: 2, maxLength: 4 }), (made, requests) => {
        const access = createAccess(made);
        const turns = requests.flatMap((request) => requests.map(({ subject }) => ({ ...request, subject })));
        const subjects = new Map(requests.map(({ subject }) => [subject, access.forSubject(subject)]));
        const fresh = turns.map((request) => accessJudgedBy(judge, made).may(request));
        for (const _ of ['first', 'again']) {
          for (const [index, request] of turns.entries()) {
            expect(access.may(request)).toEqual(fresh[index]);
            expect(subjects.get(request.subject)?.may(request)).toEqual(fresh[index]);
          }
        }
        expect(fresh.map(({ reason }) => reason)).toEqual(turns.map((request) => referenceReason(made, request)));
      }),
      { numRuns: 250 },
    );
  });
});

describe('a memo of decisions', () => {
  const rolesOf = (subject: Subject) => createRoleFinder(policy()).find(subject, {});
  const decision: AccessDecision = { allowed: false, reason: 'no_grant', basis: null, missing: [] };

  test('keeps what was asked of the same roles, and at most so much', () => {
    const memo = createDecisionMemo(2);
    const [one, other] = [rolesOf(dora), rolesOf(dora)];
    const asked = (action: string, mode: Asked['mode'] = 'act') => ({ action, mode, type: 't' });
    memo.keep(one, asked('a'), decision);
    expect(memo.recall(one, asked('a'))).toBe(decision);
    expect(memo.recall(one, asked('a', 'ask'))).toBeUndefined();
    expect(memo.recall(one, { ...asked('a'), type: 'u' })).toBeUndefined();
    expect(memo.recall(other, asked('a'))).toBeUndefined();
    memo.keep(one, asked('x'.repeat(201)), decision);
    memo.keep(one, asked('m', 'read' as 'act'), decision);
    expect(memo.recall(one, asked('x'.repeat(201)))).toBeUndefined();
    expect(memo.recall(one, asked('m', 'read' as 'act'))).toBeUndefined();
    memo.keep(other, asked('a', 'ask'), decision);
    memo.keep(other, asked('b'), decision);
    expect(memo.recall(one, asked('a'))).toBeUndefined();
    expect(memo.recall(other, asked('b'))).toBe(decision);
  });
});

describe('a memo of sequences', () => {
  const key = fc.oneof(fc.constantFrom('', 'a', 'b', 'ab', '1', '-1', '$$'), fc.integer({ min: -1, max: 2 }));

  test('gives each sequence what was made for it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(key, { maxLength: 4 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 20 }),
        (all, limit) => {
          const memo = createSequenceMemo<string | number, { readonly of: readonly (string | number)[] }>(limit);
          for (const keys of [...all, ...all]) expect(memo(keys, () => ({ of: keys })).of).toEqual(keys);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('makes it once, until there is more than it may hold', () => {
    let made = 0;
    const memo = createSequenceMemo<number, { readonly made: number }>(10, () => 3);
    const ask = (...keys: readonly number[]): number => memo(keys, () => ({ made: (made += 1) })).made;
    expect([ask(1), ask(1), ask(1, 2), ask(2), ask(1)]).toEqual([1, 1, 2, 3, 4]);
  });

  test('holds nothing of a sequence that is very long', () => {
    let made = 0;
    const memo = createSequenceMemo<number, { readonly made: number }>(1_000);
    const long = Array.from({ length: 257 }, (_, n) => n);
    expect(memo(long, () => ({ made: (made += 1) })).made).toBe(1);
    expect(memo(long, () => ({ made: (made += 1) })).made).toBe(2);
    expect(memo(long.slice(1), () => ({ made: (made += 1) })).made).toBe(3);
    expect(memo(long.slice(1), () => ({ made: (made += 1) })).made).toBe(3);
  });
});
