import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { PolicyFault } from '@deskbook/policies';
import type { Json } from '@deskbook/policies';
import { createAccess } from '@deskbook/policies/access';
import type { Denial } from '@deskbook/policies/access';
import type { Condition, Operator } from '@deskbook/policies/conditions';
import { reviewPolicy } from '@deskbook/policies/questions';
import { policy as anyPolicy, request as anyRequest } from '../access/arbitraries.ts';
import {
  activation,
  denial,
  glass,
  grant,
  person,
  policy,
  role,
  separation,
  temporaryRole,
} from '../access/small-policy.ts';

const dora = person('dora', { groups: ['dbas'] });

describe('roles nobody uses', () => {
  const made = policy({
    roles: [
      role('employee'),
      role('dba', { includes: ['employee'] }),
      role('old'),
      role('forgotten', { from: [{ kind: 'people', people: ['dora'] }] }),
      role('manager', { from: [{ kind: 'fact', fact: 'requester.manager' }], includes: ['approver'] }),
      role('approver'),
    ],
    grants: [grant('g'), grant('m', { role: 'manager' }), grant('o', { role: 'old' })],
  });

  test('those nobody has, and those nothing names; what comes from a fact may be had', () => {
    expect(reviewPolicy(made, { subjects: [dora] }).unusedRoles).toEqual([
      { role: 'old', why: ['nobody_has_it'], reference: 'access/acme#/roles/old' },
      { role: 'forgotten', why: ['nothing_names_it'], reference: 'access/acme#/roles/forgotten' },
    ]);
  });

  test('without people nobody has any', () => {
    const { unusedRoles } = reviewPolicy(made, { subjects: [] });
    expect(unusedRoles.map((each) => each.role)).toEqual(['employee', 'dba', 'old', 'forgotten']);
  });
});

describe('roles held for a while', () => {
  const roles = [
    role('employee'),
    role('dba', { from: [] }),
    role('senior', { from: [], includes: ['dba'] }),
    role('root', { from: [] }),
  ];
  const temporary = [
    temporaryRole('second', { role: 'root', for: 'dba' }),
    temporaryRole('first', { role: 'senior' }),
    temporaryRole('ghost', { role: 'gods' }),
  ];
  const made = policy({ roles, grants: [grant('g'), grant('r', { role: 'root' })], temporary });
  const eve = person('eve', { groups: ['employees'] });
  const unhad = (one: typeof made, subjects = [eve]) =>
    reviewPolicy(one, { subjects })
      .unusedRoles.filter(({ why }) => why.includes('nobody_has_it'))
      .map((each) => each.role);

  test('count as had where somebody may activate them, one after the other', () => {
    expect(unhad(made)).toEqual([]);
    expect(unhad({ ...made, temporary: [] })).toEqual(['dba', 'senior', 'root']);
    expect(unhad(made, [])).toEqual(['employee', 'dba', 'senior', 'root']);
    expect(unhad({ ...made, temporary: [temporaryRole('all', { role: 'dba', for: 'anyone' })] }, [])).toEqual([
      'employee',
      'senior',
      'root',
    ]);
    expect(reviewPolicy(made, { subjects: [eve] }).idleGrants).toEqual([]);
  });

  test('whom a temporary role is for and who may break a glass names a role', () => {
    const { unusedRoles } = reviewPolicy(
      {
        ...made,
        grants: [],
        temporary: [temporaryRole('t', { for: 'root' })],
        breakGlass: [glass('b', { role: 'senior' })],
      },
      { subjects: [] },
    );
    expect(unusedRoles.filter(({ why }) => why.includes('nothing_names_it')).map((each) => each.role)).toEqual([
      'employee',
    ]);
  });

  test('break separation like any other', () => {
    const apart = {
      ...made,
      separation: [separation('books', { apart: ['senior', 'employee'], within: 'always' as const })],
    };
    const lent = { ...eve, activations: [activation('first')] };
    const broken = (context: { readonly now?: string }) =>
      reviewPolicy(apart, { subjects: [lent], context }).brokenSeparations.map(({ through, maybe }) => [
        through[0],
        maybe,
      ]);
    expect(broken({ now: '2026-03-01T09:00:00Z' })).toEqual([[['senior', 'temporary:first', 'run/first'], false]]);
    expect(broken({ now: '2026-03-02' })).toEqual([]);
    expect(broken({})).toEqual([[[], true]]);
  });
});

