import { definition, idOf, labels } from './notation.ts';
import type { EverywhereShape, FieldsShape, ValuesShape } from './notation.ts';
import { either, flag, list, record, ref, text, whole, word } from './schema.ts';

/** `kind: action`, as written. */
export interface ActionShape extends EverywhereShape {
  readonly kind: 'action';
  readonly port?: string;
  readonly input: FieldsShape;
  readonly output: FieldsShape;
  readonly effect: 'read' | 'write';
  /** Present on every write. */
  readonly undo?: 'none' | { readonly do: string; readonly with?: ValuesShape; readonly exact?: boolean };
  readonly errors?: readonly string[];
  readonly retry?: {
    readonly errors: readonly string[];
    readonly attempts: number;
    readonly backoff?: string;
    readonly max?: string;
    readonly within?: string;
  };
  readonly timeout?: string;
  readonly heartbeat?: string;
  readonly idempotent: 'by_key' | 'always' | 'never';
  readonly check?: { readonly do: string; readonly with?: ValuesShape; readonly field: string };
  readonly resource?: { readonly type: string; readonly from: string };
  readonly scopes?: readonly string[];
}

export const actionSchema = definition(
  'action',
  'Something the desk can do, and what it promises.',
  {
    'port?': text('The port it goes through; `actions` unless written.'),
    input: ref('fields', 'What it is given.'),
    output: ref('fields', 'What it answers.'),
    effect: word('Whether it only reads or changes something.', ['read', 'write']),
    'undo?': {
      ...either(
        'How it is undone: an action, or `none`. Every write says it.',
        word('It cannot be undone.', ['none']),
        record('An action that undoes it.', {
          do: idOf('the action'),
          'with?': ref('values', 'Its input, from `input` and `output`.'),
          'exact?': flag('It restores what was; otherwise it makes amends.'),
        }),
      ),
      missing: 'every write says how it is undone; write `undo: none` if it cannot be',
    },
    'errors?': labels('The classes of error it may answer.'),
    'retry?': record('When it is tried again.', {
      errors: labels('After these errors.'),
      attempts: whole('How often in all.', 1),
      'backoff?': ref('duration', 'How long before the second attempt; doubled each time.'),
      'max?': ref('duration', 'The longest wait between two.'),
      'within?': ref('duration', 'How long after the first attempt the last may begin.'),
    }),
    'timeout?': ref('duration', 'How long an attempt may take.'),
    'heartbeat?': ref(
      'duration',
      'How often at least whoever performs it says that it goes on; silence longer than that counts as unknown.',
    ),
    idempotent: word('What a second call with the same key does.', ['by_key', 'always', 'never']),
    'check?': record('A read that tells, after an unknown outcome, whether it happened.', {
      do: idOf('the action'),
      'with?': ref('values', 'Its input.'),
      field: text('The yes-or-no field of its output.'),
    }),
    'resource?': record("What it acts on, for permission; the run's ticket unless written.", {
      type: text('The type of resource.'),
      from: text('The input with its id.'),
    }),
    'scopes?': list('What the connection must be allowed to do.', text('A scope.')),
  },
  {
    demands: [{ key: 'effect', in: ['write'], keys: ['undo'] }],
  },
);
