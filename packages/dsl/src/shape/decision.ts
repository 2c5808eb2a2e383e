import type { Json } from '@deskbook/policies';
import { cites, definition, id } from './notation.ts';
import type { ConditionShape, EverywhereShape, FieldsShape, TextShape } from './notation.ts';
import { anything, either, list, map, record, ref, text, word } from './schema.ts';
import type { Schema } from './schema.ts';

/** One rule: with a condition, or the last one that takes every other case. */
export type RuleShape = {
  readonly id: string;
  readonly then: { readonly [name: string]: Json };
  readonly cites?: readonly string[];
  readonly say?: TextShape;
} & ({ readonly when: ConditionShape } | { readonly otherwise: true });

/** A row: its id, with one cell a column. A cell is a value, `any`, or operators; in S-FEEL a text. */
export type RowShape = { readonly [id: string]: readonly Json[] };

/** `kind: decision`, as written: with `rules` or with a `table`. */
export interface DecisionShape extends EverywhereShape {
  readonly kind: 'decision';
  readonly hit: string;
  /** Facts it sets, or names with their types. */
  readonly sets: readonly string[] | FieldsShape;
  /** Which requests it is about. */
  readonly when?: ConditionShape;
  readonly rules?: readonly RuleShape[];
  readonly table?: {
    /** In which language input cells are written; the bundle's own unless given. */
    readonly expression_language?: 's-feel';
    readonly columns: readonly string[];
    readonly rows: readonly RowShape[];
  };
}

const ruleKeys = {
  id,
  // oxlint-disable-next-line unicorn/no-thenable -- a key of the language; this object is never awaited
  then: map('What it sets.', anything('A value.'), { minProperties: 1 }),
  'cites?': cites,
  'say?': ref('text', 'What the person is told.'),
};

export const decisionSchema = definition(
  'decision',
  'A classification or a lookup table.',
  {
    hit: word('Which of several rules that match decide.', [
      'first', 'unique', 'any', 'priority', 'rule_order', 'output_order',
      'collect', 'collect_sum', 'collect_min', 'collect_max', 'collect_count',
    ]), // prettier-ignore
    sets: either(
      'What it decides: facts, or names with their types. One that sets `decision` is a classification.',
      list('Facts it sets.', text('A fact.'), { minItems: 1 }),
      ref('fields'),
    ),
    'when?': ref('condition', 'Which requests it is about; all unless written.'),
    'rules?': list(
      'Rules, in order.',
      either(
        'A rule.',
        record(
          'The rule that takes every other case.',
          { otherwise: { const: true, description: 'Every other case.' }, ...ruleKeys },
          { by: ['otherwise'] },
        ),
        record('A rule.', { when: ref('condition'), ...ruleKeys }, { by: [] }),
      ),
      { minItems: 1 },
    ),
    'table?': record('A table of rules.', {
      'expression_language?': word("In which language input cells are written; the bundle's own unless given.", [
        's-feel',
      ]),
      columns: list('Facts that are compared, then what is set.', text('A fact or a name that is set.'), {
        minItems: 1,
      }),
      rows: list(
        'Rows, in order: an id with its cells.',
        map('A row.', list('Cells: a value, `any`, or operators; in S-FEEL a text.', ref('cell')), {
          minProperties: 1,
          maxProperties: 1,
        }),
        { minItems: 1 },
      ),
    }),
  },
  { oneKeyOf: ['rules', 'table'] },
);

/** Schemas of tables, by the name `ref` uses. */
export const decisionSchemas: { readonly [name: string]: Schema } = {
  cell: either(
    'A value, `any` (any known value), or operators.',
    { type: ['string', 'number', 'boolean'] },
    ref('operators'),
  ),
};
