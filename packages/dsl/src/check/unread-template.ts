import type { Json } from '@deskbook/policies';
import { templateNotRead } from '../diagnostics/pages/template/template-not-read.ts';
import { mentionsPath } from './exact-path.ts';
import { at, type Place } from './place.ts';
import { report } from './report.ts';

/** Says of a value that is taken as it is written that it looks like a template: people would read the braces. */
export function reportUnread(raw: Json, place: Place): void {
  if (Array.isArray(raw)) for (const [index, item] of raw.entries()) reportUnread(item, at(place, index));
  if (typeof raw !== 'string' || !mentionsPath(raw)) return;
  report(place, templateNotRead, 'nothing is filled in here: the braces stay as they are written', {
    help: 'write it without, or say it where paths are read, such as the `with` of a step',
  });
}
