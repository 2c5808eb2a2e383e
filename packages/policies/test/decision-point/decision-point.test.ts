import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PolicyFault } from '@deskbook/policies';
import type { Condition, Decision, TriggerRule } from '@deskbook/policies';
import { createAccess } from '@deskbook/policies/access';
import type { Subject } from '@deskbook/policies/access';
import { openDecisionPoint } from '@deskbook/policies/decision-point';
import type { PolicySet } from '@deskbook/policies/decision-point';
import { policy as anyPolicy, request as anyRequest } from '../access/arbitraries.ts';
import { asks, compare, denial, dora, glass, grant, policy, role, separation } from '../access/small-policy.ts';

const allowVpn: Decision['rules'][number] = {
  id: 'vpn',
  when: compare('request.kind', 'equals', 'vpn'),
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the language; rules are never awaited
  then: { decision: 'ALLOWED' },
  reference: 'rule/vpn',
  cites: [],
};

const decision = (id: string, more: Partial<Decision> = {}): Decision => ({
  id,
  hit: 'first',
  sets: ['decision'],
  rules: [allowVpn],
  reference: `decision/${id}`,
  ...more,
});

const trigger = (id: string, more: Partial<TriggerRule> = {}): TriggerRule => ({
  id,
  event: 'ticket.created',
  changed: [],
  when: compare('ticket.priority', 'equals', 'P1'),
  reference: `trigger/${id}`,
  ...more,
});

const set = (more: Partial<PolicySet> = {}): PolicySet => ({
  name: 'first',
  access: policy(),
  decisions: [decision('requests')],
  triggers: [trigger('urgent')],
  ...more,
});

/** The same, but for everything that answers. */
const other = (): PolicySet => ({
  name: 'second',
  access: policy({ denials: [denial('closed')] }),
  decisions: [decision('requests', { rules: [] }), decision('more', { sets: ['team'] })],
  triggers: [trigger('all', { when: null })],
});

const unknownOperator = { ...compare('a.b', 'equals', 'c'), operator: 'like' } as unknown as Condition;
const vpn = { request: { kind: 'vpn' } };
const created = { type: 'ticket.created', facts: { ticket: { priority: 'P2' } }, changes: [], created: true };

/** What a point answers to everything it can be asked. */
async function answers(
  point: Pick<ReturnType<typeof openDecisionPoint>, 'may' | 'explain' | 'decide' | 'classify' | 'fire'>,
) {
  return {
    may: point.may(asks()).reason,
    explained: point.explain(asks()).map(({ id }) => id),
    decided: point.decide('requests', vpn)?.outcome,
    more: point.decide('more', vpn)?.outcome ?? null,
    classified: point.classify(vpn).decision,
    started: (await point.fire(created)).started.map(({ id }) => id),
  };
}

const FIRST = {
  may: 'granted',
  explained: ['grant-database'],
  decided: 'decided',
  more: null,
  classified: 'ALLOWED',
  started: [],
};
const SECOND = {
  may: 'denied',
  explained: ['grant-database', 'closed'],
  decided: 'no_rule',
  more: 'decided',
  classified: 'DENIED',
  started: ['all'],
};

describe('a replacement', () => {
  test('puts everything in place of everything', async () => {
    const { name: _, ...unnamed } = set();
    const point = openDecisionPoint(set());
    expect(await answers(point)).toEqual(FIRST);
    expect(point.status()).toEqual({ version: 1, name: 'first', refused: null });
    expect(point.replace(other())).toEqual({ ok: true, version: 2 });
    expect(await answers(point)).toEqual(SECOND);
    expect(point.status()).toEqual({ version: 2, name: 'second', refused: null });
    expect(point.replace(unnamed)).toEqual({ ok: true, version: 3 });
    expect(point.status()).toEqual({ version: 3, name: null, refused: null });
  });

  test('leaves what is held on to as it was', async () => {
    const point = openDecisionPoint(set());
    const held = point.inForce();
    point.replace(other());
    expect(await answers(held)).toEqual(FIRST);
    expect([held.version, point.inForce().version]).toEqual([1, 2]);
  });

  test('changes nothing for an answer that is being worked out', async () => {
    const point = openDecisionPoint(set());
    const before = point.fire(created);
    point.replace(other());
    const after = point.fire(created);
    point.replace(set({ triggers: [] }));
    expect((await before).started).toEqual([]);
    expect((await after).started.map(({ id }) => id)).toEqual(['all']);
    expect((await point.fire(created)).started).toEqual([]);
  });

  test('is seen by a subject that was prepared before', () => {
    const point = openDecisionPoint(set());
    const groups = ['dbas'];
    const { may } = point.forSubject({ ...dora, groups });
    groups.pop();
    expect(may(asks()).reason).toBe('granted');
    expect(may(asks()).reason).toBe('granted');
    point.replace(other());
    expect(may(asks()).reason).toBe('denied');
    point.replace(set());
    expect(may(asks()).reason).toBe('granted');
    expect(point.inForce().forSubject(dora).may(asks()).reason).toBe('granted');
    const broken = { ...dora, properties: { call: () => true } } as unknown as Subject;
    expect(point.forSubject(broken).may(asks()).reason).toBe('error');
  });

  test('is a copy: what becomes of the given objects changes nothing, and giving them again gives what they became', async () => {
    const rules = [...decision('requests').rules];
    const denials = [denial('elsewhere', { deny: ['mail.*'] })];
    const when = { ...compare('ticket.priority', 'equals', 'P1'), operand: { value: 'P1' } };
    const given = set({
      access: policy({ denials }),
      decisions: [decision('requests', { rules })],
      triggers: [trigger('all', { when })],
    });
    const point = openDecisionPoint(given);
    const before = { ...FIRST, explained: ['grant-database'] };
    expect(await answers(point)).toEqual(before);
    rules.pop();
    denials.push(denial('closed'));
    when.operand.value = 'P2';
    expect(await answers(point)).toEqual(before);
    point.replace(given);
    expect(await answers(point)).toEqual({ ...SECOND, more: null });
  });
});

