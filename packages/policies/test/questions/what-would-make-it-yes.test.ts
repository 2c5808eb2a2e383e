import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '@deskbook/policies';
import { createAccess } from '@deskbook/policies/access';
import type { AccessPolicy, AccessRequest } from '@deskbook/policies/access';
import type { Comparison, Condition } from '@deskbook/policies/conditions';
import { whatWouldMakeItYes } from '@deskbook/policies/questions';
import type { Change, WhatWouldMakeItYes } from '@deskbook/policies/questions';
import { withChanges } from '../../src/questions/change.ts';
import { policy as anyPolicy, request as anyRequest } from '../access/arbitraries.ts';
import {
  activation,
  asks,
  denial,
  dora,
  glass,
  grant,
  person,
  policy,
  role,
  separation,
  temporaryRole,
} from '../access/small-policy.ts';

const when = (fact: string, operator: Comparison['operator'], operand: Comparison['operand']): Condition => ({
  kind: 'compare',
  fact,
  operator,
  operand,
  reference: `when/${fact}`,
});
const is = (fact: string, value: Json): Condition => when(fact, 'equals', { value });
const all = (...of: readonly Condition[]): Condition => ({ kind: 'all', of, reference: 'all' });
const any = (...of: readonly Condition[]): Condition => ({ kind: 'any', of, reference: 'any' });
const not = (of: Condition): Condition => ({ kind: 'not', of, reference: 'not' });

/** Changes as `role:dba`, `break_glass:night-fix` and `subject.mfa=true`. */
const shown = (change: Change): string =>
  change.kind === 'fact'
    ? `${change.fact}=${JSON.stringify(change.value)}`
    : `${change.kind}:${change.kind === 'role' ? change.role : change.of}`;
const waysOf = ({ ways }: WhatWouldMakeItYes): readonly string[] =>
  ways.map(({ changes }) => changes.map(shown).join(' '));
const ask = (made: Partial<AccessPolicy>, more: Partial<AccessRequest> = {}) =>
  whatWouldMakeItYes(policy(made), asks(more));

