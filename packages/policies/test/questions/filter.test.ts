import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '@deskbook/policies';
import { createAccess } from '@deskbook/policies/access';
import type { Access } from '@deskbook/policies/access';
import type { Condition } from '@deskbook/policies/conditions';
import { evaluateFilter, filterFor, toSql, whatMay, whoMay } from '@deskbook/policies/questions';
import type { Filter, FilterQuestion } from '@deskbook/policies/questions';
import {
  activation,
  asks,
  compare,
  denial,
  glass,
  grant,
  person,
  policy as makePolicy,
  separation,
} from '../access/small-policy.ts';
import { columns, policy, propertiesOf, question, row, TABLE } from './rows.ts';
import type { Row } from './rows.ts';

const RUNS = 1_000;
const database = new DatabaseSync(':memory:');
database.exec(TABLE);
afterAll(() => database.close());

/** Whether `may` allows it, for the resource that a row is. */
function mayFor({ may }: Access, asked: FilterQuestion, each: Row): boolean {
  const { subject, action, mode = 'act', context, duties = {} } = asked;
  const resource = { type: String(each['kind']), id: String(each['id']), properties: propertiesOf(each) };
  return may({ subject, action, mode, resource, context, duties }).allowed;
}

function resourceOf(each: Row) {
  return { ...propertiesOf(each), type: String(each['kind']), id: String(each['id']) };
}

/** The numbers of the rows that a database finds. */
function found(
  rows: readonly Row[],
  sql: string,
  parameters: readonly (string | number | boolean)[],
): readonly number[] {
  database.exec('DELETE FROM assets');
  const insert = database.prepare(
    'INSERT INTO assets (rowid, id, kind, owner, city, tier, seats, managed, bought, retired) VALUES (?,?,?,?,?,?,?,?,?,?)',
  );
  for (const [number, each] of rows.entries()) {
    insert.run(
      number,
      ...['id', 'kind', 'owner', 'city', 'tier', 'seats', 'managed', 'bought', 'retired'].map(
        (name) => each[name] ?? null,
      ),
    );
  }
  const values = parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value));
  return database
    .prepare(`SELECT rowid AS number FROM assets WHERE ${sql} ORDER BY rowid`)
    .all(...values)
    .map(({ number }) => Number(number));
}

describe('a filter and `may` agree on every resource', () => {
  test('where the filter is asked', () => {
    fc.assert(
      fc.property(policy, question, row, fc.boolean(), (made, asked, each, typed) => {
        const of = typed ? { ...asked, resourceType: String(each['kind']) } : asked;
        const { filter } = filterFor(made, of);
        expect(evaluateFilter(filter, resourceOf(each)) === 'holds').toBe(mayFor(createAccess(made), asked, each));
      }),
      { numRuns: RUNS },
    );
  });

  test('where a database is asked, row by row', () => {
    let translated = 0;
    fc.assert(
      fc.property(policy, question, fc.array(row, { minLength: 1, maxLength: 8 }), (made, asked, rows) => {
        const result = toSql(filterFor(made, asked).filter, { columns, dialect: 'sqlite' });
        if (!result.ok) return;
        translated += 1;
        const access = createAccess(made);
        const allowed = rows.flatMap((each, number) => (mayFor(access, asked, each) ? [number] : []));
        expect(found(rows, result.sql, result.parameters)).toEqual(allowed);
      }),
      { numRuns: RUNS },
    );
    expect(translated).toBeGreaterThan(RUNS / 4);
  });
});

const when = (
  fact: string,
  operator: Parameters<typeof compare>[1],
  operand: Json | { readonly fact: string },
): Condition => ({
  kind: 'compare',
  fact,
  operator,
  operand: isFact(operand) ? operand : { value: operand },
  reference: `when/${fact}`,
});

function isFact(operand: Json | { readonly fact: string }): operand is { readonly fact: string } {
  return typeof operand === 'object' && operand !== null && 'fact' in operand;
}

const lena: FilterQuestion = {
  subject: person('lena', { groups: ['dbas'], properties: { sites: ['Köln', 'Bonn'] } }),
  action: 'database.grant',
  resourceType: 'asset',
  context: { now: '2026-01-01T00:00:00Z' },
};

