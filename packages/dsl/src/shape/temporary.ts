import { cites, id, idOf } from './notation.ts';
import type { ChangedShape, ConditionShape, TextShape } from './notation.ts';
import { list, record, ref, text } from './schema.ts';

/** A role that people may hold for a while, as written. */
export interface TemporaryRoleShape {
  readonly id: string;
  readonly title?: TextShape;
  readonly role: string;
  readonly for: string;
  readonly approval?: string;
  readonly at_most: string;
  readonly ends?: { readonly changed?: ChangedShape; readonly when?: ConditionShape };
  readonly cites?: readonly string[];
}

/** A right that people may give themselves in an emergency, as written. */
export interface BreakGlassShape {
  readonly id: string;
  readonly title?: TextShape;
  readonly role: string;
  readonly allow: readonly string[];
  readonly resource?: string;
  readonly when?: ConditionShape;
  readonly overrides?: readonly string[];
  readonly at_most: string;
  readonly review: string;
  readonly cites?: readonly string[];
}

export const temporaryList = list(
  'Roles held for a while. Each is started like a workflow of its id, with a `reason` and a `ticket`.',
  record('A temporary role.', {
    id,
    'title?': ref('text', 'What people call it.'),
    role: idOf('the role that is held for a while'),
    for: idOf('the role whose people may ask for it'),
    'approval?': idOf('the approval that is asked for; nobody is asked unless written'),
    at_most: ref('duration', 'When it ends at the latest.'),
    'ends?': record(
      'What ends it earlier, told by an event of the ticket it is held for.',
      { 'changed?': ref('changed'), 'when?': ref('condition') },
      { minProperties: 1 },
    ),
    'cites?': cites,
  }),
);

/** `actions` is the list of action patterns that grants use. */
export function breakGlassList(actions: ReturnType<typeof list>): ReturnType<typeof list> {
  return list(
    'Rights that people give themselves in an emergency, and answer for afterwards.',
    record('Breaking the glass.', {
      id,
      'title?': ref('text', 'What people call it.'),
      role: idOf('the role whose people may break it'),
      allow: actions,
      'resource?': text('The type of resource it is about; any unless written.'),
      'when?': ref('condition'),
      'overrides?': list('Denials that do not count while it lasts.', idOf('a denial')),
      at_most: ref('duration', 'When it ends at the latest.'),
      review: idOf('the approval that is asked for afterwards'),
      'cites?': cites,
    }),
  );
}
