import { duplicateId } from '../../diagnostics/pages/reference/duplicate-id.ts';
import type { Span } from '../../diagnostics/diagnostic.ts';
import { at, spanOf } from '../place.ts';
import { placeAt, placeIn } from '../place-at.ts';
import type { Compiled } from '../program.ts';
import { report } from '../report.ts';

/** What is given for a while is started by its id, and so shares ids with no workflow, tree or other such thing. */
export function startableIds({ access, checking }: Compiled): void {
  const first = new Map<string, { readonly what: string; readonly span: Span }>();
  for (const kind of ['tree', 'workflow'] as const) {
    for (const definition of checking.names.all(kind))
      first.set(definition.id, { what: kind, span: spanOf(at(placeIn(checking, definition), 'id')) });
  }
  const given = [
    ...(access.temporary ?? []).map(({ id, reference }) => ({ id, reference, what: 'temporary role' })),
    ...(access.breakGlass ?? []).map(({ id, reference }) => ({ id, reference, what: 'glass to break' })),
  ];
  for (const { id, reference, what } of given) {
    const place = placeAt(checking, `${reference}/id`);
    if (place === null) continue;
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, { what, span: spanOf(place) });
    else {
      report(place, duplicateId, `there is a ${earlier.what} \`${id}\` as well, and both are started by that id`, {
        help: 'give one of them another id',
        related: [{ message: `the ${earlier.what}`, span: earlier.span }],
      });
    }
  }
}
