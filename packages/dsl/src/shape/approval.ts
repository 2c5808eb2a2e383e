import { definition, idOf } from './notation.ts';
import type { EverywhereShape, TextShape } from './notation.ts';
import { either, flag, list, record, ref, text, whole, word } from './schema.ts';

/** `kind: approval`, as written. */
export interface ApprovalShape extends EverywhereShape {
  readonly kind: 'approval';
  readonly question: TextShape;
  readonly seats: readonly { readonly role: string; readonly each?: boolean }[];
  /** `all`, a number of seats, or a share of them such as `60%`. */
  readonly need?: string | number;
  readonly in_order?: boolean;
  readonly reject?: { readonly at?: number; readonly note?: 'required' | 'optional' };
  readonly stand_in?: {
    readonly absent?: readonly ('deputy' | 'manager')[];
    readonly else?: 'skip' | 'wait';
    readonly delegate?: { readonly to: 'same_role' | 'nobody'; readonly times?: number };
  };
  readonly chase?: {
    readonly every: string;
    readonly at_most: number;
    readonly then?: { readonly add?: { readonly role: string }; readonly replace?: { readonly role: string } };
  };
  readonly within?: string;
  readonly ask_again_if_changed?: readonly string[];
  readonly email?: string;
}

export const approvalSchema = definition('approval', 'A question that people decide.', {
  question: ref('text', 'What they are asked.'),
  seats: list(
    'Who is asked. A seat is one vote, by any one of its people.',
    record('A seat.', { role: idOf('the role'), 'each?': flag('A seat for each member of the role.') }),
    { minItems: 1 },
  ),
  'need?': either(
    'How many seats must approve; all unless written.',
    text('Every seat, or a share of those there are, rounded up.', {
      pattern: '^(all|(100|[1-9][0-9]?)%)$',
      expects: '`all` or a share from `1%` to `100%`',
      examples: ['all', '60%'],
    }),
    whole('So many.', 1),
  ),
  'in_order?': flag('One seat after the other.'),
  'reject?': record('What refusing takes.', {
    'at?': whole('How many refusals end it.', 1),
    'note?': word('Whether a refusal needs a note.', ['required', 'optional']),
  }),
  'stand_in?': record('Who votes for somebody who is away.', {
    'absent?': list('Who is asked instead, in order.', word('Who.', ['deputy', 'manager'])),
    'else?': word('What happens to a seat nobody can fill.', ['skip', 'wait']),
    'delegate?': record('Whether a vote may be handed on.', {
      to: word('To whom.', ['same_role', 'nobody']),
      'times?': whole('How often.', 0),
    }),
  }),
  'chase?': record('Reminders.', {
    every: ref('duration', 'How long between two.'),
    at_most: whole('How many.', 0),
    'then?': record(
      'What happens after the last.',
      {
        'add?': record('Another seat.', { role: idOf('the role') }),
        'replace?': record('Others in the seats that are asked and silent.', { role: idOf('the role') }),
      },
      { oneKeyOf: ['add', 'replace'] },
    ),
  }),
  'within?': ref('duration', 'How long until it expires, which is not a refusal.'),
  'ask_again_if_changed?': list('Facts whose change makes the votes void.', text('A fact.')),
  'email?': idOf('the template of the e-mail that asks'),
});
