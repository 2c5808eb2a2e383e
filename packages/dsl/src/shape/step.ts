import { id, idOf, labels } from './notation.ts';
import type { ConditionShape, FieldsShape, TextShape, ValueShape, ValuesShape } from './notation.ts';
import { either, list, map, record, ref, text, whole, word } from './schema.ts';
import type { Properties, Schema } from './schema.ts';

/** A task for a person, as an outcome. */
export interface OutcomeTaskShape {
  readonly role: string;
  readonly title: TextShape;
  readonly form?: FieldsShape;
  readonly within?: string;
}

/** What happens at an outcome. `{ establishes }` alone continues. */
export type ReactionShape =
  | 'continue'
  | 'hold'
  | ({ readonly establishes?: readonly string[] } & (
      | { readonly end: string }
      | { readonly undo: 'all'; readonly end: string }
      | { readonly go: string; readonly at_most: number; readonly else: ReactionShape }
      | { readonly task: OutcomeTaskShape }
      | { readonly steps: readonly StepShape[] }
      | { readonly continue?: true }
    ));

/** What every step may carry, whatever its verb. */
export interface StepCommonShape {
  readonly id: string;
  readonly title?: TextShape;
  /** The name the bundle's documents print: `step_1`. */
  readonly name?: string;
  readonly needs?: readonly string[];
  readonly join?: 'all' | 'any' | number;
  readonly when?: ConditionShape;
  readonly by?: {
    readonly actor?: 'it_agent' | 'employee' | 'manager_approval' | 'system';
    readonly role?: string;
    readonly person?: ValueShape;
    readonly fallback?: readonly string[];
  };
  readonly requires?: readonly string[];
  readonly establishes?: readonly string[];
  readonly tools?: readonly string[];
  readonly estimate?: string;
  readonly privacy?: { readonly class?: string; readonly note?: string; readonly keep?: string };
  readonly outcomes?: { readonly [outcome: string]: ReactionShape };
}

/** A branch of `choose`. */
export type BranchShape = { readonly id: string; readonly steps: readonly StepShape[] } & (
  | { readonly when: ConditionShape }
  | { readonly otherwise: true }
);

/** What a `wait` waits for. */
export type WaitShape =
  | { readonly event: string; readonly match?: ValuesShape; readonly since?: 'run' | 'step' }
  | { readonly for: string }
  | { readonly until: string }
  | {
      readonly until: { readonly check: string; readonly with?: ValuesShape; readonly when: ConditionShape };
      readonly every: string;
    };

export type DoStepShape = StepCommonShape & { readonly do: string; readonly with?: ValuesShape };
export type TaskStepShape = StepCommonShape & {
  readonly task: TextShape;
  readonly form?: FieldsShape;
  readonly within?: string;
};
export type AskStepShape = StepCommonShape & {
  readonly ask: ValueShape;
  readonly say?: TextShape;
  readonly form: FieldsShape;
  readonly within?: string;
};
export type ApproveStepShape = StepCommonShape & { readonly approve: string };
export type DecideStepShape = StepCommonShape & { readonly decide: string };
export type ChooseStepShape = StepCommonShape & { readonly choose: readonly BranchShape[] };
export type TreeStepShape = StepCommonShape & { readonly tree: string; readonly with?: ValuesShape };
export type WaitStepShape = StepCommonShape & { readonly wait: WaitShape; readonly within?: string };
export type EachStepShape = StepCommonShape & {
  readonly each: {
    readonly in: ValueShape;
    readonly as: string;
    readonly key?: ValueShape;
    readonly at_once?: number;
  };
  readonly steps: readonly StepShape[];
};
export type FindStepShape = StepCommonShape & {
  readonly find: 'ticket';
  /** Which tickets; each is called `other`. */
  readonly where: ConditionShape;
  readonly at_most: number;
};
export type RunStepShape = StepCommonShape & { readonly run: string; readonly with?: ValuesShape };

/** A step: exactly one verb. Tell them apart with `'do' in step` and so on. */
export type StepShape =
  | DoStepShape
  | TaskStepShape
  | AskStepShape
  | ApproveStepShape
  | DecideStepShape
  | ChooseStepShape
  | TreeStepShape
  | WaitStepShape
  | EachStepShape
  | FindStepShape
  | RunStepShape;

/** The verbs of steps. */
export const verbs = [
  'do',
  'task',
  'ask',
  'approve',
  'decide',
  'choose',
  'tree',
  'wait',
  'each',
  'find',
  'run',
] as const;

const common: Properties = {
  id,
  'title?': ref('text', 'What people read.'),
  'name?': text('The name plans print: `step_1`.'),
  'needs?': list('Steps it waits for; the one above unless written; `[]` starts at once.', idOf('a step')),
  'join?': either('How many of `needs` must have finished.', word('All or any.', ['all', 'any']), whole('So many.', 1)),
  'when?': ref('condition', 'False: skipped, which counts as finished.'),
  'by?': record('Who answers for it, and performs it if it is work for a person.', {
    'actor?': word('What kind of actor.', ['it_agent', 'employee', 'manager_approval', 'system']),
    'role?': idOf('the role'),
    'person?': ref('value', 'The person: `{{requester.id}}`.'),
    'fallback?': list('Roles that take over, in order.', idOf('a role')),
  }),
  'requires?': labels('What must be established before.'),
  'establishes?': labels('What is established after.'),
  'tools?': labels('Tools it needs, for the plan.'),
  'estimate?': ref('duration', 'How long we think it takes.'),
  'privacy?': record('What the plan says about data.', {
    'class?': text('How confidential.', { examples: ['public', 'internal', 'confidential', 'restricted'] }),
    'note?': text('What to mind.'),
    'keep?': text('How long it is kept: `12 months`.'),
  }),
  'outcomes?': map('What happens at its outcomes.', ref('reaction')),
};

