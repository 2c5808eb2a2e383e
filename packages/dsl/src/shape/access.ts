import { cites, definition, id, idOf } from './notation.ts';
import type { ConditionShape, EverywhereShape, TextShape } from './notation.ts';
import { either, list, map, oneOrMany, record, ref, text, word } from './schema.ts';
import type { Schema } from './schema.ts';
import { breakGlassList, temporaryList } from './temporary.ts';
import type { BreakGlassShape, TemporaryRoleShape } from './temporary.ts';

/** Where a role's people come from. */
export type RoleSourceShape =
  | 'given'
  | { readonly group: string }
  | { readonly fact: string }
  | { readonly schedule: string }
  | { readonly people: readonly string[] };

/** A role, as written. */
export interface RoleShape {
  readonly title?: TextShape;
  readonly name?: string;
  readonly from?: RoleSourceShape | readonly RoleSourceShape[];
  readonly includes?: readonly string[];
}

interface RuleShape {
  readonly id: string;
  readonly role: string;
  readonly resource?: string;
  readonly when?: ConditionShape;
  readonly cites?: readonly string[];
}

/** A grant: `allow` is what the role may do, `ask` what it may have done. At least one of them. */
export interface GrantShape extends RuleShape {
  readonly allow?: readonly string[];
  readonly ask?: readonly string[];
}

/** A denial, as written. */
export interface DenialShape extends RuleShape {
  readonly deny: readonly string[];
  readonly say?: TextShape;
}

/** Duties, actions or roles that one person may not combine. */
export interface SeparationShape {
  readonly id: string;
  readonly apart: readonly string[];
  readonly within?: 'run';
  readonly always?: true;
  readonly say?: TextShape;
  readonly cites?: readonly string[];
}

/** `kind: access`, as written. */
export interface AccessShape extends EverywhereShape {
  readonly kind: 'access';
  readonly roles?: { readonly [role: string]: RoleShape };
  readonly grants?: readonly GrantShape[];
  readonly denials?: readonly DenialShape[];
  readonly separation?: readonly SeparationShape[];
  readonly temporary?: readonly TemporaryRoleShape[];
  readonly break_glass?: readonly BreakGlassShape[];
}

const actions = (description: string): ReturnType<typeof list> =>
  list(
    description,
    text('An action, or several: `database.*`.', {
      pattern: '^([A-Za-z][A-Za-z0-9_:.-]*\\*?|\\*)$',
      expects: 'an action such as `database.grant`, or several with one `*` at the end',
    }),
    { minItems: 1 },
  );

const ruleKeys = {
  id,
  role: idOf('the role; `anyone` is everybody'),
  'resource?': text('The type of resource it is about; any unless written.'),
  'when?': ref('condition'),
  'cites?': cites,
};

export const accessSchema = definition('access', 'Who may do what.', {
  'roles?': map(
    'Roles.',
    record('A role.', {
      'title?': ref('text', 'What people call it.'),
      'name?': text('The name plans print: `IT_Director`.'),
      'from?': oneOrMany('Where its people come from.', ref('role-source')),
      'includes?': list('Roles that whoever has this one also has.', idOf('a role')),
    }),
  ),
  'grants?': list(
    'What roles may do.',
    record(
      'A grant.',
      {
        ...ruleKeys,
        'allow?': actions('Actions its people may do.'),
        'ask?': actions('Actions its people may have done for them.'),
      },
      { anyKeyOf: ['allow', 'ask'] },
    ),
  ),
  'denials?': list(
    'What is forbidden, whatever else is granted.',
    record('A denial.', { ...ruleKeys, deny: actions('Actions.'), 'say?': ref('text', 'What the person is told.') }),
  ),
  'separation?': list(
    'What one person may not combine.',
    record(
      'Duties, actions or roles kept apart.',
      {
        id,
        apart: list('Duties (`request`, `approve`), actions or roles.', text('One of them.'), { minItems: 2 }),
        'within?': word('In one run.', ['run']),
        'always?': { const: true, description: 'Ever.' },
        'say?': ref('text', 'What the person is told.'),
        'cites?': cites,
      },
      { oneKeyOf: ['within', 'always'] },
    ),
  ),
  'temporary?': temporaryList,
  'break_glass?': breakGlassList(actions('Actions they may do while it lasts.')),
});

/** Schemas of roles, by the name `ref` uses. */
export const accessSchemas: { readonly [name: string]: Schema } = {
  'role-source': either(
    "Where a role's people come from.",
    word('Only the host hands it out.', ['given']),
    record('A group of the directory, with the groups in it.', { group: text('Its name.') }, { by: ['group'] }),
    record('Whoever a fact names.', { fact: text('A fact with a person.') }, { by: ['fact'] }),
    record('Whoever is on duty.', { schedule: text('The schedule.') }, { by: ['schedule'] }),
    record('These people.', { people: list('Their ids.', text('An id.')) }, { by: ['people'] }),
  ),
};
