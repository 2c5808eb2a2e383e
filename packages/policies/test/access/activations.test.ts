import { describe, expect, test } from 'vitest';
import { PolicyFault } from '@deskbook/policies';
import type { Json } from '@deskbook/policies';
import { createAccess } from '@deskbook/policies/access';
import type { AccessPolicy, AccessRequest, Activation, Subject } from '@deskbook/policies/access';
import {
  activation,
  asks,
  compare,
  denial,
  glass,
  grant,
  person,
  policy,
  role,
  separation,
  temporaryRole,
} from './small-policy.ts';

const NOW = '2026-03-01T10:00:00Z';
const eve = (...activations: readonly Activation[]): Subject => person('eve', { groups: ['employees'], activations });
const at = (now: Json, subject: Subject, more: Partial<AccessRequest> = {}): AccessRequest =>
  asks({ subject, context: { now }, ...more });
const withTemporary = (more: Partial<AccessPolicy> = {}): AccessPolicy =>
  policy({ temporary: [temporaryRole('temporary-dba')], ...more });
const withGlass = (more: Parameters<typeof glass>[1] = {}, rest: Partial<AccessPolicy> = {}): AccessPolicy =>
  policy({ grants: [], breakGlass: [glass('night-fix', more)], ...rest });

describe('a temporary role', () => {
  const access = createAccess(withTemporary());
  const lent = eve(activation('temporary-dba'));

  test('is held while it lasts, and says where that is recorded', () => {
    expect(access.may(at(NOW, lent))).toMatchObject({
      allowed: true,
      reason: 'granted',
      basis: { kind: 'grant', id: 'grant-database', through: ['dba', 'temporary:temporary-dba', 'run/temporary-dba'] },
    });
    expect(access.may(at(NOW, eve())).reason).toBe('no_grant');
  });

  test.each<[string, Json, Partial<Activation>, boolean]>([
    ['at its beginning', '2026-03-01T08:00:00Z', {}, true],
    ['just before', '2026-03-01T07:59:59.999Z', {}, false],
    ['just before its end', '2026-03-01T11:59:59.999Z', {}, true],
    ['at its end', '2026-03-01T12:00:00Z', {}, false],
    ['in another offset', '2026-03-01T11:00:00+01:00', {}, true],
    ['in another offset, after its end', '2026-03-01T11:00:00-02:00', {}, false],
    ['written in other offsets', NOW, { from: '2026-03-01T10:30:00+01:00', until: '2026-03-01T09:00:00-0200' }, true],
    ['from dates', NOW, { from: '2026-03-01', until: '2026-03-02' }, true],
    ['where it ends before it begins', NOW, { from: '2026-03-01T12:00:00Z', until: '2026-03-01T08:00:00Z' }, false],
    ['where it ends as it begins', NOW, { from: NOW, until: NOW }, false],
    ['without an offset', '2026-03-01T10:00:00', {}, false],
    ['at a time that is none', 'now', {}, false],
    ['at a number', 1_772_359_200_000, {}, false],
    ['without a time', null, {}, false],
    ['with a beginning that is no instant', NOW, { from: 'yesterday' }, false],
    ['with an end that is no instant', NOW, { until: '2026-02-30T00:00:00Z' }, false],
    ['with an end that is no text', NOW, { until: new Date('2099-01-01') as unknown as string }, false],
    ['with an end that is a number', NOW, { until: Number.POSITIVE_INFINITY as unknown as string }, false],
  ])('%s', (_, now, more, held) => {
    const subject = eve(activation('temporary-dba', more));
    expect(access.may(at(now, subject)).allowed).toBe(held);
    expect(access.rolesOf(subject, { now }).has('dba')).toBe(held);
    expect(access.membersOf('dba', [subject], { now })).toEqual(held ? ['eve'] : []);
  });

  test('without a time, or without its own, it is undecided: it grants nothing and denials of its role stand', () => {
    const denying = createAccess(
      withTemporary({
        grants: [grant('staff', { role: 'employee' })],
        denials: [denial('no-dba', { role: 'dba' })],
      }),
    );
    expect(access.may(at(null, lent))).toMatchObject({ reason: 'grant_undecided', missing: ['now'] });
    expect(denying.may(at(null, lent))).toMatchObject({ reason: 'denial_undecided', missing: ['now'] });
    expect(denying.may(at(NOW, eve(activation('temporary-dba', { until: '?' }))))).toMatchObject({
      reason: 'denial_undecided',
      missing: ['subject.activations'],
    });
    expect(denying.may(at(NOW, eve(activation('temporary-dba', { from: '?', until: '2026-03-01' })))).reason).toBe(
      'granted',
    );
    expect(denying.may(at(NOW, lent)).reason).toBe('denied');
    expect(denying.may(at('2026-03-01T12:00:00Z', lent)).reason).toBe('granted');
  });

  test('the prototype of the context has no time', () => {
    const context = Object.create({ now: NOW }) as { readonly now: string };
    expect(access.may({ ...at(NOW, lent), context }).allowed).toBe(false);
  });

  test('brings the roles that its role includes, and is no way to a role that nobody defined', () => {
    const held = (made: AccessPolicy): readonly string[] => [
      ...createAccess(made)
        .rolesOf(person('max', { activations: [activation('temporary-dba')] }), { now: NOW })
        .keys(),
    ];
    expect(held(withTemporary())).toEqual(['anyone', 'dba', 'employee']);
    expect(held(withTemporary({ temporary: [temporaryRole('temporary-dba', { role: 'root' })] }))).toEqual(['anyone']);
  });

  test('a role held anyway is held that way', () => {
    const dora = person('dora', { groups: ['dbas'], activations: [activation('temporary-dba')] });
    expect(access.rolesOf(dora, { now: NOW }).get('dba')).toEqual(['dba', 'group:dbas']);
    expect(access.rolesOf(dora, {}).get('dba')).toEqual(['dba', 'group:dbas']);
  });

  test('duties are kept apart from it as from any role', () => {
    const apart = createAccess(
      withTemporary({
        roles: [role('employee'), role('dba'), role('auditor')],
        separation: [separation('books', { apart: ['dba', 'auditor'], within: 'always' })],
      }),
    );
    const auditor = { ...lent, groups: ['auditors'] };
    expect(apart.may(at(NOW, auditor))).toMatchObject({ reason: 'separation', basis: { through: ['dba', 'auditor'] } });
    expect(apart.may(at(null, auditor))).toMatchObject({ reason: 'denial_undecided', missing: ['now'] });
    expect(apart.may(at('2026-03-02', auditor)).reason).toBe('no_grant');
  });

  test('several activations of one role: the first that is in force', () => {
    const [old, open, current] = [
      activation('temporary-dba', { until: '2026-03-01T09:00:00Z', record: 'run/old' }),
      activation('temporary-dba', { until: '?', record: 'run/open' }),
      activation('temporary-dba', { record: 'run/current' }),
    ];
    const through = (...activations: readonly Activation[]) =>
      access
        .rolesOf(eve(...activations), { now: NOW })
        .get('dba')
        ?.at(-1);
    expect(through(old, open, current)).toBe('run/current');
    expect(through(current, activation('temporary-dba', { record: 'run/other' }))).toBe('run/current');
    expect(through(old, open)).toBeUndefined();
  });

  test('only people activate, and only what there is', () => {
    const robot = { ...lent, type: 'service' as const };
    expect(access.may(at(NOW, robot)).reason).toBe('no_grant');
    for (const of of ['temporary', 'dba', 'toString', '__proto__', '']) {
      expect(access.may(at(NOW, eve(activation(of)))).reason).toBe('no_grant');
    }
    expect(createAccess(policy()).may(at(NOW, lent)).reason).toBe('no_grant');
  });

  test('a hundred thousand activations are looked through', () => {
    const many = Array.from({ length: 100_000 }, (_, n) =>
      activation(n % 2 === 0 ? 'temporary-dba' : `other-${n}`, { until: '2026-03-01T09:00:00Z' }),
    );
    const started = performance.now();
    expect(access.may(at(NOW, eve(...many))).reason).toBe('no_grant');
    expect(access.may(at(NOW, eve(...many, activation('temporary-dba')))).reason).toBe('granted');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('activations that are no list are an error, and that denies', () => {
    const broken = { ...eve(), activations: 7 as unknown as readonly Activation[] };
    expect(access.may(at(NOW, { ...broken, groups: ['dbas'] })).allowed).toBe(false);
  });
});

describe('a broken glass', () => {
  const broke = eve(activation('night-fix'));
  const reason = (made: AccessPolicy, request = at(NOW, broke)): string => createAccess(made).may(request).reason;

  test('grants what it allows, and names itself, the role and the record', () => {
    expect(createAccess(withGlass()).may(at(NOW, broke))).toEqual({
      allowed: true,
      reason: 'granted',
      basis: {
        kind: 'break_glass',
        id: 'night-fix',
        through: ['employee', 'group:employees'],
        record: 'run/night-fix',
        reference: 'access/acme#/breakGlass/night-fix',
        cites: [],
      },
      missing: [],
    });
  });

  test('what one may do one may ask for', () => {
    expect(reason(withGlass(), at(NOW, broke, { mode: 'ask' }))).toBe('granted');
  });

  test.each<[string, Parameters<typeof glass>[1], Partial<AccessRequest>, string]>([
    ['nobody broke it', {}, { subject: eve() }, 'no_grant'],
    ['another was broken', {}, { subject: eve(activation('day-fix')) }, 'no_grant'],
    ['its time is over', {}, { context: { now: '2026-03-01T12:00:00Z' } }, 'no_grant'],
    ['nobody knows the time', {}, { context: {} }, 'grant_undecided'],
    ['it is of another action', { allow: ['service.*'] }, {}, 'no_grant'],
    ['it is of another type of resource', { resource: 'asset' }, {}, 'no_grant'],
    ['the subject has not its role', { role: 'dba' }, {}, 'no_grant'],
    ['the subject may have its role', { role: 'manager' }, {}, 'grant_undecided'],
    [
      'its condition fails',
      { when: compare('ticket.priority', 'equals', 'P1') },
      { context: { now: NOW, ticket: { priority: 'P2' } } },
      'no_grant',
    ],
    ['its condition is undecided', { when: compare('ticket.priority', 'equals', 'P1') }, {}, 'grant_undecided'],
    [
      'its condition holds',
      { when: compare('ticket.priority', 'equals', 'P1') },
      { context: { now: NOW, ticket: { priority: 'P1' } } },
      'granted',
    ],
  ])('where %s', (_, more, asked, expected) => {
    const roles = [
      role('employee'),
      role('dba'),
      role('manager', { from: [{ kind: 'fact', fact: 'requester.manager' }] }),
    ];
    const overridden = { ...more, overrides: ['no-mfa'] };
    const denials = [denial('no-mfa', { when: compare('subject.mfa', 'is_not', true) })];
    const request = at(NOW, broke, asked);
    expect(reason(withGlass(more, { roles }), request)).toBe(expected);
    const stopped = expected === 'granted' ? 'granted' : 'denial_undecided';
    expect(reason(withGlass(overridden, { roles, denials }), request)).toBe(stopped);
    expect(reason(withGlass(overridden, { roles, denials, grants: [grant('all', { role: 'anyone' })] }), request)).toBe(
      stopped,
    );
  });

  test('overrides the denials it names, holding or undecided, and no others', () => {
    const noMfa = denial('no-mfa', { when: compare('subject.mfa', 'is_not', true) });
    const without = { ...broke, properties: { mfa: false } };
    const over = withGlass({ overrides: ['no-mfa'] }, { denials: [noMfa] });
    expect(reason(over, at(NOW, without))).toBe('granted');
    expect(reason(over)).toBe('granted');
    expect(reason(withGlass({}, { denials: [noMfa] }), at(NOW, without))).toBe('denied');
    expect(reason(withGlass({ overrides: ['no-mfa'] }, { denials: [noMfa, denial('closed')] }))).toBe('denied');
    expect(
      reason(withGlass({ overrides: ['no-mfa'], allow: ['service.*'] }, { denials: [noMfa] }), at(NOW, without)),
    ).toBe('denied');
  });

  test('no separation gives way to it', () => {
    const apart = withGlass({}, { separation: [separation('four-eyes', { apart: ['database.*', 'approve'] })] });
    expect(reason(apart, at(NOW, broke, { duties: { eve: ['approve'] } }))).toBe('separation');
  });

  test('is named where it was needed, and only there', () => {
    const grants = [grant('staff', { role: 'employee' })];
    const denials = [denial('no-mfa', { when: compare('subject.mfa', 'is_not', true) })];
    const access = createAccess(withGlass({ overrides: ['no-mfa'] }, { grants, denials }));
    const basis = (mfa: boolean) => access.may(at(NOW, { ...broke, properties: { mfa } })).basis;
    expect(basis(true)).toMatchObject({ kind: 'grant', id: 'staff' });
    expect(basis(false)).toMatchObject({ kind: 'break_glass', id: 'night-fix', record: 'run/night-fix' });
  });

  test('of two that are broken, the first that was needed is named', () => {
    const two = policy({
      grants: [],
      denials: [denial('no-mfa')],
      breakGlass: [glass('one'), glass('two', { overrides: ['no-mfa'] }), glass('three', { overrides: ['no-mfa'] })],
    });
    const broken = eve(activation('one'), activation('three'), activation('two'));
    expect(createAccess(two).may(at(NOW, broken)).basis).toMatchObject({ id: 'two', record: 'run/two' });
    expect(
      createAccess({ ...two, denials: [denial('no-mfa', { deny: ['mail.*'] })] }).may(at(NOW, broken)).basis?.id,
    ).toBe('one');
  });

  test('may be broken by whoever holds its role for a while', () => {
    const both = withGlass({ role: 'dba' }, { temporary: [temporaryRole('temporary-dba')] });
    expect(reason(both)).toBe('no_grant');
    expect(reason(both, at(NOW, eve(activation('night-fix'), activation('temporary-dba'))))).toBe('granted');
  });
});

describe('explained', () => {
  test('glasses stand beside grants and denials, broken or whole, and denials say by what they are overridden', () => {
    const access = createAccess(
      withGlass(
        { overrides: ['no-mfa'], when: compare('ticket.priority', 'equals', 'P1') },
        { denials: [denial('no-mfa', { when: compare('subject.mfa', 'is_not', true) })] },
      ),
    );
    const request = at(NOW, eve(activation('night-fix')), { context: { now: NOW, ticket: { priority: 'P1' } } });
    expect(access.explain(request)).toMatchObject([
      { kind: 'denial', id: 'no-mfa', truth: 'undecided', overriddenBy: 'night-fix' },
      {
        kind: 'break_glass',
        id: 'night-fix',
        action: 'database.*',
        role: 'employee',
        hasRole: 'holds',
        through: ['employee', 'group:employees'],
        broken: { truth: 'holds', record: 'run/night-fix' },
        when: { kind: 'compare', fact: 'ticket.priority', truth: 'holds' },
        truth: 'holds',
      },
    ]);
    const whole = access.explain({ ...request, subject: eve() });
    expect(whole.map(({ id, truth, broken, overriddenBy }) => [id, truth, broken, overriddenBy])).toEqual([
      ['no-mfa', 'undecided', undefined, undefined],
      ['night-fix', 'fails', { truth: 'fails', record: null }, undefined],
    ]);
    expect(access.explain({ ...request, context: {} })[1]).toMatchObject({
      broken: { truth: 'undecided' },
      truth: 'undecided',
    });
  });
});

describe('a malformed policy makes no access at all', () => {
  test.each<[string, Partial<AccessPolicy>]>([
    ['two temporary roles of one id', { temporary: [temporaryRole('a'), temporaryRole('a')] }],
    ['two glasses of one id', { breakGlass: [glass('a'), glass('a')] }],
    ['a temporary role and a glass of one id', { temporary: [temporaryRole('a')], breakGlass: [glass('a')] }],
    ['an override of no denial', { breakGlass: [glass('a', { overrides: ['no-mfa'] })] }],
    ['an override of a grant', { breakGlass: [glass('a', { overrides: ['grant-database'] })] }],
    [
      'an override of two denials of one id',
      { denials: [denial('d'), denial('d', { deny: ['mail.send'] })], breakGlass: [glass('a', { overrides: ['d'] })] },
    ],
    ['an action that is no pattern', { breakGlass: [glass('a', { allow: ['data*.grant'] })] }],
    [
      'a condition of no kind',
      { breakGlass: [glass('a', { when: { kind: 'maybe' } as unknown as ReturnType<typeof compare> })] },
    ],
  ])('%s', (_, made) => {
    expect(() => createAccess(policy(made))).toThrow(PolicyFault);
  });
});