describe('grants that never apply', () => {
  test.each([
    ['a role that is not defined', { role: 'gods' }, 'no_such_role', undefined],
    ['a role nobody has', { role: 'employees' }, 'nobody_has_role', undefined],
    ['an action there is not', { allow: ['database.grnat'] }, 'unknown_action', undefined],
    ['a pattern of no action', { allow: [], ask: ['datbase.*'] }, 'unknown_action', undefined],
    ['a denial to everybody', { allow: ['mail.send'] }, 'always_denied', 'no-mail'],
    ['a denial of a wider pattern', { allow: ['mail.*'] }, 'always_denied', 'no-mail'],
    ['a denial to a role that comes with it', { allow: ['payroll.read'] }, 'always_denied', 'no-payroll'],
    ['a denial for its type of resource', { allow: ['device.wipe'], resource: 'asset' }, 'always_denied', 'no-wipe'],
  ])('%s', (_, more, why, by) => {
    const made = policy({
      roles: [role('employee'), role('dba', { includes: ['employee'] }), role('employees', { from: [] })],
      grants: [grant('g', more)],
      denials: [
        denial('no-mail', { deny: ['mail.*'] }),
        denial('no-payroll', { deny: ['payroll.read'], role: 'employee' }),
        denial('no-wipe', { deny: ['device.wipe'], resource: 'asset' }),
      ],
    });
    const actions = ['database.grant', 'mail.send', 'payroll.read', 'device.wipe'];
    const { idleGrants } = reviewPolicy(made, { subjects: [dora], actions });
    expect(idleGrants).toHaveLength(1);
    expect(idleGrants[0]).toMatchObject({
      grant: 'g',
      why,
      reference: 'access/acme#/grants/g',
      cites: ['access-policy#a'],
    });
    expect(idleGrants[0]?.by?.denial).toBe(by);
  });

  test.each([
    ['a denial with a condition', denial('d', { when: { kind: 'any', of: [], reference: 'r' } })],
    ['a denial of another role', denial('d', { role: 'employees' })],
    ['a denial of a part', denial('d', { deny: ['database.grant.some'] })],
    ['a denial of what is below it', denial('d', { deny: ['database.grant*'] })],
    ['a denial for another type of resource', denial('d', { resource: 'asset' })],
  ])('not because of %s', (_, one) => {
    const roles = [role('dba'), role('employees')];
    expect(reviewPolicy(policy({ roles, denials: [one] }), { subjects: [dora] }).idleGrants).toEqual([]);
  });

  const comparing = (fact: string, operator: Operator, value: Json): Condition => ({
    kind: 'compare',
    fact,
    operator,
    operand: { value },
    reference: fact,
  });
  const is = (value: Json) => comparing('subject.site', 'equals', value);
  const not = (of: Condition): Condition => ({ kind: 'not', of, reference: 'not' });
  const of = (kind: 'all' | 'any', ...parts: readonly Condition[]): Condition => ({ kind, of: parts, reference: kind });
  const why = (when: Condition | null, ...denials: readonly Denial[]) =>
    reviewPolicy(policy({ grants: [grant('g', { when })], denials }), { subjects: [dora] }).idleGrants.map(
      (idle) => idle.why,
    );

  test.each<[string, Condition]>([
    ['two values of one fact', of('all', is('a'), is('b'))],
    ['two values, one of them further in', of('all', is('a'), of('all', comparing('subject.site', 'in', ['b', 'c'])))],
    ['a value and its opposite', of('all', is('a'), not(is('a')))],
    [
      'one of some that are all refused',
      of('all', comparing('subject.site', 'in', ['a', 'b']), not(of('any', is('a'), is('b')))),
    ],
    ['a value where there is to be none', of('all', is('a'), comparing('subject.site', 'known', false))],
    [
      'an order where there is to be no value',
      of('all', comparing('a.b', 'lt', 1), not(comparing('a.b', 'known', true))),
    ],
    ['one of none', comparing('subject.site', 'in', [])],
    ['any of none', of('any')],
    ['any of what never holds', of('any', of('all', is('a'), is('b')), of('any'))],
    ['not all of none', not(of('all'))],
    ['some record of which that cannot be', { kind: 'some', fact: 'subject.sites', of: of('any'), reference: 'some' }],
  ])('%s', (_, when) => {
    expect(why(when)).toEqual(['never_holds']);
    expect(why(not(when))).toEqual([]);
  });

  test('not because its role is defined nowhere, where somebody has it', () => {
    const roles = [role('staff', { from: [{ kind: 'group', group: 'dbas' }], includes: ['manager'] })];
    const asked = {
      action: 'read',
      mode: 'act',
      resource: { type: 'x', id: '1', properties: {} },
      context: {},
      duties: {},
    } as const;
    const made = policy({ roles, grants: [grant('g', { role: 'manager', allow: ['read'] })] });
    expect(createAccess(made).may({ ...asked, subject: dora }).allowed).toBe(true);
    expect(reviewPolicy(made, { subjects: [dora] }).idleGrants).toEqual([]);
    expect(reviewPolicy(made, { subjects: [] }).idleGrants.map((idle) => idle.why)).toEqual(['no_such_role']);
  });

  test('what is compared with nothing, also turned round', () => {
    const nothing = comparing('subject.site', 'is_not', null);
    expect([why(nothing), why(not(nothing))]).toEqual([['never_holds'], ['never_holds']]);
  });

  test.each<[string, Condition]>([
    ['one value twice', of('all', is('a'), comparing('subject.site', 'in', ['a', 'b']))],
    ['values of two facts', of('all', is('a'), comparing('subject.home', 'equals', 'b'))],
    ['one of two', of('any', is('a'), is('b'))],
    ['one instant in two offsets', of('all', is('2026-01-01T00:00:00Z'), is('2026-01-01T01:00:00+01:00'))],
    ['two things a list may have', of('all', comparing('a.b', 'has', 'x'), comparing('a.b', 'has', 'y'))],
    [
      'every record of which that cannot be',
      { kind: 'every', fact: 'subject.sites', of: of('any'), reference: 'every' },
    ],
  ])('not because of %s', (_, when) => expect(why(when)).toEqual([]));

  test('a denial that asks nothing more than the grant takes it away; one that asks for more does not', () => {
    const there = { ...is('a'), reference: 'elsewhere' };
    expect(why(of('all', is('a'), comparing('a.b', 'known', true)), denial('d', { when: there }))).toEqual([
      'always_denied',
    ]);
    expect(why(is('a'), denial('d', { when: of('all', there, comparing('a.b', 'known', true)) }))).toEqual([]);
    expect(why(is('a'), denial('d', { when: not(there) }))).toEqual([]);
    expect(why(null, denial('d', { when: there }))).toEqual([]);
  });

  test('what is called idle never allows anything', () => {
    let idle = 0;
    fc.assert(
      fc.property(anyPolicy, anyRequest, (made, request) => {
        const some = { ...made, grants: made.grants.map((each, index) => ({ ...each, id: `grant-${index}` })) };
        const asked = { subjects: [request.subject], context: request.context };
        const review = reviewPolicy(some, asked).idleGrants;
        const kept = some.grants.map((each) => ({
          ...each,
          allow: each.allow.filter((action) => !review.some((one) => one.grant === each.id && one.action === action)),
          ask: each.ask.filter((action) => !review.some((one) => one.grant === each.id && one.action === action)),
        }));
        idle += review.filter((one) => one.why === 'never_holds' || one.why === 'always_denied').length;
        const { allowed } = createAccess({ ...some, breakGlass: [] }).may(request);
        expect(createAccess({ ...some, breakGlass: [], grants: kept }).may(request).allowed).toBe(allowed);
      }),
      { numRuns: 500 },
    );
    expect(idle).toBeGreaterThan(10);
  });

  test('a condition that is malformed is a fault of the policy', () => {
    const when = { ...is('a'), operator: 'like' } as unknown as Condition;
    expect(() => why(when)).toThrow(PolicyFault);
  });

  test('anyone is a role that everybody has', () => {
    expect(reviewPolicy(policy({ grants: [grant('g', { role: 'anyone' })] }), { subjects: [] }).idleGrants).toEqual([]);
  });
});