describe('what would make it yes', () => {
  test('nothing, where it is yes already', () => {
    expect(ask({})).toEqual({ already: true, ways: [], stands: null, reason: 'granted' });
  });

  test('a role to hold', () => {
    const found = ask({}, { subject: person('eve') });
    expect(waysOf(found)).toEqual(['role:dba']);
    expect(found.ways[0]).toMatchObject({
      changes: [{ reference: 'access/acme#/grants/grant-database' }],
      decision: { allowed: true, basis: { id: 'grant-database' } },
    });
  });

  test('a role and facts, the smallest first, and nothing that is not needed', () => {
    const grants = [
      grant('long', { when: all(is('subject.mfa', true), is('ticket.state', 'open')) }),
      grant('short', { role: 'employee', when: is('ticket.state', 'open') }),
    ];
    expect(waysOf(ask({ grants }, { subject: person('eve') }))).toEqual([
      'role:employee ticket.state="open"',
      'role:dba ticket.state="open"',
    ]);
  });

  test('one of several facts', () => {
    const grants = [
      grant('g', { when: any(is('subject.mfa', true), when('ticket.risk', 'in', { value: ['low', 'none'] })) }),
    ];
    expect(waysOf(ask({ grants }))).toEqual(['subject.mfa=true', 'ticket.risk="low"', 'ticket.risk="none"']);
  });

  test('what a denial needs to be ruled out', () => {
    const denials = [
      denial('no-mfa', { when: when('subject.mfa', 'is_not', { value: true }) }),
      denial('frozen', { when: not(is('ticket.frozen', false)) }),
    ];
    const found = ask({ denials });
    expect(waysOf(found)).toEqual(['subject.mfa=true ticket.frozen=false']);
    expect(found.ways[0]?.changes[0]).toMatchObject({ must: { operator: 'is_not', operand: true, be: 'fails' } });
  });

  test.each<[string, Partial<AccessPolicy>, Partial<AccessRequest>, string, string | undefined]>([
    ['a denial without a condition', { denials: [denial('never')] }, {}, 'denied', 'never'],
    [
      'a denial about who it is',
      { denials: [denial('not-dora', { when: is('subject.id', 'dora') })] },
      {},
      'denied',
      'not-dora',
    ],
    [
      'a separation',
      { separation: [separation('four-eyes', { apart: ['database.*', 'approve'] })] },
      { duties: { dora: ['approve'] } },
      'separation',
      'four-eyes',
    ],
    ['no grant for the action', { grants: [] }, {}, 'no_grant', undefined],
    ['a grant to a role that is not defined', { grants: [grant('g', { role: 'gods' })] }, {}, 'no_grant', undefined],
    [
      'a pattern nobody can invent a text for',
      { grants: [grant('g', { when: when('ticket.text', 'matches', { value: '^a+$' }) })] },
      {},
      'grant_undecided',
      undefined,
    ],
    [
      'records',
      { grants: [grant('g', { when: { kind: 'some', fact: 'ticket.list', of: is('a', 1), reference: 'r' } })] },
      {},
      'grant_undecided',
      undefined,
    ],
  ])('nothing is found against %s', (_, made, more, reason, stands) => {
    const found = ask(made, more);
    expect(found).toMatchObject({ already: false, ways: [], reason });
    expect(found.stands?.id).toBe(stands);
  });

  test.each<[Condition, string]>([
    [when('ticket.n', 'is_not', { value: 3 }), 'ticket.n=4'],
    [when('ticket.n', 'is_not', { value: 'x' }), 'ticket.n="not x"'],
    [when('ticket.n', 'not_in', { value: ['x', 'y'] }), 'ticket.n="not x or y"'],
    [when('ticket.n', 'lt', { value: 3 }), 'ticket.n=2'],
    [when('ticket.n', 'lte', { value: 3 }), 'ticket.n=3'],
    [when('ticket.n', 'gt', { value: 3 }), 'ticket.n=4'],
    [when('ticket.n', 'gte', { value: 3 }), 'ticket.n=3'],
    [when('ticket.t', 'before', { value: '2026-01-01' }), 'ticket.t="2025-12-31T23:59:59.000Z"'],
    [when('ticket.t', 'after', { value: '2026-01-01' }), 'ticket.t="2026-01-01T00:00:01.000Z"'],
    [when('ticket.t', 'within', { value: 5_000 }), 'ticket.t="2026-03-01T00:00:00.000Z"'],
    [when('ticket.t', 'older_than', { value: 5_000 }), 'ticket.t="2026-02-28T23:59:54.000Z"'],
    [when('ticket.s', 'contains', { value: 'vpn' }), 'ticket.s="a vpn"'],
    [when('ticket.l', 'has', { value: 'b' }), 'ticket.l=["a","b"]'],
    [when('ticket.l', 'has_any', { value: ['b', 'c'] }), 'ticket.l=["a","b"]'],
    [when('ticket.l', 'has_all', { value: ['a', 'b', 'c'] }), 'ticket.l=["a","b","c"]'],
    [when('ticket.l', 'empty', { value: true }), 'ticket.l=[]'],
    [when('ticket.s', 'known', { value: false }), 'ticket.s=null'],
    [when('ticket.owner', 'equals', { fact: 'subject.id' }), 'ticket.owner="dora"'],
    [when('subject.id', 'equals', { fact: 'ticket.owner' }), 'ticket.owner="dora"'],
    [when('subject.id', 'in', { fact: 'ticket.watchers' }), 'ticket.watchers=["eve","dora"]'],
    [when('subject.id', 'in', { fact: 'ticket.nobody' }), 'ticket.nobody=["dora"]'],
    [not(when('subject.id', 'not_in', { fact: 'ticket.watchers' })), 'ticket.watchers=["eve","dora"]'],
    [not(when('subject.id', 'equals', { fact: 'ticket.self' })), ''],
    [not(when('ticket.m', 'equals', { value: 7 })), 'ticket.m=8'],
    [not(when('ticket.m', 'is_not', { value: 3 })), 'ticket.m=3'],
    [not(when('ticket.m', 'in', { value: [7] })), 'ticket.m=8'],
    [not(when('ticket.m', 'not_in', { value: [3] })), 'ticket.m=3'],
    [not(when('ticket.m', 'lt', { value: 8 })), 'ticket.m=8'],
    [not(when('ticket.m', 'lte', { value: 8 })), 'ticket.m=9'],
    [not(when('ticket.m', 'gt', { value: 6 })), 'ticket.m=6'],
    [not(when('ticket.m', 'gte', { value: 6 })), 'ticket.m=5'],
    [not(when('now', 'before', { fact: 'ticket.until' })), ''],
    [not(when('ticket.until', 'after', { value: '2026-01-01' })), 'ticket.until="2026-01-01T00:00:00.000Z"'],
    [not(when('ticket.until', 'before', { value: '2036-01-01' })), 'ticket.until="2036-01-01T00:00:00.000Z"'],
    [not(when('ticket.at', 'within', { value: 5_000 })), 'ticket.at="2026-02-28T23:59:54.000Z"'],
    [not(when('ticket.old', 'older_than', { value: 5_000 })), 'ticket.old="2026-03-01T00:00:00.000Z"'],
    [not(when('ticket.s', 'matches', { value: 'a' })), 'ticket.s=""'],
    [not(when('ticket.s', 'contains', { value: 'a' })), 'ticket.s=""'],
    [not(when('ticket.l', 'has', { value: 'a' })), 'ticket.l=[]'],
    [not(when('ticket.l', 'has_any', { value: ['a', 'b'] })), 'ticket.l=[]'],
    [not(when('ticket.l', 'has_all', { value: ['a'] })), 'ticket.l=[]'],
    [not(when('ticket.none', 'empty', { value: false })), 'ticket.none=[]'],
    [not(when('ticket.s', 'known', { value: true })), 'ticket.s=null'],
  ])('%j', (condition, way) => {
    const ticket = {
      s: 'a ', l: ['a'], m: 7, self: 'dora', watchers: ['eve'], until: '2030-01-01', at: '2026-03-01T00:00:00Z', old: '2020-01-01T00:00:00Z',
    }; // prettier-ignore
    const found = ask(
      { grants: [grant('g', { when: condition })] },
      { context: { now: '2026-03-01T00:00:00Z', ticket } },
    );
    expect(found.already).toBe(false);
    expect(waysOf(found)[0] ?? '').toBe(way);
  });

  describe('what can be activated', () => {
    const now = '2026-03-01T10:00:00Z';
    const eve = person('eve', { groups: ['employees'] });
    const temporary = [temporaryRole('temporary-dba'), temporaryRole('for-others', { for: 'auditor' })];

    test('a temporary role one may have, also one that includes the role; before the role itself', () => {
      const senior = [
        role('employee'),
        role('dba'),
        role('senior', { includes: ['dba'] }),
        role('auditor'),
        role('unrelated'),
      ];
      const more = [temporaryRole('senior-dba', { role: 'senior' }), temporaryRole('other', { role: 'unrelated' })];
      const made = { roles: senior, temporary: [...temporary, ...more, temporaryRole('ghost', { role: 'gods' })] };
      const found = ask(made, { subject: eve, context: { now } });
      expect(waysOf(found)).toEqual(['temporary_role:temporary-dba', 'temporary_role:senior-dba', 'role:dba']);
      expect(found.ways[0]).toMatchObject({
        changes: [{ reference: 'access/acme#/temporary/temporary-dba' }],
        decision: { allowed: true, basis: { through: ['dba', 'temporary:temporary-dba', 'not yet'] } },
      });
    });

    test('not where nobody knows the time, and not by a service', () => {
      expect(waysOf(ask({ temporary }, { subject: eve }))).toEqual(['role:dba']);
      const robot = { ...eve, type: 'service' as const };
      expect(waysOf(ask({ temporary }, { subject: robot, context: { now } }))).toEqual(['role:dba']);
    });

    test('a glass one may break, with what it asks for, against the denials it overrides', () => {
      const made = {
        grants: [grant('staff', { role: 'employee' })],
        denials: [denial('closed')],
        breakGlass: [
          glass('night-fix', { when: is('ticket.priority', 'P1'), overrides: ['closed'] }),
          glass('for-dba', { role: 'dba', overrides: ['closed'] }),
          glass('of-others', { allow: ['service.*'], overrides: ['closed'] }),
          glass('weak'),
        ],
      };
      const found = ask(made, { subject: eve, context: { now, ticket: { priority: 'P2' } } });
      expect(waysOf(found)).toEqual(['break_glass:night-fix ticket.priority="P1"']);
      expect(found.ways[0]).toMatchObject({
        changes: [{ reference: 'access/acme#/breakGlass/night-fix' }, {}],
        decision: { allowed: true, basis: { kind: 'break_glass', id: 'night-fix' } },
      });
      expect(ask({ ...made, breakGlass: [] }, { subject: eve, context: { now } }).stands?.id).toBe('closed');
    });

    test('one that is broken already needs what it asks for', () => {
      const made = { grants: [], breakGlass: [glass('night-fix', { when: is('ticket.priority', 'P1') })] };
      const broke = { ...eve, activations: [activation('night-fix')] };
      const found = ask(made, { subject: broke, context: { now } });
      expect(found).toMatchObject({ reason: 'grant_undecided', stands: null });
      expect(waysOf(found)).toEqual(['ticket.priority="P1"']);
      expect(
        waysOf(ask(made, { subject: { ...broke, groups: [] }, context: { now, ticket: { priority: 'P1' } } })),
      ).toEqual(['role:employee']);
    });

    test('no glass stands against another denial', () => {
      const made = { denials: [denial('closed'), denial('hold')], breakGlass: [glass('g', { overrides: ['closed'] })] };
      expect(ask(made, { subject: eve, context: { now } })).toMatchObject({ ways: [], stands: { id: 'closed' } });
    });
  });

  test('every way leads to yes, and none could be shorter', () => {
    let found = 0;
    let activated = 0;
    fc.assert(
      fc.property(anyPolicy, anyRequest, (made, request) => {
        const { already, ways } = whatWouldMakeItYes(made, request);
        found += ways.length;
        expect(already).toBe(createAccess(made).may(request).allowed);
        for (const { changes, decision } of ways) {
          activated += changes.filter(({ kind }) => kind === 'temporary_role' || kind === 'break_glass').length;
          expect(decision.allowed).toBe(true);
          expect(changes.length).toBeGreaterThan(0);
          const { may } = createAccess(made);
          expect(may(withChanges(request, changes)).allowed).toBe(true);
          for (const index of changes.keys())
            expect(may(withChanges(request, changes.toSpliced(index, 1))).allowed).toBe(false);
        }
      }),
      { numRuns: 1_500 },
    );
    expect(found).toBeGreaterThan(20);
    expect(activated).toBeGreaterThan(5);
  });

  test('facts that look like a prototype stay facts', () => {
    const found = ask({ grants: [grant('g', { when: is('ticket.__proto__', 'x') })] }, { subject: dora });
    expect(waysOf(found)).toEqual(['ticket.__proto__="x"']);
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });

  test('many alternatives are searched within bounds', () => {
    const alternatives = Array.from({ length: 12 }, (_, index) =>
      any(is(`ticket.a${index}`, 1), is(`ticket.b${index}`, 1)),
    );
    const grants = Array.from({ length: 30 }, (_, index) => grant(`g${index}`, { when: all(...alternatives) }));
    const denials = alternatives.map((each, index) => denial(`d${index}`, { when: not(each) }));
    expect(ask({ grants, denials }).ways.length).toBeGreaterThan(0);
  });

  test('a policy is prepared once', () => {
    const made = policy({ roles: [role('dba')] });
    expect(whatWouldMakeItYes(made, asks())).toEqual(whatWouldMakeItYes(made, asks()));
  });
});