describe('a bad replacement', () => {
  const at = { at: 'access/acme#/grants/g' };
  const bad = (more: Partial<PolicySet>): PolicySet => ({ ...other(), name: 'bad', ...more });

  test.each<[string, PolicySet, readonly object[]]>([
    [
      'an operator there is not',
      bad({ access: policy({ grants: [grant('g', { when: unknownOperator })] }) }),
      [{ code: 'malformed', message: 'there is no operator "like"', ...at }],
    ],
    [
      'a pattern that is none',
      bad({ access: policy({ grants: [grant('g', { ask: ['a*b'] })] }) }),
      [{ message: expect.stringContaining('a*b'), ...at }],
    ],
    [
      'a pattern of a separation that is none',
      bad({ access: policy({ separation: [separation('s', { apart: ['a*b', 'c'] })] }) }),
      [{ at: 'access/acme#/separation/s' }],
    ],
    [
      'a role defined twice',
      bad({ access: policy({ roles: [role('dba'), role('dba')] }) }),
      [{ code: 'malformed', message: 'a role is defined twice' }],
    ],
    [
      'a role from no path',
      bad({ access: policy({ roles: [role('dba', { from: [{ kind: 'fact', fact: 'a..b' }] })] }) }),
      [{ code: 'malformed' }],
    ],
    [
      'a glass over a denial there is not',
      bad({ access: policy({ breakGlass: [glass('b', { overrides: ['no-mfa'] })] }) }),
      [{ code: 'malformed' }],
    ],
    [
      'two mistakes, each with its place',
      bad({
        access: policy({
          denials: [denial('d', { when: unknownOperator })],
          breakGlass: [glass('b', { allow: ['*b'] })],
        }),
      }),
      [{ at: 'access/acme#/denials/d' }, { at: 'access/acme#/breakGlass/b' }],
    ],
    [
      'a rule that is malformed',
      bad({
        decisions: [decision('requests', { rules: [{ ...allowVpn, when: unknownOperator, reference: 'there' }] })],
      }),
      [{ at: 'there' }],
    ],
    [
      'what a decision applies to',
      bad({ decisions: [decision('requests', { applies: unknownOperator })] }),
      [{ at: 'decision/requests' }],
    ],
    [
      'a hit policy there is not',
      bad({ decisions: [decision('requests', { hit: 'last' as 'first' })] }),
      [{ at: 'decision/requests', message: expect.stringContaining('hit policy') }],
    ],
    [
      'an order that is lacking',
      bad({ decisions: [decision('requests', { hit: 'priority' })] }),
      [{ at: 'decision/requests' }],
    ],
    [
      'a sum of texts',
      bad({ decisions: [decision('requests', { hit: 'collect_sum' })] }),
      [{ at: 'decision/requests' }],
    ],
    [
      'two decisions of one id',
      bad({ decisions: [decision('a'), decision('a', { reference: 'again' })] }),
      [{ message: 'two decisions have the id a', at: 'again' }],
    ],
    [
      'two triggers of one id',
      bad({ triggers: [trigger('a'), trigger('a', { reference: 'again' })] }),
      [{ message: 'two triggers have the id a', at: 'again' }],
    ],
    [
      'a trigger that is malformed',
      bad({ triggers: [trigger('a', { when: unknownOperator })] }),
      [{ at: 'trigger/a' }],
    ],
    [
      'a change of no path',
      bad({ triggers: [trigger('a', { changed: [{ fact: '', reference: 'here' }] })] }),
      [{ at: 'here' }],
    ],
    ['no access', bad({ access: null as never }), [{ code: 'malformed', message: 'not an access policy: null' }]],
    [
      'grants that are no list',
      bad({ access: policy({ grants: {} as never, denials: undefined as never }) }),
      [{ code: 'malformed', message: 'not an access policy: `grants` is no list, `denials` is no list' }],
    ],
    [
      'decisions that are no list, and triggers that are none either',
      bad({ decisions: null as never, triggers: 7 as never }),
      [
        { code: 'malformed', message: 'not a policy set: `decisions` is no list' },
        { code: 'malformed', message: 'not a policy set: `triggers` is no list' },
      ],
    ],
  ])('%s: what is in force stays so, and it says so', async (_, next, failures) => {
    const point = openDecisionPoint(set());
    const result = point.replace(next);
    expect(result).toMatchObject({ ok: false, failures });
    expect(await answers(point)).toEqual(FIRST);
    expect(point.status()).toMatchObject({ version: 1, name: 'first', refused: { name: 'bad', version: 1, failures } });
    expect(() => openDecisionPoint(next)).toThrow(PolicyFault);
    expect(point.replace(other())).toEqual({ ok: true, version: 2 });
    expect(point.status()).toMatchObject({ version: 2, name: 'second', refused: { name: 'bad', version: 1 } });
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'policy'],
    ['what holds a function', { ...set(), access: policy({ grants: [{ ...grant('g'), when: () => true }] as never }) }],
    [
      'what cannot be read',
      {
        get access(): never {
          throw new Error('torn');
        },
      },
    ],
    [
      'what throws no error',
      {
        get access(): never {
          throw 'torn';
        },
      },
    ], // oxlint-disable-line no-throw-literal
  ])('%s is refused', async (_, next) => {
    const point = openDecisionPoint(set());
    const result = point.replace(next as PolicySet);
    expect(result.ok ? [] : result.failures.map(({ code }) => code)).toContain('malformed');
    expect(await answers(point)).toEqual(FIRST);
  });

  test('none is opened with policies that are malformed, and all that is wrong is said', () => {
    const first = set({
      access: policy({ grants: [grant('g', { when: unknownOperator }), grant('h', { allow: ['a*b'] })] }),
      decisions: null as never,
    });
    expect(() => openDecisionPoint(first)).toThrow(
      /^access\/acme#\/grants\/g: there is no operator "like"; access\/acme#\/grants\/h: .*a\*b.*; not a policy set: /,
    );
  });

  test('of many conditions each that is malformed is named', () => {
    const rules = Array.from({ length: 50 }, (_, n) => grant(`g${n}`, n % 2 === 0 ? { when: unknownOperator } : {}));
    const result = openDecisionPoint(set()).replace(set({ access: policy({ grants: rules }) }));
    expect(result.ok ? [] : result.failures).toHaveLength(25);
  });
});

