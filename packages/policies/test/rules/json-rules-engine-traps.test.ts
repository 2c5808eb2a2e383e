import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { Engine } from 'json-rules-engine';
import type { TopLevelCondition } from 'json-rules-engine';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PolicyFault } from '@deskbook/policies';
import type { Json } from '@deskbook/policies';
import { evaluate } from '@deskbook/policies/conditions';
import type { Condition, Facts, Operator } from '@deskbook/policies/conditions';
import { fireTriggers, toEngineConditions } from '@deskbook/policies/rules';
import type { TriggerEvent, TriggerRule } from '@deskbook/policies/rules';
import { engineTruth } from '../../src/rules/engine.ts';
import { condition as anyCondition } from '../reference/arbitraries.ts';

const is = (fact: string, operator: Operator, value: Json): Condition => ({
  kind: 'compare',
  fact,
  operator,
  operand: { value },
  reference: 'test',
});
const all = (...of: Condition[]): Condition => ({ kind: 'all', of, reference: 'test' });
const any = (...of: Condition[]): Condition => ({ kind: 'any', of, reference: 'test' });
const not = (of: Condition): Condition => ({ kind: 'not', of, reference: 'test' });

const trigger = (id: string, when: Condition | null): TriggerRule => ({
  id,
  event: 'ticket.created',
  changed: [],
  when,
  reference: `trigger/${id}`,
});
const event = (facts: Facts): TriggerEvent => ({ type: 'ticket.created', facts, changes: [], created: true });

/** The truth by the library and by ourselves, which must be one. */
async function truthOf(condition: Condition, facts: Facts): Promise<string> {
  const truth = await engineTruth(toEngineConditions(condition), facts, facts);
  expect(evaluate(condition, facts).truth).toBe(truth);
  return truth;
}

/** What the library says when it is used as it comes. */
async function plain(conditions: TopLevelCondition, facts: Record<string, unknown>, options = {}): Promise<boolean> {
  const engine = new Engine([{ conditions, event: { type: 'plain' } }], options);
  return (await engine.run(facts)).events.length > 0;
}

