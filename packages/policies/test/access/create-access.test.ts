import { describe, expect, test } from 'vitest';
import { createAccess } from '@deskbook/policies/access';
import type { AccessRequest } from '@deskbook/policies/access';
import { PolicyFault } from '@deskbook/policies';
import type { Condition } from '@deskbook/policies/conditions';
import { asks, compare, denial, dora, grant, person, policy, role, separation } from './small-policy.ts';

const noMfa = denial('no-mfa', { when: compare('subject.mfa', 'is_not', true), say: { en: 'Enrol a second factor.' } });

describe('an answer', () => {
  test('a grant allows, and names itself, its policy and how the subject came to its role', () => {
    expect(createAccess(policy()).may(asks())).toEqual({
      allowed: true,
      reason: 'granted',
      basis: {
        kind: 'grant',
        id: 'grant-database',
        through: ['dba', 'group:dbas'],
        reference: 'access/acme#/grants/grant-database',
        cites: ['access-policy#a'],
      },
      missing: [],
    });
  });

  test('nothing said is a denial', () => {
    const access = createAccess(policy());
    expect(access.may(asks({ action: 'service.restart' }))).toEqual({
      allowed: false,
      reason: 'no_grant',
      basis: null,
      missing: [],
    });
    expect(access.may(asks({ subject: person('eve') })).reason).toBe('no_grant');
  });

  test('a denial beats any number of grants and says so to people', () => {
    const access = createAccess(policy({ grants: [grant('one'), grant('two')], denials: [noMfa] }));
    const without = asks({ subject: { ...dora, properties: { mfa: false } } });
    expect(access.may(without)).toMatchObject({
      allowed: false,
      reason: 'denied',
      basis: { kind: 'denial', id: 'no-mfa', through: ['anyone'], say: { en: 'Enrol a second factor.' } },
    });
    expect(access.may(asks({ subject: { ...dora, properties: { mfa: true } } })).reason).toBe('granted');
  });

  test('a denial that cannot be ruled out denies, and names the fact', () => {
    expect(createAccess(policy({ denials: [noMfa] })).may(asks())).toMatchObject({
      allowed: false,
      reason: 'denial_undecided',
      basis: { id: 'no-mfa' },
      missing: ['subject.mfa'],
    });
  });

  test('a denial that holds is named before one that is undecided', () => {
    const access = createAccess(policy({ denials: [noMfa, denial('closed')] }));
    expect(access.may(asks())).toMatchObject({ reason: 'denied', basis: { id: 'closed' }, missing: [] });
  });

  test('a grant that cannot be made sure of does not grant', () => {
    const access = createAccess(
      policy({ grants: [grant('maybe', { when: compare('request.risk', 'equals', 'LOW') })] }),
    );
    expect(access.may(asks())).toMatchObject({ allowed: false, reason: 'grant_undecided', missing: ['request.risk'] });
    expect(access.may(asks({ context: { request: { risk: 'LOW' } } })).reason).toBe('granted');
    expect(access.may(asks({ context: { request: { risk: 'HIGH' } } })).reason).toBe('no_grant');
  });

  test('a rule about one type of resource is silent about others', () => {
    const access = createAccess(policy({ grants: [grant('only-requests', { resource: 'request' })] }));
    expect(access.may(asks()).allowed).toBe(true);
    expect(access.may(asks({ resource: { type: 'asset', id: 'A', properties: {} } })).reason).toBe('no_grant');
  });

  test.each<[string, AccessRequest['mode'], boolean]>([
    ['database.grant', 'act', true],
    ['database.grant', 'ask', true],
    ['database.restore', 'act', false],
    ['database.restore', 'ask', true],
  ])('%s in mode %s: %s (what one may do one may ask for, not the other way round)', (action, mode, allowed) => {
    const access = createAccess(policy({ grants: [grant('both', { ask: ['database.restore'] })] }));
    expect(access.may(asks({ action, mode })).allowed).toBe(allowed);
  });

  test('an action that looks like a pattern is one action', () => {
    const access = createAccess(policy({ grants: [grant('below', { allow: ['database.*'] })] }));
    expect(access.may(asks({ action: 'database.*' })).reason).toBe('granted');
    expect(access.may(asks({ action: 'database*' })).reason).toBe('no_grant');
    expect(access.may(asks({ action: '*' })).reason).toBe('no_grant');
    expect(createAccess(policy({ grants: [grant('all', { allow: ['*'] })] })).may(asks({ action: '*' })).reason).toBe(
      'granted',
    );
  });

  test('thousands of patterns of one role are looked up, and the first declared is named', () => {
    const many = Array.from({ length: 5_000 }, (_, n) => grant(`g${n}`, { allow: [`area-${n}.*`, `area-${n}.x*`] }));
    const access = createAccess(policy({ grants: [...many, grant('all', { allow: ['*'] })] }));
    expect(access.may(asks({ action: 'area-4321.xy' })).basis?.id).toBe('g4321');
    expect(access.may(asks({ action: 'area-4321.' })).basis?.id).toBe('all');
  });

  test('a denial hits asking as well as doing', () => {
    const access = createAccess(policy({ denials: [denial('none')] }));
    expect(access.may(asks({ mode: 'ask' })).reason).toBe('denied');
  });

  test('conditions see the subject, the resource and the context, and none can pass for another', () => {
    const when: Condition = {
      kind: 'all',
      of: [
        { kind: 'compare', fact: 'resource.owner', operator: 'equals', operand: { fact: 'subject.id' }, reference: '' },
        { kind: 'compare', fact: 'subject.roles', operator: 'has', operand: { value: 'employee' }, reference: '' },
      ],
      reference: '',
    };
    const access = createAccess(policy({ grants: [grant('own', { when })] }));
    const owned = { type: 'request', id: 'R', properties: { owner: 'lena' } };
    const forged = { subject: { id: 'lena' }, resource: { owner: 'dora' } };
    expect(access.may(asks({ resource: owned, context: forged })).reason).toBe('no_grant');
    expect(access.may(asks({ resource: owned, subject: { ...dora, properties: { id: 'lena' } } })).reason).toBe(
      'no_grant',
    );
    expect(access.may(asks({ resource: { ...owned, properties: { owner: 'dora' } } })).reason).toBe('granted');
  });
});