describe('while it is asked', () => {
  test('every answer is of one version, whatever is replaced in between', async () => {
    const point = openDecisionPoint(set({ name: '1' }));
    const subject = point.forSubject(dora);
    const replaced = new AbortController();
    let asked = 0;
    const ask = async (): Promise<void> => {
      while (!replaced.signal.aborted) {
        const before = point.status().version;
        const firing = point.fire(created);
        const held = point.inForce();
        const [reason, mine] = [point.may(asks()).reason, subject.may(asks()).reason];
        await new Promise((resume) => setImmediate(resume));
        const { started } = await firing;
        const whole = await answers(held);
        const expected = before % 2 === 1 ? FIRST : SECOND;
        expect([reason, mine, started.map(({ id }) => id)]).toEqual([expected.may, expected.may, expected.started]);
        expect(whole).toEqual(expected);
        asked += 1;
      }
    };
    const replace = async (): Promise<void> => {
      for (let number = 2; number <= 60; number += 1) {
        await new Promise((resume) => setImmediate(resume));
        expect(point.replace(set({ access: policy({ roles: [role('anyone')] }) })).ok).toBe(false);
        expect(point.replace(number % 2 === 1 ? set() : other())).toEqual({ ok: true, version: number });
      }
      replaced.abort();
    };
    await Promise.all([replace(), ...Array.from({ length: 10 }, ask)]);
    expect(asked).toBeGreaterThan(60);
  });

  test('it answers as the last policy that was in order', () => {
    const torn = policy({ roles: [role('dba'), role('dba')] });
    fc.assert(
      fc.property(
        anyPolicy,
        fc.array(fc.option(anyPolicy, { nil: torn }), { maxLength: 5 }),
        anyRequest,
        (one, more, request) => {
          const point = openDecisionPoint({ access: one, decisions: [], triggers: [] });
          const { may } = point.forSubject(request.subject);
          let last = one;
          for (const access of more) {
            expect(may(request)).toEqual(point.may(request));
            expect(point.replace({ access, decisions: [], triggers: [] }).ok).toBe(access !== torn);
            if (access !== torn) last = access;
            const expected = createAccess(last).may(request);
            expect(point.may(request)).toEqual(expected);
            expect(may(request)).toEqual(expected);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
