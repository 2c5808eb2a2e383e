import type { DecisionResult, JsonObject } from '@deskbook/policies';
import { decide } from '@deskbook/policies/rules';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/check.ts';
import { exampleFiles } from '../../src/diagnostics/index.ts';
import { editorSchema } from '../../src/schemas/index.ts';
import { parse } from '../../src/syntax/index.ts';

/** The words of the tables by which DMN explains its hit policies. */
const words = `kind: facts
id: dmn
applicant:
  age: { type: integer, min: 0, optional: true }
  health: { one_of: [good, bad], optional: true }
  card_balance: { type: number, optional: true }
  loan_balance: { type: number, optional: true }
order:
  type: { one_of: [web, phone], optional: true }
  customer: { one_of: [wholesaler, retailer], optional: true }
  amount: { type: number, optional: true }
employee:
  age: { type: integer, optional: true }
  service: { type: integer, optional: true }
roots: { applicant: { type: applicant }, order: { type: order }, employee: { type: employee } }
`;

interface Table {
  readonly hit: string;
  readonly sets: string;
  readonly columns: string;
  /** Cells in S-FEEL. */
  readonly rows: readonly string[];
  /** The same, as rules. */
  readonly rules: readonly string[];
}

const risk = 'risk: { one_of: [high, medium, low] }';
const holidays = {
  sets: 'days: integer',
  columns: 'employee.age, employee.service, days',
  rows: ["'-', '-', 22", "'>= 60', '-', 3", "'-', '>= 30', 3", "'< 18', '-', 5", "'>= 60', '>= 30', 5"],
  rules: [
    'when: { any: [{ employee.age: { gte: 0 } }, { employee.age: { lt: 0 } }, { employee.age: { known: false } }] }, then: { days: 22 }',
    'when: { employee.age: { gte: 60 } }, then: { days: 3 }',
    'when: { employee.service: { gte: 30 } }, then: { days: 3 }',
    'when: { employee.age: { lt: 18 } }, then: { days: 5 }',
    'when: { employee.age: { gte: 60 }, employee.service: { gte: 30 } }, then: { days: 5 }',
  ],
};

const tables: { readonly [name: string]: Table } = {
  unique: {
    hit: 'unique',
    sets: risk,
    columns: 'applicant.age, applicant.health, risk',
    rows: [
      "'> 60', '\"good\"', medium",
      "'> 60', '\"bad\"', high",
      "'[25..60]', '-', medium",
      "'< 25', '\"good\"', low",
      "'< 25', '\"bad\"', medium",
    ],
    rules: [
      'when: { applicant.age: { gt: 60 }, applicant.health: good }, then: { risk: medium }',
      'when: { applicant.age: { gt: 60 }, applicant.health: bad }, then: { risk: high }',
      'when: { applicant.age: { gte: 25, lte: 60 } }, then: { risk: medium }',
      'when: { applicant.age: { lt: 25 }, applicant.health: good }, then: { risk: low }',
      'when: { applicant.age: { lt: 25 }, applicant.health: bad }, then: { risk: medium }',
    ],
  },
  any: {
    hit: 'any',
    sets: 'compliant: yes_no',
    columns: 'applicant.card_balance, applicant.loan_balance, compliant',
    rows: ["'< 10000', '< 50000', true", "'>= 10000', '-', false", "'-', '>= 50000', false"],
    rules: [
      'when: { applicant.card_balance: { lt: 10000 }, applicant.loan_balance: { lt: 50000 } }, then: { compliant: true }',
      'when: { applicant.card_balance: { gte: 10000 } }, then: { compliant: false }',
      'when: { applicant.loan_balance: { gte: 50000 } }, then: { compliant: false }',
    ],
  },
  priority: {
    hit: 'priority',
    sets: risk,
    columns: 'applicant.age, applicant.health, risk',
    rows: [
      "'>= 25', '\"good\"', medium",
      "'> 60', '\"bad\"', high",
      "'-', '\"bad\"', medium",
      "'< 25', '\"good\"', low",
    ],
    rules: [
      'when: { applicant.age: { gte: 25 }, applicant.health: good }, then: { risk: medium }',
      'when: { applicant.age: { gt: 60 }, applicant.health: bad }, then: { risk: high }',
      'when: { applicant.health: bad }, then: { risk: medium }',
      'when: { applicant.age: { lt: 25 }, applicant.health: good }, then: { risk: low }',
    ],
  },
  first: {
    hit: 'first',
    sets: 'discount: integer',
    columns: 'order.type, order.customer, order.amount, discount',
    rows: ["'\"web\"', '\"wholesaler\"', '> 10', 10", "'-', '\"wholesaler\"', '> 10', 5", "'-', '-', '-', 0"],
    rules: [
      'when: { order.type: web, order.customer: wholesaler, order.amount: { gt: 10 } }, then: { discount: 10 }',
      'when: { order.customer: wholesaler, order.amount: { gt: 10 } }, then: { discount: 5 }',
      'otherwise: true, then: { discount: 0 }',
    ],
  },
  rule_order: { hit: 'rule_order', ...holidays },
  output_order: { hit: 'output_order', ...holidays, sets: 'days: { type: integer, one_of: [22, 5, 3] }' },
  collect: { hit: 'collect', ...holidays },
  collect_sum: { hit: 'collect_sum', ...holidays },
  collect_min: { hit: 'collect_min', ...holidays },
  collect_max: { hit: 'collect_max', ...holidays },
  collect_count: { hit: 'collect_count', ...holidays },
};