describe('roles', () => {
  const manager = role('line-manager', { from: [{ kind: 'fact', fact: 'requester.manager' }] });
  const watcher = role('watcher', { from: [{ kind: 'fact', fact: 'ticket.watchers' }] });
  const onCall = role('on-call', { from: [{ kind: 'schedule', schedule: 'eng' }] });
  const named = role('auditor', { from: [{ kind: 'people', people: ['omar', 'omar', 'desk'] }] });
  const robot = role('desk-robot', { from: [{ kind: 'given' }], includes: ['employee'] });
  const roles = [
    role('employee'),
    role('senior', { includes: ['dba'] }),
    role('dba', { includes: ['employee'] }),
    manager,
    watcher,
    onCall,
    named,
    robot,
  ];
  const access = createAccess(policy({ roles }));
  const held = (subject = dora, context = {}): Record<string, readonly string[]> =>
    Object.fromEntries(access.rolesOf(subject, context));

  test('everybody is anyone', () => {
    expect(held(person('eve'))).toEqual({ anyone: ['anyone'] });
  });

  test('inclusion is followed, by the shortest way', () => {
    expect(held(person('sam', { groups: ['seniors', 'dbas'] }))).toEqual({
      anyone: ['anyone'],
      senior: ['senior', 'group:seniors'],
      dba: ['dba', 'group:dbas'],
      employee: ['employee', 'dba', 'group:dbas'],
    });
    expect(held(person('sam', { groups: ['seniors'] }))['employee']).toEqual([
      'employee',
      'dba',
      'senior',
      'group:seniors',
    ]);
  });

  test('a fact gives its role to whom it names, alone or in a list', () => {
    expect(held(person('omar'), { requester: { manager: 'omar' }, ticket: { watchers: ['omar'] } })).toMatchObject({
      'line-manager': ['line-manager', 'fact:requester.manager'],
      watcher: ['watcher', 'fact:ticket.watchers'],
      auditor: ['auditor', 'people'],
    });
    expect(held(person('eve'), { requester: { manager: 'omar' }, ticket: { watchers: ['omar'] } })).toEqual({
      anyone: ['anyone'],
    });
  });

  test('the host hands out the rest, but no role that nobody defined', () => {
    expect(held(person('eve', { roles: ['on-call', 'desk-robot', 'root', 'anyone'] }))).toEqual({
      anyone: ['anyone'],
      'on-call': ['on-call', 'schedule:eng'],
      'desk-robot': ['desk-robot', 'given'],
      employee: ['employee', 'desk-robot', 'given'],
    });
  });

  test('a service is never the person of its id', () => {
    const desk = { ...person('desk'), type: 'service' as const };
    expect(held(desk, { requester: { manager: 'desk' }, ticket: { watchers: ['desk'] } })).toEqual({
      anyone: ['anyone'],
    });
    expect(held(person('desk'), {})['auditor']).toEqual(['auditor', 'people']);
  });

  test('members of a role, of those asked about', () => {
    const people = [person('omar'), dora, person('eve', { groups: ['employees'] })];
    expect(access.membersOf('employee', people, {})).toEqual(['dora', 'eve']);
    expect(access.membersOf('line-manager', people, { requester: { manager: 'omar' } })).toEqual(['omar']);
    expect(access.membersOf('line-manager', people, {})).toEqual([]);
  });

  test('a role that an unknown fact might give does not grant, and does deny', () => {
    const grants = [grant('managers', { role: 'line-manager' }), grant('staff', { role: 'employee' })];
    const granting = createAccess(policy({ roles, grants }));
    expect(granting.may(asks({ subject: person('omar') }))).toMatchObject({
      reason: 'grant_undecided',
      missing: ['requester.manager'],
      basis: { through: ['line-manager'] },
    });
    const denying = createAccess(policy({ roles, denials: [denial('no-managers', { role: 'line-manager' })] }));
    expect(denying.may(asks())).toMatchObject({ reason: 'denial_undecided', missing: ['requester.manager'] });
    expect(denying.may(asks({ context: { requester: { manager: 'omar' } } })).reason).toBe('granted');
    expect(
      denying.may(asks({ subject: { ...dora, id: 'omar' }, context: { requester: { manager: 'omar' } } })).reason,
    ).toBe('denied');
  });

  test('where a role is undecided, so is what a condition makes of all roles: no denial is missed, no grant given', () => {
    const hasManager = compare('subject.roles', 'has', 'line-manager');
    const denying = createAccess(policy({ roles, denials: [denial('no-managers', { when: hasManager })] }));
    expect(denying.may(asks())).toMatchObject({
      reason: 'denial_undecided',
      missing: ['requester.manager', 'ticket.watchers'],
    });
    const watched = { ticket: { watchers: [] } };
    expect(denying.may(asks({ context: { requester: { manager: 'dora' }, ...watched } })).reason).toBe('denied');
    expect(denying.may(asks({ context: { requester: { manager: 'omar' }, ...watched } })).reason).toBe('granted');
    const notManager: Condition = { kind: 'not', of: hasManager, reference: '' };
    const granting = createAccess(policy({ roles, grants: [grant('others', { when: notManager })] }));
    expect(granting.may(asks()).reason).toBe('grant_undecided');
    const forged = { ...dora, properties: { roles: ['nothing'] } };
    expect(granting.may(asks({ subject: forged })).reason).toBe('grant_undecided');
  });

  test('a role included by two that are undecided names both facts', () => {
    const two = [
      role('employee'),
      { ...manager, includes: ['employee'] },
      { ...watcher, includes: ['employee', 'line-manager'] },
    ];
    const granting = createAccess(policy({ roles: two, grants: [grant('staff', { role: 'employee' })] }));
    expect(granting.may(asks({ subject: person('omar') })).missing).toEqual(['requester.manager', 'ticket.watchers']);
  });
});