const sqlOf = (condition: Condition, dialect: 'sqlite' | 'postgres' = 'postgres') =>
  toSql(filterFor(makePolicy({ grants: [grant('g', { when: condition })] }), lena).filter, { columns, dialect });

describe('a broken glass', () => {
  const denials = [denial('retired', { when: when('resource.retired', 'is_not', null) })];
  const made = makePolicy({
    grants: [],
    denials: [...denials, denial('hold', { when: when('resource.managed', 'equals', false) })],
    breakGlass: [
      glass('night-fix', { role: 'dba', overrides: ['retired'], when: when('resource.owner', 'equals', 'lena') }),
    ],
  });
  const broke = { ...lena, subject: { ...lena.subject, activations: [activation('night-fix')] } };
  const during = { now: '2026-03-01T09:00:00Z' };

  test('widens the filter to what it allows, against the denials it overrides', () => {
    const { filter, basis } = filterFor(made, { ...broke, context: during });
    expect(basis.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'denial retired',
      'denial hold',
      'break_glass night-fix',
    ]);
    const passes = (resource: JsonObject) => evaluateFilter(filter, { id: 'A', ...resource }) === 'holds';
    expect(passes({ owner: 'lena', managed: true })).toBe(true);
    expect(passes({ owner: 'lena', managed: false })).toBe(false);
    expect(passes({ owner: 'omar', managed: true })).toBe(false);
    const asked = toSql(filter, { columns, dialect: 'sqlite' });
    expect(asked.ok).toBe(true);
  });

  test.each([[{}], [{ now: '2026-03-01T12:00:00Z' }], [{ now: '2026-03-01T07:00:00Z' }]])(
    'is nothing at %j',
    (context) => {
      expect(evaluateFilter(filterFor(made, { ...broke, context }).filter, { owner: 'lena', managed: true })).not.toBe(
        'holds',
      );
    },
  );
});

describe('what is left is the least', () => {
  test('the subject and the context are decided now', () => {
    const made = makePolicy({
      grants: [
        grant('own', { when: when('resource.owner', 'equals', { fact: 'subject.id' }) }),
        grant('others', { role: 'nobody' }),
        grant('never', { when: when('subject.id', 'equals', 'omar') }),
        grant('tickets', { resource: 'ticket' }),
      ],
      denials: [denial('retired', { when: when('resource.retired', 'known', true) })],
    });
    const { filter, basis } = filterFor(made, lena);
    const side = { kind: 'compare', now: '2026-01-01T00:00:00Z' } as const;
    expect(filter).toEqual({
      kind: 'all',
      of: [
        {
          ...side,
          left: { attribute: 'owner' },
          operator: 'equals',
          right: { value: 'lena' },
          reference: 'when/resource.owner',
        },
        {
          kind: 'not',
          of: {
            ...side,
            left: { attribute: 'retired' },
            operator: 'known',
            right: { value: true },
            reference: 'when/resource.retired',
          },
        },
      ],
    } satisfies Filter);
    expect(basis.map(({ kind, id, reference }) => [kind, id, reference])).toEqual([
      ['grant', 'own', 'access/acme#/grants/own'],
      ['grant', 'never', 'access/acme#/grants/never'],
      ['denial', 'retired', 'access/acme#/denials/retired'],
    ]);
  });

  test('a denial nobody can rule out lets nothing through', () => {
    const made = makePolicy({
      grants: [grant('all')],
      denials: [denial('d', { when: when('subject.mfa', 'is_not', true) })],
    });
    expect(filterFor(made, lena).filter).toEqual({ kind: 'known', truth: 'undecided' });
    expect(toSql(filterFor(made, lena).filter, { columns, dialect: 'sqlite' })).toEqual({
      ok: true,
      sql: 'NULL',
      parameters: [],
    });
  });

  test('a broken separation lets nothing through, and is named', () => {
    const made = makePolicy({
      grants: [grant('all')],
      separation: [separation('apart', { apart: ['database.*', 'approve'] })],
    });
    const { filter, basis } = filterFor(made, { ...lena, duties: { lena: ['approve'] } });
    expect(filter).toEqual({ kind: 'known', truth: 'fails' });
    expect(basis.at(-1)).toMatchObject({ kind: 'separation', id: 'apart' });
  });
});