const inSFeel = ({ hit, sets, columns, rows }: Table): string =>
  `kind: decision\nid: d\nhit: ${hit}\nsets: { ${sets} }\ntable:\n  expression_language: s-feel\n  columns: [${columns}]\n  rows:\n${rows
    .map((cells, index) => `    - r${index + 1}: [${cells}]\n`)
    .join('')}`;

const inRules = ({ hit, sets, rules }: Table): string =>
  `kind: decision\nid: d\nhit: ${hit}\nsets: { ${sets} }\nrules:\n${rules
    .map((rule, index) => `  - { id: r${index + 1}, ${rule} }\n`)
    .join('')}`;

function decided(text: string, facts: JsonObject): DecisionResult | readonly string[] {
  const { bundle, diagnostics } = check(parse(exampleFiles({ 'facts.yaml': words, 'decision.yaml': text })));
  const decision = bundle?.decisions['d'];
  return decision === undefined ? diagnostics.map(({ message }) => message) : decide(decision, facts);
}

/** A result in one line: which rules, and what they set. */
function told(result: ReturnType<typeof decided>): string {
  if (!('outcome' in result)) return result.join('; ');
  if (result.outcome === 'no_rule') return 'no_rule';
  const rules = result.rules.map(({ id }) => id).join(' ');
  if (result.outcome === 'decided') return `${rules}: ${JSON.stringify(result.values)}`;
  return result.outcome === 'missing' ? `missing ${result.missing.join(' ')} (${rules})` : `conflict of ${rules}`;
}

const person = (age?: number, health?: string): JsonObject => ({
  applicant: { ...(age !== undefined && { age }), ...(health !== undefined && { health }) },
});
const balances = (card?: number, loan?: number): JsonObject => ({
  applicant: { ...(card !== undefined && { card_balance: card }), ...(loan !== undefined && { loan_balance: loan }) },
});
const employee = (age?: number, service?: number): JsonObject => ({
  employee: { ...(age !== undefined && { age }), ...(service !== undefined && { service }) },
});
const order = (type: string, customer: string, amount: number): JsonObject => ({ order: { type, customer, amount } });

describe.each([
  ['as a table in S-FEEL', inSFeel],
  ['as rules', inRules],
])('every hit policy, %s', (_, written) => {
  it.each<[keyof typeof tables, JsonObject, string]>([
    ['unique', person(61, 'good'), 'r1: {"risk":"medium"}'],
    ['unique', person(60, 'bad'), 'r3: {"risk":"medium"}'],
    ['unique', person(24, 'good'), 'r4: {"risk":"low"}'],
    // Between 25 and 60 nobody asks how anyone is.
    ['unique', person(30), 'r3: {"risk":"medium"}'],
    ['unique', person(61), 'missing applicant.health (r1 r2)'],
    ['any', balances(9_999, 49_999), 'r1: {"compliant":true}'],
    ['any', balances(10_000, 50_000), 'r2 r3: {"compliant":false}'],
    // The other balance could only say the same.
    ['any', balances(10_000), 'r2: {"compliant":false}'],
    ['any', balances(9_999), 'missing applicant.loan_balance (r1 r3)'],
    ['priority', person(70, 'bad'), 'r2: {"risk":"high"}'],
    ['priority', person(50, 'bad'), 'r3: {"risk":"medium"}'],
    ['priority', person(20, 'good'), 'r4: {"risk":"low"}'],
    ['priority', person(undefined, 'bad'), 'missing applicant.age (r2)'],
    ['first', order('web', 'wholesaler', 11), 'r1: {"discount":10}'],
    ['first', order('phone', 'wholesaler', 11), 'r2: {"discount":5}'],
    ['first', order('web', 'retailer', 11), 'r3: {"discount":0}'],
    ['rule_order', employee(64, 31), 'r1 r2 r3 r5: {"days":[22,3,3,5]}'],
    ['rule_order', employee(40, 1), 'r1: {"days":[22]}'],
    ['output_order', employee(64, 31), 'r1 r5 r2 r3: {"days":[22,5,3,3]}'],
    ['collect', employee(17, 0), 'r1 r4: {"days":[22,5]}'],
    ['collect', employee(17), 'missing employee.service (r3)'],
    ['collect_sum', employee(64, 31), 'r1 r2 r3 r5: {"days":33}'],
    ['collect_min', employee(64, 31), 'r1 r2 r3 r5: {"days":3}'],
    ['collect_max', employee(64, 31), 'r1 r2 r3 r5: {"days":22}'],
    ['collect_count', employee(64, 31), 'r1 r2 r3 r5: {"days":4}'],
  ])('%s %j: %s', (name, facts, expected) => {
    const table = tables[name];
    expect(table && told(decided(written(table), facts))).toBe(expected);
  });
});

it('has every hit policy of the language', () => {
  const schema = JSON.stringify(editorSchema('decision'));
  const enumerated = /"enum":(\["first"[^\]]*\])/.exec(schema)?.[1] ?? '[]';
  expect((JSON.parse(enumerated) as string[]).toSorted()).toEqual(Object.keys(tables).toSorted());
});