const within = ref('duration', 'How long the person has.');
const withValues = ref('values', 'Its input.');
const verb = (name: string, description: string, keys: Properties): Schema =>
  record(description, { ...keys, ...common }, { by: [name] });

/** Schemas of steps, by the name `ref` uses. */
export const stepSchemas: { readonly [name: string]: Schema } = {
  steps: list('Steps.', ref('step'), { minItems: 1 }),
  step: either(
    'A step: one of the verbs `do task ask approve decide choose tree wait each find run`.',
    verb('do', 'The desk performs an action.', { do: idOf('the action'), 'with?': withValues }),
    verb('task', 'Somebody does something.', {
      task: ref('text', 'What is to be done.'),
      'form?': ref('fields', 'What they fill in.'),
      'within?': within,
    }),
    verb('ask', 'Somebody is asked something.', {
      ask: ref('value', 'Who: `{{requester.id}}`.'),
      'say?': ref('text', 'The question; the title unless written.'),
      form: ref('fields', 'What they answer.'),
      'within?': within,
    }),
    verb('approve', 'An approval is asked for.', { approve: idOf('the approval') }),
    verb('decide', 'A decision is made.', { decide: idOf('the decision') }),
    verb('each', 'Steps for each item of a list.', {
      each: record('The list.', {
        in: ref('value', 'The list: `{{input.devices}}`.'),
        as: text('What an item is called in its steps.'),
        'key?': ref('value', 'What makes an item the same when it is seen twice.'),
        'at_once?': whole('How many at the same time.', 1),
      }),
      steps: ref('steps'),
    }),
    verb('choose', 'One of several ways on.', {
      choose: list(
        'Branches, in order; the last is `otherwise`.',
        either(
          'A branch.',
          record(
            'The branch for every other case.',
            { id, otherwise: { const: true, description: 'Every other case.' }, steps: ref('steps') },
            { by: ['otherwise'] },
          ),
          record('A branch.', { id, when: ref('condition'), steps: ref('steps') }, { by: [] }),
        ),
        { minItems: 1 },
      ),
    }),
    verb('tree', 'A troubleshooting tree is walked.', { tree: idOf('the tree'), 'with?': withValues }),
    verb('wait', 'Something is waited for.', { wait: ref('wait'), 'within?': ref('duration', 'How long at most.') }),
    verb('find', 'Tickets are looked for.', {
      find: word('What is looked for.', ['ticket']),
      where: ref('condition', 'Which; each is called `other`.'),
      at_most: whole('How many.', 1),
    }),
    verb('run', 'Another workflow runs.', { run: idOf('the workflow'), 'with?': withValues }),
  ),
  wait: either(
    'What is waited for.',
    record(
      'An event.',
      {
        event: text('Its type.'),
        'match?': ref('values', 'Facts it must have.'),
        'since?': word('Since when it counts.', ['run', 'step']),
      },
      { by: ['event'] },
    ),
    record('A length of time.', { for: ref('duration') }, { by: ['for'] }),
    record(
      'A check that comes true, made again and again.',
      { until: ref('until'), every: ref('duration', 'How long between two checks.') },
      { by: ['every'] },
    ),
    record('A moment.', { until: ref('until-time') }, { by: ['until'] }),
  ),
  until: record('A check.', {
    check: idOf('the action'),
    'with?': withValues,
    when: ref('condition', 'What its output must be; paths start at `check`.'),
  }),
  'until-time': text("A moment: `'{{request.until}}'`."),
  reaction: either(
    'What happens then.',
    word('`continue`, or `hold`: a person looks.', ['continue', 'hold']),
    record(
      'What was done is undone, then it ends.',
      { undo: word('How much.', ['all']), end: idOf('the end'), 'establishes?': labels('What is established.') },
      { by: ['undo'] },
    ),
    record('It ends.', { end: idOf('the end'), 'establishes?': labels('What is established.') }, { by: ['end'] }),
    record(
      'Back to an earlier step.',
      {
        go: idOf('the step'),
        at_most: whole('How often.', 1),
        else: ref('reaction', 'What happens after that.'),
        'establishes?': labels('What is established.'),
      },
      { by: ['go'] },
    ),
    record(
      'Somebody does something.',
      {
        task: record('A task.', {
          role: idOf('the role'),
          title: ref('text', 'What is to be done.'),
          'form?': ref('fields', 'What they fill in.'),
          'within?': within,
        }),
        'establishes?': labels('What is established.'),
      },
      { by: ['task'] },
    ),
    record(
      'Further steps.',
      { steps: ref('steps'), 'establishes?': labels('What is established.') },
      { by: ['steps'] },
    ),
    record(
      'It goes on.',
      { 'continue?': { const: true, description: 'It goes on.' }, 'establishes?': labels('What is established.') },
      { by: ['continue', 'establishes'], minProperties: 1 },
    ),
  ),
};