describe('people who break separation', () => {
  const roles = [role('dba'), role('auditor'), role('keeper', { from: [{ kind: 'fact', fact: 'ticket.keeper' }] })];
  const made = policy({
    roles,
    separation: [
      separation('books', { apart: ['dba', 'auditor', 'keeper'], within: 'always' }),
      separation('run', { apart: ['dba', 'auditor'] }),
    ],
  });
  const both = person('omar', { groups: ['dbas', 'auditors'] });

  test('with the roles, how they came to them, and where it is written', () => {
    const { brokenSeparations } = reviewPolicy(made, {
      subjects: [dora, both],
      context: { ticket: { keeper: 'eve' } },
    });
    expect(brokenSeparations).toEqual([
      {
        separation: 'books',
        subject: 'omar',
        between: ['dba', 'auditor'],
        through: [
          ['dba', 'group:dbas'],
          ['auditor', 'group:auditors'],
        ],
        maybe: false,
        reference: 'access/acme#/separation/books',
        cites: [],
      },
    ]);
  });

  test('those of whom a fact is missing may', () => {
    const { brokenSeparations } = reviewPolicy(made, { subjects: [dora] });
    expect(brokenSeparations).toMatchObject([
      { subject: 'dora', between: ['dba', 'keeper'], through: [['dba', 'group:dbas'], []], maybe: true },
    ]);
  });
});
