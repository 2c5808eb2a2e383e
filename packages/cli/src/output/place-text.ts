import { placeOf } from '@deskbook/dsl/bundle';
import type { Bundle } from '@deskbook/dsl/bundle';

/** Where a rule was written, as people and editors read it: `decisions/access.yaml:14`. Empty where that is not known. */
export function placeText(bundle: Bundle, reference: string): string {
  const place = placeOf(bundle, reference);
  return place ? `${place.file}:${place.line}` : '';
}
