import { duplicateId } from '../../diagnostics/pages/reference/duplicate-id.ts';
import { at, spanOf, type Place } from '../place.ts';
import { report } from '../report.ts';

/** Reports each id that stands twice in a list whose entries carry them, naming both. */
export function uniqueIds(ids: readonly string[], noun: string, place: Place): void {
  for (const [index, id] of ids.entries()) {
    const first = ids.indexOf(id);
    if (first === index) continue;
    report(at(place, index), duplicateId, `two ${noun}s are called \`${id}\``, {
      related: [{ message: 'the first', span: spanOf(at(place, first)) }],
    });
  }
}