describe('SQL', () => {
  test.each<[Condition, string, readonly unknown[]]>([
    [when('resource.owner', 'equals', { fact: 'subject.id' }), `("owner" COLLATE "C" IN (CAST($1 AS text)))`, ['lena']],
    [
      when('resource.site.city', 'in', { fact: 'subject.sites' }),
      `("city" COLLATE "C" IN (CAST($1 AS text), CAST($2 AS text)))`,
      ['Köln', 'Bonn'],
    ],
    [when('resource.tier', 'lt', 2.5), '("tier" < CAST($1 AS double precision))', [2.5]],
    [when('resource.managed', 'is_not', true), '(NOT "managed" IN (CAST($1 AS boolean)))', [true]],
    [when('resource.owner', 'contains', "'; DROP"), '(strpos("owner", CAST($1 AS text)) > 0)', ["'; DROP"]],
    [when('resource.retired', 'known', false), '("retired" IS NULL)', []],
    [
      when('resource.bought', 'older_than', 1_000),
      '("bought" < CAST($1 AS double precision))',
      [Date.parse('2025-12-31T23:59:59Z')],
    ],
    [when('resource.type', 'equals', 'asset'), '(1 = 1)', []],
  ])('for PostgreSQL: %j', (condition, sql, parameters) => {
    expect(sqlOf(condition)).toEqual({ ok: true, sql, parameters });
  });

  test('for SQLite: brackets, question marks and whole numbers for yes and no', () => {
    expect(sqlOf(when('resource.managed', 'equals', true), 'sqlite')).toEqual({
      ok: true,
      sql: '([managed] IN (?))',
      parameters: [1],
    });
  });

  test('parameters may begin behind others', () => {
    const { filter } = filterFor(
      makePolicy({ grants: [grant('g', { when: when('resource.tier', 'equals', 1) })] }),
      lena,
    );
    expect(toSql(filter, { columns, dialect: 'postgres', firstParameter: 3 })).toMatchObject({
      sql: expect.stringContaining('$3'),
    });
  });

  test.each<[string, Condition, string]>([
    ['a pattern', when('resource.owner', 'matches', '^a'), 'has no translation'],
    ['a list', when('resource.owner', 'has', 'a'), 'has no translation'],
    ['no column', when('resource.price', 'equals', 1), 'no column is named for `resource.price`'],
    ['a prototype', when('resource.toString', 'equals', 1), 'no column is named for `resource.toString`'],
    ['the whole resource', when('resource', 'known', true), 'no column is named'],
    [
      'a time in a column of texts',
      when('resource.owner', 'equals', '2026-01-01T00:00:00Z'),
      'compared with a column of texts',
    ],
    ['a moment in a column of texts', when('resource.owner', 'before', '2026-01-01T00:00:00Z'), 'compared with a time'],
    ['the age of a text', when('resource.owner', 'within', 1), 'the age of a text'],
    ['times searched as texts', when('resource.bought', 'contains', '2026'), 'cannot be searched'],
    ['a text no database keeps', when('resource.owner', 'equals', 'a\0b'), 'no database keeps'],
    ['half of a character pair', when('resource.owner', 'equals', '\ud800'), 'no database keeps'],
    [
      'very many values',
      when(
        'resource.tier',
        'in',
        Array.from({ length: 30_001 }, (_, index) => index),
      ),
      'too many values',
    ],
    ['a list of the resource', when('subject.id', 'in', { fact: 'resource.owner' }), 'cannot be turned round'],
    ['a length of the resource', when('now', 'within', { fact: 'resource.tier' }), 'cannot be turned round'],
    ['a time and a number', when('resource.bought', 'equals', { fact: 'resource.tier' }), 'two columns of these types'],
    ['two texts, searched', when('resource.owner', 'contains', { fact: 'resource.id' }), 'two columns of these types'],
    [
      'records',
      { kind: 'some', fact: 'resource.parts', of: when('a', 'equals', 1), reference: 'r' },
      '`some` of a list',
    ],
  ])('refuses %s, and names where it stands', (_, condition, why) => {
    const result = sqlOf(condition, 'sqlite');
    expect(result.ok).toBe(false);
    expect(result).toMatchObject({ cannot: [{ reference: condition.reference, why: expect.stringContaining(why) }] });
  });

  test.each(['owner"; --', 'a.b.c', '', 'owner]', '1'])('refuses %j as the name of a column', (column) => {
    const { filter } = filterFor(
      makePolicy({ grants: [grant('g', { when: when('resource.tier', 'equals', 1) })] }),
      lena,
    );
    for (const dialect of ['sqlite', 'postgres'] as const)
      expect(toSql(filter, { columns: { tier: { column, type: 'number' } }, dialect })).toMatchObject({ ok: false });
  });

  test('a column that is not there is an error, not a text', () => {
    const result = toSql(
      filterFor(makePolicy({ grants: [grant('g', { when: when('resource.tier', 'known', true) })] }), lena).filter,
      {
        columns: { tier: { column: 'teir', type: 'number' } },
        dialect: 'sqlite',
      },
    );
    expect(() => found([], result.ok ? result.sql : '', [])).toThrow('no such column');
  });

  test('thousands of grants stay within what a database takes', () => {
    const grants = Array.from({ length: 3_000 }, (_, tier) =>
      grant(`g${tier}`, { when: when('resource.tier', 'equals', tier) }),
    );
    const result = toSql(filterFor(makePolicy({ grants }), lena).filter, { columns, dialect: 'sqlite' });
    expect(result.ok && found([], result.sql, result.parameters)).toEqual([]);
  });
});

