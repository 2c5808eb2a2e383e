import { describe, expect, test } from 'vitest';
import type { Condition, Truth } from '@deskbook/policies/conditions';
import { toEngineConditions } from '@deskbook/policies/rules';
import { engineTruth } from '../../src/rules/engine.ts';
import { allTable, anyTable, notTable, truths } from '../../src/rules/indexing/truth-code.ts';

/** `a: { equals: 1 }` is each truth over one of these facts. */
const factOf: { readonly [truth in Truth]: { readonly [name: string]: number } } = {
  holds: { yes: 1 },
  fails: { no: 0 },
  undecided: {},
};
const facts = { yes: 1, no: 0 };

const being = (truth: Truth): Condition => ({
  kind: 'compare',
  fact: Object.keys(factOf[truth])[0] ?? 'nobody-knows',
  operator: 'equals',
  operand: { value: 1 },
  reference: truth,
});

async function byLibrary(kind: 'all' | 'any', of: readonly Truth[]): Promise<Truth> {
  const condition: Condition = { kind, of: of.map(being), reference: 'list' };
  return engineTruth(toEngineConditions(condition), facts, facts);
}

/** As the index folds a list. */
function byTable(kind: 'all' | 'any', of: readonly Truth[]): Truth | undefined {
  const table = kind === 'all' ? allTable : anyTable;
  const start = truths.indexOf(kind === 'all' ? 'holds' : 'fails');
  return truths[of.reduce((result, truth) => table[3 * result + truths.indexOf(truth)] ?? -1, start)];
}

/** Every list of truths of a length. */
const lists = (length: number): readonly (readonly Truth[])[] =>
  length === 0 ? [[]] : lists(length - 1).flatMap((list) => truths.map((truth) => [...list, truth]));

describe('the truth tables of the index are the rule library’s', () => {
  test.each((['all', 'any'] as const).flatMap((kind) => [0, 1, 2, 3, 4].map((length) => [kind, length] as const)))(
    '%s of %i parts',
    async (kind, length) => {
      for (const of of lists(length)) expect([of, byTable(kind, of)]).toEqual([of, await byLibrary(kind, of)]);
    },
  );

  test.each(truths)('not, of what %s', async (truth) => {
    const negated: Condition = { kind: 'not', of: being(truth), reference: 'not' };
    expect(truths[notTable[truths.indexOf(truth)] ?? -1]).toBe(
      await engineTruth(toEngineConditions(negated), facts, facts),
    );
  });
});