describe('separation of duties', () => {
  const access = createAccess(
    policy({
      roles: [
        role('employee'),
        role('dba'),
        role('auditor'),
        role('line-manager', { from: [{ kind: 'fact', fact: 'requester.manager' }] }),
      ],
      grants: [grant('all', { role: 'anyone', allow: ['*'] })],
      separation: [
        separation('asker-never-approves', {
          apart: ['request', 'approve', 'approve'],
          say: { en: 'Somebody else approves.' },
        }),
        separation('dba-or-auditor', { apart: ['dba', 'auditor', 'line-manager'], within: 'always' }),
        separation('auditors-never-touch', { apart: ['auditor', 'database.*'] }),
      ],
    }),
  );
  const asked = { ticket: { id: 1 }, requester: { manager: 'omar' } };
  const reason = (more: Partial<AccessRequest>): string => access.may(asks({ context: asked, ...more })).reason;
  const lena = person('lena');

  test('who has asked never approves, in the same run', () => {
    const duties = { lena: ['request'], omar: ['approve:data-access'] };
    expect(access.may(asks({ subject: lena, action: 'approve:data-access', duties, context: asked }))).toMatchObject({
      allowed: false,
      reason: 'separation',
      basis: {
        kind: 'separation',
        id: 'asker-never-approves',
        through: ['approve', 'request'],
        say: { en: 'Somebody else approves.' },
      },
    });
    expect(reason({ subject: lena, action: 'approve', duties })).toBe('separation');
    expect(reason({ subject: person('omar'), action: 'approve:data-access', duties })).toBe('granted');
    expect(reason({ subject: person('omar'), action: 'request', duties })).toBe('separation');
    expect(reason({ subject: lena, action: 'comment', duties })).toBe('granted');
  });

  test('who approved does not perform, and who performed does not approve', () => {
    const never = createAccess(
      policy({
        grants: [grant('all', { role: 'anyone', allow: ['*'] })],
        separation: [separation('four-eyes', { apart: ['approve', 'perform'] })],
      }),
    );
    const after = (done: string, action: string): string =>
      never.may(asks({ subject: lena, action, duties: { lena: [done] } })).reason;
    expect(after('approve', 'database.grant')).toBe('separation');
    expect(after('database.grant', 'approve:data-access')).toBe('separation');
    expect(after('perform', 'approve')).toBe('separation');
    expect(after('approve', 'start:access-fulfilment')).toBe('granted');
    expect(after('request', 'database.grant')).toBe('granted');
    expect(after('request', 'approve:data-access')).toBe('granted');
  });

  test('of several that are broken the first declared is named', () => {
    const two = createAccess(
      policy({
        grants: [grant('all', { role: 'anyone', allow: ['*'] })],
        separation: [
          separation('never', { apart: ['mail.send', 'approve'] }),
          separation('second', { apart: ['approve', 'request'] }),
          separation('third', { apart: ['approve', 'request', 'start'] }),
        ],
      }),
    );
    const duties = { lena: ['request'] };
    for (const _ of ['first', 'again']) {
      expect(two.may(asks({ subject: lena, action: 'approve', duties })).basis?.id).toBe('second');
    }
  });

  test('to ask is not to act', () => {
    expect(reason({ subject: lena, action: 'approve', mode: 'ask', duties: { lena: ['request'] } })).toBe('granted');
  });

  test('duties are own entries of the record', () => {
    expect(reason({ subject: person('toString'), action: 'approve' })).toBe('granted');
  });

  test('two roles held at once deny everything, if they are always apart', () => {
    const both = person('max', { groups: ['dbas', 'auditors'] });
    expect(reason({ subject: both, action: 'comment' })).toBe('separation');
    expect(reason({ subject: both, action: 'comment', mode: 'ask' })).toBe('separation');
    expect(reason({ subject: person('max', { groups: ['auditors'] }), action: 'comment' })).toBe('granted');
  });

  test('a role may be apart from an action', () => {
    expect(reason({ subject: person('max', { groups: ['auditors'] }) })).toBe('separation');
  });

  test('a role that might be held cannot be ruled out', () => {
    expect(
      access.may(asks({ subject: person('max', { groups: ['auditors'] }), action: 'comment', context: {} })),
    ).toMatchObject({
      reason: 'denial_undecided',
      missing: ['requester.manager'],
      basis: { kind: 'separation', id: 'dba-or-auditor' },
    });
  });
});

