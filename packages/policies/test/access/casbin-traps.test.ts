import { Model, newEnforcer, newModelFromString } from 'casbin';
import { describe, expect, test } from 'vitest';
import { PolicyFault } from '@deskbook/policies';
import { createAccess } from '@deskbook/policies/access';
import type { AccessPolicy } from '@deskbook/policies/access';
import { CASBIN_MODEL, casbinFunctions, createJudge } from '../../src/access/casbin-judge.ts';
import { accessJudgedBy } from '../../src/access/create-access.ts';
import { asks, compare, denial, dora, grant, person, policy, role, separation } from './small-policy.ts';

const EMPTY: AccessPolicy = { roles: [], grants: [], denials: [], separation: [] };
const reason = (of: AccessPolicy, more = {}): string => createAccess(of).may(asks(more)).reason;

/** Each of these is something Casbin does when it is used as it comes. */
describe('traps of Casbin', () => {
  test('a cache joins keys with `$$`: names that contain it stay apart', () => {
    const access = createAccess(
      policy({ roles: [role('dba$$database')], grants: [grant('g', { role: 'dba$$database', allow: ['grant'] })] }),
    );
    const holder = person('dora', { groups: ['dba$$databases'] });
    expect(access.may(asks({ subject: holder, action: 'grant' })).allowed).toBe(true);
    expect(access.may(asks({ subject: person('dora', { groups: ['dbas'] }), action: 'database$$grant' })).allowed).toBe(
      false,
    );
  });

  test('a cache never forgets: another policy is another access, and nothing of the first is left', () => {
    expect(reason(policy())).toBe('granted');
    expect(reason(policy({ grants: [] }))).toBe('no_grant');
  });

  test('an empty policy is evaluated over blanks: it allows nobody anything, blank or not', async () => {
    const model = newModelFromString(
      '[request_definition]\nr = sub, obj, act\n[policy_definition]\np = sub, obj, act\n[policy_effect]\ne = some(where (p.eft == allow))\n[matchers]\nm = r.sub == p.sub && r.obj == p.obj && r.act == p.act',
    );
    const plain = await newEnforcer(model);
    expect(await plain.enforce('', '', '')).toBe(true); // the trap itself
    for (const id of ['', 'dora']) {
      for (const action of ['', 'database.grant']) {
        const blank = { subject: person(id), action, resource: { type: '', id: '', properties: {} } };
        expect(reason(EMPTY, blank)).toBe('no_grant');
      }
    }
    const question = {
      roles: { allow: new Set(['']), deny: new Set(['']) },
      action: '',
      resource: '',
      applies: new Set(['']),
    };
    expect(createJudge()([], question)).toBe(false);
  });

  test('a policy with denials alone allows nothing', () => {
    expect(reason({ ...EMPTY, denials: [denial('d')] }, { action: 'mail.send' })).toBe('no_grant');
  });

  test('reloading clears first: a policy that cannot be made leaves the one in force as it is', () => {
    const access = createAccess(policy({ denials: [denial('closed')] }));
    expect(() => createAccess(policy({ grants: [grant('g', { allow: ['*.grant'] })] }))).toThrow(PolicyFault);
    expect(access.may(asks()).reason).toBe('denied');
  });

  test('an effect is case-sensitive (`DENY` does not deny): no text of a policy is an effect', () => {
    const shouting = [denial('DENY', { deny: ['database.grant'], reference: 'DENY' })];
    expect(reason(policy({ denials: shouting }))).toBe('denied');
  });

  test('`==` is loose: values of other types are other values', () => {
    const about0 = policy({ grants: [grant('g', { resource: '0' })] });
    expect(reason(about0, { resource: { type: '', id: '', properties: {} } })).toBe('no_grant');
    expect(reason(about0, { resource: { type: 0 as unknown as string, id: '', properties: {} } })).toBe('no_grant');
    const mfa = policy({ grants: [grant('g', { when: compare('subject.mfa', 'equals', true) })] });
    expect(reason(mfa, { subject: { ...dora, properties: { mfa: 'true' } } })).toBe('no_grant');
    expect(reason(mfa, { subject: { ...dora, properties: { mfa: 1 } } })).toBe('no_grant');
  });

  test('a name that the matcher does not know is silently false: it calls what is registered, and all of it', () => {
    const matcher = CASBIN_MODEL.split('[matchers]')[1] ?? '';
    const called = [...matcher.matchAll(/(\w+)\(/g)].map(([, name]) => name);
    expect(called.sort()).toEqual(Object.keys(casbinFunctions()).sort());
    expect(CASBIN_MODEL).not.toMatch(/eval|regexMatch|keyMatch|\bin\b/);
  });

  test('people and roles share one namespace: a person called like a role does not have it', () => {
    expect(reason(policy(), { subject: person('dba') })).toBe('no_grant');
    expect(reason(policy(), { subject: person('eve', { groups: ['dba'] }) })).toBe('no_grant');
    expect(reason(policy({ denials: [denial('d', { role: 'dora' })] }))).toBe('granted');
  });

  test('chains of roles stop silently at 10: 500 are followed', () => {
    const roles = Array.from({ length: 500 }, (_, n) => role(`r${n}`, { includes: [`r${n + 1}`] }));
    const long = policy({ roles, grants: [grant('g', { role: 'r499' })] });
    const decision = createAccess(long).may(asks({ subject: person('x', { groups: ['r0s'] }) }));
    expect(decision.allowed).toBe(true);
    expect(decision.basis?.through).toHaveLength(501);
  });

  test('the search for roles has no visited set: a dense graph and cycles cost what they have', () => {
    const ids = Array.from({ length: 200 }, (_, n) => `r${n}`);
    const roles = ids.map((id) => role(id, { includes: ids }));
    const dense = createAccess(policy({ roles, grants: [grant('g', { role: 'r199' })] }));
    const started = performance.now();
    expect(dense.may(asks({ subject: person('x', { groups: ['r0s'] }) })).allowed).toBe(true);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('roles nest as deep and wide as they like, in circles too: 20,000 close in no time, and so do 50,000 groups', () => {
    const roles = Array.from({ length: 20_000 }, (_, n) =>
      role(`r${n}`, { includes: [`r${(n + 1) % 20_000}`, `r${(n * 7) % 20_000}`] }),
    );
    const started = performance.now();
    const deep = createAccess(
      policy({
        roles,
        grants: [grant('g', { role: 'r19999' })],
        denials: [denial('d', { role: 'r5', deny: ['mail.*'] })],
      }),
    );
    const groups = Array.from({ length: 50_000 }, (_, n) => `r${n * 2}s`);
    expect(deep.may(asks({ subject: person('x', { groups: ['r1s'] }) })).allowed).toBe(true);
    expect(deep.may(asks({ subject: person('x', { groups }), action: 'mail.send' })).reason).toBe('denied');
    expect(deep.forSubject(person('x', { groups })).may(asks()).allowed).toBe(true);
    const straight = Array.from({ length: 20_000 }, (_, n) => role(`s${n}`, { includes: [`s${n + 1}`] }));
    const long = createAccess(policy({ roles: straight, grants: [grant('g', { role: 's19999' })] }));
    expect(long.may(asks({ subject: person('x', { groups: ['s0s'] }) })).basis?.through).toHaveLength(20_001);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('a rule is evaluated as code: text of a policy or a request is compared and never run', () => {
    const injection = 'true) || (true';
    const hostile = policy({
      roles: [role(injection)],
      grants: [grant('g', { role: injection, allow: [injection], resource: injection })],
    });
    expect(reason(hostile)).toBe('no_grant');
    expect(reason(policy(), { action: injection, subject: person(injection) })).toBe('no_grant');
    const holder = person('x', { groups: [`${injection}s`] });
    expect(
      reason(hostile, { subject: holder, action: injection, resource: { type: injection, id: '', properties: {} } }),
    ).toBe('granted');
    expect(reason(hostile, { subject: holder })).toBe('no_grant');
  });

  test('a missing attribute throws for every decision, and its denial fails open: it is undecided, for those it is about', () => {
    const mixed = policy({
      grants: [grant('g'), grant('mail', { allow: ['mail.send'] })],
      denials: [denial('risky', { when: compare('request.risk.level', 'equals', 'HIGH') })],
    });
    expect(reason(mixed)).toBe('denial_undecided');
    expect(reason(mixed, { action: 'mail.send' })).toBe('granted');
  });

  test('`in` sees prototypes: no condition does', () => {
    for (const fact of [
      'subject.toString',
      'subject.constructor.name',
      'subject.__proto__',
      'resource.hasOwnProperty',
      '__proto__.toString',
    ]) {
      expect(reason(policy({ grants: [grant('g', { when: compare(fact, 'known', true) })] }))).toBe('no_grant');
    }
    expect(reason(policy(), { action: 'toString', subject: person('constructor', { groups: ['__proto__'] }) })).toBe(
      'no_grant',
    );
  });

  test('priorities store 2, 3, 1: the place of a rule decides nothing', () => {
    const rules = { grants: [grant('a'), grant('b')], denials: [denial('x', { deny: ['database.grant'] })] };
    expect(reason(policy(rules))).toBe('denied');
    expect(reason(policy({ ...rules, grants: rules.grants.toReversed() }))).toBe('denied');
  });

  test('a regular expression is unanchored and backtracks: patterns of actions are none', () => {
    const action = `${'a'.repeat(50_000)}!`;
    const started = performance.now();
    expect(reason(policy({ grants: [grant('g', { allow: ['(a+)+$', 'grant', 'd.t.b.s..*'] })] }), { action })).toBe(
      'no_grant',
    );
    expect(reason(policy({ grants: [grant('g', { allow: ['grant', 'atabase.*'] })] }))).toBe('no_grant');
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('key matching accepts `/t/../admin` and does not escape dots', () => {
    const below = policy({ grants: [grant('g', { allow: ['database.*'] })] });
    for (const action of [
      'databaseXgrant',
      'database',
      'database.',
      'x/../database.grant',
      'Database.grant',
      ' database.grant',
    ]) {
      expect(reason(below, { action })).toBe('no_grant');
    }
    expect(reason(below, { action: 'database.users.add' })).toBe('granted');
  });
});

describe('Casbin is the authority', () => {
  test('where it and the explanation differ, the answer is a denial', () => {
    for (const answer of [true, false]) {
      const access = accessJudgedBy(() => answer, policy());
      expect(access.may(asks()).reason).toBe(answer ? 'granted' : 'error');
      expect(access.may(asks({ subject: person('eve') })).reason).toBe(answer ? 'error' : 'no_grant');
    }
  });

  test('it gets the rows that may decide, and no others', () => {
    const seen: number[] = [];
    const many = policy({
      grants: Array.from({ length: 1_000 }, (_, n) => grant(`g${n}`, { allow: [`action.${n}`] })),
      separation: [separation('s')],
    });
    const access = accessJudgedBy((rows) => seen.push(rows.length) > 0, many);
    expect(access.may(asks({ action: 'action.7' })).allowed).toBe(true);
    expect(seen).toEqual([1]);
  });

  test('a model without a policy is refused', () => {
    expect(() => createJudge(new Model())).toThrow(PolicyFault);
  });
});
