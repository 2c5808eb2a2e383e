import type { Condition, Decision, Json } from '@deskbook/policies';
import type { Diagnostic } from '../../src/diagnostics/index.ts';
import { exampleFiles } from '../../src/diagnostics/index.ts';
import { check } from '../../src/check/check.ts';
import { parse } from '../../src/syntax/index.ts';

/** Facts of every type S-FEEL knows. */
export const words = `kind: facts
id: words
ticket:
  amount: { type: number, optional: true }
  count: { type: integer, min: 0, max: 100, optional: true }
  limit: { type: number, optional: true }
  word: { type: text, optional: true }
  size: { one_of: [small, medium, large], also: { S: small }, optional: true }
  approved: { type: yes_no, optional: true }
  flag: { type: yes_no, optional: true }
  day: { type: date, optional: true }
  due: { type: time, optional: true }
  until: { type: time, optional: true }
  open_for: { type: duration, optional: true }
  sizes: { type: text, list: true, optional: true }
  place: { type: record, fields: { street: text }, optional: true }
`;

/** A decision table in S-FEEL over one fact, with a row for each cell. */
export function tableOf(fact: string, cells: readonly string[], hit = 'collect'): string {
  const rows = cells.map((cell, index) => `    - row-${index}: ['${cell.replaceAll("'", "''")}', ${index}]\n`);
  return `kind: decision
id: table
hit: ${hit}
sets: { row: integer }
table:
  expression_language: s-feel
  columns: [${fact}, row]
  rows:
${rows.join('')}`;
}

/** What checking a table in S-FEEL over one fact gave. */
export function checkCells(
  fact: string,
  cells: readonly string[],
  hit?: string,
): { readonly decision: Decision | undefined; readonly diagnostics: readonly Diagnostic[]; readonly text: string } {
  const text = tableOf(fact, cells, hit);
  const { bundle, diagnostics } = check(parse(exampleFiles({ 'facts.yaml': words, 'table.yaml': text })));
  return { decision: bundle?.decisions['table'], diagnostics, text };
}

/** The condition of one cell, without its references: operators as authors write them. */
export function spelled(condition: Condition): Json {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { [condition.kind]: condition.of.map(spelled) };
    case 'not':
      return { not: spelled(condition.of) };
    case 'compare': {
      const { operator, operand } = condition;
      return { [operator]: 'value' in operand ? operand.value : `{{${operand.fact}}}` };
    }
    default:
      return { [condition.kind]: spelled(condition.of) };
  }
}