describe('a malformed policy makes no access at all', () => {
  const deep = (levels: number): Condition =>
    levels === 0 ? compare('a.b', 'equals', 'c') : { kind: 'not', of: deep(levels - 1), reference: '' };

  test.each([
    ['no lists', {} as never],
    ['a role defined twice', policy({ roles: [role('dba'), role('dba')] })],
    ['a role called anyone', policy({ roles: [role('anyone')] })],
    ['a pattern with a star inside', policy({ grants: [grant('g', { allow: ['data*.grant'] })] })],
    ['a pattern with two stars', policy({ grants: [grant('g', { allow: ['database.**'] })] })],
    ['a separation of such patterns', policy({ separation: [separation('s', { apart: ['a*b', 'b'] })] })],
    ['a condition that nests too deep', policy({ grants: [grant('g', { when: deep(64) })] })],
  ])('%s', (_, malformed) => {
    expect(() => createAccess(malformed)).toThrow(PolicyFault);
  });

  test('an error while deciding is a denial with that reason', () => {
    const access = createAccess(policy({ denials: [denial('d', { when: compare('subject.mfa', 'equals', false) })] }));
    const broken = asks({
      subject: {
        ...dora,
        get properties(): never {
          throw new Error('the directory is down');
        },
      },
    });
    expect(access.may(broken)).toEqual({ allowed: false, reason: 'error', basis: null, missing: [] });
    expect(access.may(asks({ subject: { ...dora, properties: { mfa: true } } })).allowed).toBe(true);
  });
});