test('records of the resource are gone through where the filter is asked', () => {
  const of = when('owner', 'equals', { fact: 'subject.id' });
  const made = makePolicy({
    grants: [grant('g', { when: { kind: 'some', fact: 'resource.parts', of, reference: 'r' } })],
  });
  const { filter } = filterFor(made, lena);
  const asset = { type: 'asset', id: 'A-1' };
  expect(evaluateFilter(filter, { ...asset, parts: [{ owner: 'omar' }, { owner: 'lena' }] })).toBe('holds');
  expect(evaluateFilter(filter, { ...asset, parts: [{ owner: 'omar' }] })).toBe('fails');
  expect(evaluateFilter(filter, asset)).toBe('undecided');
});

describe('what may somebody do, and who may do something', () => {
  const access = createAccess(
    makePolicy({ grants: [grant('g', { resource: 'asset' }), grant('any', { allow: ['mail.send'] })] }),
  );
  const asset = { type: 'asset', id: 'A-1', properties: {} };

  test('every action on every thing, with why', () => {
    const { subject, action, resource } = asks({ resource: asset });
    const asked = { actions: [action, 'mail.send', 'toString'], context: {} };
    expect(
      whatMay(access, subject, { ...asked, resources: [resource] }).map(({ decision }) => decision.basis?.reference),
    ).toEqual(['access/acme#/grants/g', 'access/acme#/grants/any', undefined]);
    expect(whatMay(access, subject, asked).map((each) => [each.resource, each.decision.allowed])).toEqual([
      [null, false],
      [null, true],
      [null, false],
    ]);
  });

  test('those who surely may, and those for whom a fact is missing', () => {
    const made = createAccess(makePolicy({ grants: [grant('g', { when: compare('subject.mfa', 'equals', true) })] }));
    const of = (id: string, properties = {}) => person(id, { groups: ['dbas'], properties });
    const subjects = [of('lena', { mfa: true }), of('omar', { mfa: false }), of('dora'), person('eve')];
    const { may, undecided } = whoMay(made, subjects, { action: 'database.grant', resource: asset, context: {} });
    expect(may.map(({ subject, decision }) => [subject, decision.basis?.id])).toEqual([['lena', 'g']]);
    expect(undecided.map(({ subject, decision }) => [subject, decision.missing])).toEqual([['dora', ['subject.mfa']]]);
  });
});