describe('traps of json-rules-engine', () => {
  test('a path can run code: paths are dotted names of own fields and nothing else', async () => {
    const seen: string[] = [];
    const spy = { get secret(): string { seen.push('read'); return 'x'; } }; // prettier-ignore
    for (const path of [
      "ticket[?(@.constructor.constructor('return process')().exit())]",
      'ticket[0]',
      "ticket['secret']",
      'ticket.$.secret',
    ]) {
      expect(await truthOf(is(path, 'known', true), { ticket: spy })).toBe('fails');
    }
    expect(() => toEngineConditions(is('$..secret', 'known', true))).toThrow(PolicyFault);
    expect(seen).toEqual([]);
  });

  test('its own resolver of paths is the repaired one, though nothing of ours calls it', () => {
    const engine = createRequire(import.meta.url).resolve('json-rules-engine');
    const installed = createRequire(engine).resolve('jsonpath-plus');
    const manifest = `${installed.slice(0, installed.lastIndexOf('jsonpath-plus'))}jsonpath-plus/package.json`;
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
    expect(Number(version.split('.')[0])).toBeGreaterThanOrEqual(11);
  });

  test('an engine shared by runs that overlap loses rules: each event has its own', async () => {
    const rules = ['P1', 'P2', 'P3'].map((priority) => trigger(priority, is('ticket.priority', 'equals', priority)));
    const events = Array.from({ length: 60 }, (_, n) => event({ ticket: { priority: `P${(n % 4) + 1}` } }));
    const answers = await Promise.all(events.map((each) => fireTriggers(rules, each)));
    for (const [n, looked] of answers.entries()) {
      const started = looked.filter(({ match }) => match.starts).map(({ rule }) => rule.id);
      expect(started).toEqual(n % 4 === 3 ? [] : [`P${(n % 4) + 1}`]);
    }
  });

  test('one missing fact rejects the whole run, even in an `any` that is true already', async () => {
    const either = any(is('ticket.vip', 'equals', true), is('asset.tier', 'gte', 3));
    await expect(
      plain(
        {
          any: [
            { fact: 'vip', operator: 'equal', value: true },
            { fact: 'tier', operator: 'equal', value: 3 },
          ],
        },
        { vip: true },
      ),
    ).rejects.toThrow('tier');
    expect(await truthOf(either, { ticket: { vip: true } })).toBe('holds');
    expect(await truthOf(either, { ticket: { vip: false } })).toBe('undecided');
    const rules = [
      trigger('either', either),
      trigger('other', is('nobody.knows', 'equals', 1)),
      trigger('always', null),
    ];
    const looked = await fireTriggers(rules, event({ ticket: { vip: true } }));
    expect(looked.map(({ match }) => match.reason)).toEqual(['matched', 'undecided', 'matched']);
  });

  test('`notEqual` and `notIn` fire on facts that are missing', async () => {
    const plainly = { all: [{ fact: 'risk', operator: 'notEqual', value: 'LOW' }] };
    expect(await plain(plainly, {}, { allowUndefinedFacts: true })).toBe(true); // the trap itself
    expect(await truthOf(is('ticket.risk', 'is_not', 'LOW'), {})).toBe('undecided');
    expect(await truthOf(is('ticket.risk', 'not_in', ['LOW']), { ticket: { risk: null } })).toBe('undecided');
    expect(await truthOf(not(is('ticket.risk', 'equals', 'LOW')), { ticket: {} })).toBe('undecided');
  });

  test('an empty `any` is true', async () => {
    expect(await plain({ any: [] }, {})).toBe(true); // the trap itself
    expect(await truthOf(any(), {})).toBe('fails');
    expect(await truthOf(not(any()), {})).toBe('holds');
    expect(await truthOf(all(), {})).toBe('holds');
    expect(await truthOf(not(all(any(), all())), {})).toBe('holds');
  });

  test('`all` beside `any` on one node is dropped, and priorities reorder: no node has two, none has a priority', () => {
    fc.assert(
      fc.property(anyCondition, (one) => {
        const { holds, fails } = toEngineConditions(one);
        for (const node of [...nodes(holds), ...nodes(fails)]) {
          expect(['all', 'any', 'not', 'fact'].filter((key) => Object.hasOwn(node, key))).toHaveLength(1);
          expect(node).not.toHaveProperty('priority');
          expect(node['any'] ?? 'none').not.toEqual([]);
        }
      }),
    );
  });

  test('rules of one priority answer in the order of their promises: answers come in declared order', async () => {
    const deep = (levels: number, of: Condition): Condition => (levels === 0 ? of : all(deep(levels - 1, of), all()));
    const rules = [9, 0, 5, 1].map((levels) => trigger(`deep-${levels}`, deep(levels, is('ticket.a', 'equals', 1))));
    const looked = await fireTriggers(rules, event({ ticket: { a: 1 } }));
    expect(looked.map(({ rule, match }) => [rule.id, match.starts])).toEqual(rules.map(({ id }) => [id, true]));
  });

  test('`priority: 0` becomes 1: a field of that name means nothing', async () => {
    const odd = { ...trigger('odd', is('ticket.a', 'equals', 1)), priority: 0 };
    const looked = await fireTriggers([odd, trigger('even', is('ticket.a', 'equals', 1))], event({ ticket: { a: 1 } }));
    expect(looked.map(({ rule }) => rule.id)).toEqual(['odd', 'even']);
  });

  test('`in` with a text is a search for a part', async () => {
    expect(await plain({ all: [{ fact: 'p', operator: 'in', value: 'P12' }] }, { p: 'P1' })).toBe(true); // the trap itself
    expect(await truthOf(is('ticket.p', 'in', 'P12'), { ticket: { p: 'P1' } })).toBe('undecided');
    expect(await truthOf(is('ticket.p', 'not_in', 'P12'), { ticket: { p: 'P3' } })).toBe('undecided');
  });

  test('`contains` on a text is never true', async () => {
    expect(await plain({ all: [{ fact: 't', operator: 'contains', value: 'vpn' }] }, { t: 'the vpn' })).toBe(false); // the trap itself
    expect(await truthOf(is('ticket.t', 'contains', 'vpn'), { ticket: { t: 'the vpn' } })).toBe('holds');
  });

  test('`"5 apples" > "10"` is true', async () => {
    expect(await plain({ all: [{ fact: 'n', operator: 'greaterThan', value: '10' }] }, { n: '5 apples' })).toBe(true); // the trap itself
    expect(await truthOf(is('ticket.n', 'gt', 10), { ticket: { n: '5 apples' } })).toBe('undecided');
    expect(await truthOf(is('ticket.n', 'gt', '10'), { ticket: { n: '5 apples' } })).toBe('undecided');
  });

  test('a value shaped like a reference becomes one', async () => {
    const shaped = { fact: 'secret' };
    const plainly = { all: [{ fact: 'said', operator: 'equal', value: shaped }] };
    expect(await plain(plainly, { said: 'x', secret: 'x' })).toBe(true); // the trap itself
    const facts = { ticket: { said: shaped, secret: 'x' }, secret: 'x' };
    expect(await truthOf(is('ticket.said', 'equals', shaped), facts)).toBe('holds');
    expect(await truthOf(is('ticket.secret', 'equals', shaped), facts)).toBe('fails');
    const other: Condition = {
      ...(is('ticket.secret', 'equals', 0) as Condition & { kind: 'compare' }),
      operand: { fact: 'ticket.said' },
    };
    expect(await truthOf(other, facts)).toBe('fails');
  });

  test.each<Json>([
    { toString: 'x' },
    { constructor: { a: 1 } },
    [{ valueOf: 1 }],
    [['x', { hasOwnProperty: 1 }]],
    JSON.parse('{ "__proto__": 1 }') as Json,
  ])('a copy of a condition leaves out fields that a prototype has: %j is compared whole', async (value) => {
    const conditions = { all: [{ fact: 'said', operator: 'equals_copied', value: { params: value } as object }] };
    const engine = new Engine([{ conditions, event: { type: 'plain' } }]);
    let copied: unknown;
    engine.addOperator<unknown, { params: unknown }>('equals_copied', (_, { params }) => {
      copied = params;
      return true;
    });
    await engine.run({ said: 'x' });
    expect(JSON.stringify(copied)).not.toBe(JSON.stringify(value)); // the trap itself
    const facts = { ticket: { said: value, several: [{ said: value }] } };
    expect(await truthOf(is('ticket.said', 'equals', value), facts)).toBe('holds');
    expect(await truthOf(is('ticket.said', 'in', [value]), facts)).toBe('holds');
    const some: Condition = {
      kind: 'some',
      fact: 'ticket.several',
      of: is('said', 'equals', value),
      reference: 'test',
    };
    expect(await truthOf(some, facts)).toBe('holds');
    expect(await truthOf(is('ticket.said', 'equals', value), { ticket: { said: { other: 1 } } })).toBe('fails');
  });

  test('a path into what is no record gives the thing itself', async () => {
    expect(await plain({ all: [{ fact: 't', path: '$.deep', operator: 'equal', value: 'x' }] }, { t: 'x' })).toBe(true); // the trap itself
    expect(await truthOf(is('ticket.deep', 'equals', 'x'), { ticket: 'x' })).toBe('undecided');
  });

  test('names of its events and facts are nobody’s: triggers may be called anything', async () => {
    const ids = ['error', 'success', 'failure', '__proto__', 'constructor', ''];
    const looked = await fireTriggers(
      ids.map((id) => trigger(id, is('error.success', 'equals', 1))),
      event({ error: { success: 1 }, facts: {}, record: {} }),
    );
    expect(looked.map(({ rule, match }) => [rule.id, match.starts])).toEqual(ids.map((id) => [id, true]));
  });
});

/** All nodes of compiled conditions, also those of the bodies of `some` and `every`. */
function nodes(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(nodes);
  if (typeof value !== 'object' || value === null) return [];
  const node = value as Record<string, unknown>;
  const isNode = ['all', 'any', 'not', 'operator'].some((key) => Object.hasOwn(node, key));
  const parts = Object.hasOwn(node, 'operator') ? [bodyOf(node)] : Object.values(node);
  return [...(isNode ? [node] : []), ...parts.flatMap(nodes)];
}

function bodyOf(node: Record<string, unknown>): unknown {
  const params = node['params'] as { body?: unknown } | undefined;
  return params?.body;
}
