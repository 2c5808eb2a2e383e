import type { FactPath, Json } from '@deskbook/policies';
import type { FieldType } from '../../../bundle/field.ts';
import { wrongType } from '../../../diagnostics/pages/reference/wrong-type.ts';
import { compilePath } from '../../compile-path.ts';
import { describeField } from '../../describe-field.ts';
import type { Place } from '../../place.ts';
import { report } from '../../report.ts';

/** A fact that may hold the answer already; `types` are those it may have, null any. */
export function compileKnown(raw: Json | undefined, types: readonly FieldType[] | null, place: Place): FactPath | null {
  if (typeof raw !== 'string') return null;
  const field = compilePath(raw, place);
  if (field === null) return null;
  if (types !== null && field.type !== 'json' && (field.list || !types.includes(field.type))) {
    report(place, wrongType, `\`${raw}\` is ${describeField(field)}, and the answer is yes or no`);
  }
  return raw;
}
