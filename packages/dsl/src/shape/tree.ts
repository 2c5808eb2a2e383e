import { definition, idOf } from './notation.ts';
import type { ConditionShape, EverywhereShape, FieldsShape, TextShape, ValuesShape } from './notation.ts';
import { either, list, map, record, ref, text, whole, word } from './schema.ts';
import type { Schema } from './schema.ts';

/** A machine's check: a read action and what its output must be for yes. */
export interface TreeCheckShape {
  readonly check?: string;
  readonly with?: ValuesShape;
  readonly yes_when?: ConditionShape;
}

/** A yes-or-no question, for a person (`ask`), a machine (`check`) or the facts (`known`). */
export interface QuestionNodeShape extends TreeCheckShape {
  readonly ask?: TextShape;
  readonly known?: string;
  readonly if_yes: string;
  readonly if_no: string;
  readonly if_unsure?: string;
}

export interface ChoiceNodeShape {
  readonly ask: TextShape;
  readonly known?: string;
  readonly choose: readonly {
    readonly id: string;
    readonly say: TextShape;
    readonly go: string;
    readonly when?: ConditionShape;
  }[];
  readonly if_unsure?: string;
}

export interface FixNodeShape {
  readonly fix: TextShape;
  readonly do?: string;
  readonly with?: ValuesShape;
  readonly if_fixed?: string;
  readonly if_not_fixed: string;
  readonly if_unsure?: string;
}

export interface CollectNodeShape {
  readonly collect: FieldsShape;
  readonly say?: TextShape;
  readonly next: string;
  readonly if_unsure?: string;
}

export interface HandToNodeShape {
  readonly hand_to: string;
  readonly say?: TextShape;
  readonly next: string;
  readonly if_unsure?: string;
}

export interface SubtreeNodeShape {
  readonly tree: string;
  /** One target for every result, or one a result. */
  readonly next: string | { readonly [result: string]: string };
  readonly if_unsure?: string;
}

/** A node: told apart by `choose`, `fix`, `collect`, `hand_to`, `tree`; anything else is a question. */
export type TreeNodeShape =
  | QuestionNodeShape
  | ChoiceNodeShape
  | FixNodeShape
  | CollectNodeShape
  | HandToNodeShape
  | SubtreeNodeShape;

export interface TreeOutcomeShape {
  readonly result: 'solved' | 'explained' | 'escalated';
  readonly to?: string;
  readonly say?: TextShape;
  readonly evidence?: 'all' | 'none';
}

/** `kind: tree`, as written. */
export interface TreeShape extends EverywhereShape {
  readonly kind: 'tree';
  readonly input?: FieldsShape;
  readonly start: string;
  readonly if_unsure: string;
  readonly loops?: { readonly visits: number; readonly else: string };
  readonly after_fix?: TreeCheckShape & { readonly ask: TextShape; readonly if_yes: string };
  readonly nodes: { readonly [node: string]: TreeNodeShape };
  readonly outcomes: { readonly [outcome: string]: TreeOutcomeShape };
}

const target = (description: string): Schema => text(`${description} A node or an outcome.`, { minLength: 1 });
const ifUnsure = { 'if_unsure?': target('Where "I don\'t know" leads.') };
const check = {
  'check?': idOf('the action that reads the answer'),
  'with?': ref('values', 'Its input.'),
  'yes_when?': ref('condition', 'What its output must be for yes; paths start at `check`.'),
};
const pairs = { dependentRequired: { check: ['yes_when'], yes_when: ['check'] } };

/** Schemas of tree nodes, by the name `ref` uses. */
export const treeSchemas: { readonly [name: string]: Schema } = {
  'tree-node': either(
    'A node: one of `ask check known choose fix collect hand_to tree`.',
    record(
      'A choice between several answers.',
      {
        choose: list(
          'The answers.',
          record('An answer.', {
            id: idOf('the answer'),
            say: ref('text', 'What the person reads.'),
            go: target('Where it leads.'),
            'when?': ref('condition', 'When the facts give this answer themselves.'),
          }),
          { minItems: 1 },
        ),
        ask: ref('text', 'The question.'),
        'known?': text('A fact that may hold the answer already.'),
        ...ifUnsure,
      },
      { by: ['choose'] },
    ),
    record(
      'Something to try.',
      {
        fix: ref('text', 'What to do.'),
        'do?': idOf('the action the desk performs'),
        'with?': ref('values', 'Its input.'),
        'if_fixed?': target('Where it leads when it helped.'),
        if_not_fixed: target('Where it leads when it did not.'),
        ...ifUnsure,
      },
      { by: ['fix'] },
    ),
    record(
      'Something to write down.',
      {
        collect: ref('fields', 'What is filled in.'),
        'say?': ref('text', 'What the person reads.'),
        next: target('Where it leads.'),
        ...ifUnsure,
      },
      { by: ['collect'] },
    ),
    record(
      'Somebody else goes on.',
      {
        hand_to: idOf('the role'),
        'say?': ref('text', 'What the person reads.'),
        next: target('Where it leads.'),
        ...ifUnsure,
      },
      { by: ['hand_to'] },
    ),
    record(
      'Another tree.',
      {
        tree: idOf('the tree'),
        next: either(
          'Where it leads.',
          target('After any result.'),
          map('After each result.', target('Where it leads.')),
        ),
        ...ifUnsure,
      },
      { by: ['tree'] },
    ),
    record(
      'A question with yes or no.',
      {
        'ask?': ref('text', 'The question; asked when neither the facts nor the check answer it.'),
        ...check,
        'known?': text('A yes-or-no fact that may hold the answer already.'),
        if_yes: target('Where yes leads.'),
        if_no: target('Where no leads.'),
        ...ifUnsure,
      },
      { by: ['ask', 'check', 'known'], anyKeyOf: ['ask', 'check', 'known'], ...pairs },
    ),
  ),
};

export const treeSchema = definition('tree', 'A troubleshooting tree.', {
  'input?': ref('fields', 'What it is given.'),
  start: target('Where it begins.'),
  if_unsure: target('Where "I don\'t know" leads, which is always offered.'),
  'loops?': record('How often one node may be visited.', {
    visits: whole('How often.', 1),
    else: target('Where one more leads.'),
  }),
  'after_fix?': record(
    'What is asked after every fix.',
    { ask: ref('text', 'The question.'), ...check, if_yes: target('Where yes leads.') },
    pairs,
  ),
  nodes: map('The nodes.', ref('tree-node'), { minProperties: 1 }),
  outcomes: map(
    'How it ends.',
    record('An outcome.', {
      result: word('What came of it.', ['solved', 'explained', 'escalated']),
      'to?': text('Who takes over: a role or a team.'),
      'say?': ref('text', 'What the person reads.'),
      'evidence?': word('Whether what was found goes along.', ['all', 'none']),
    }),
    { minProperties: 1 },
  ),
});
