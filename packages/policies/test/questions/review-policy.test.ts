import { describe, expect, test } from 'vitest';
import { reviewPolicy } from '@deskbook/policies/questions';
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
