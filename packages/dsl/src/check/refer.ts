import type { Json } from '@deskbook/policies';
import type { Definition } from '../syntax/syntax.ts';
import type { Kind } from '../syntax/kind.ts';
import { suggestion } from './suggestion.ts';
import type { Place } from './place.ts';
import { report } from './report.ts';
import { spell } from './spell.ts';
import { unknownName } from '../diagnostics/pages/reference/unknown-name.ts';

/**
 * The definition a reference names; null (reported, with what was probably meant) where there is none. A definition that is
 * there but wrong counts as there: it has its own diagnostic.
 */
export function refer(kind: Kind, id: Json | undefined, place: Place): Definition | null {
  const found = typeof id === 'string' ? place.checking.names.find(kind, id) : undefined;
  if (found !== undefined) return found;
  referAmong(id, place.checking.names.ids(kind), kind, place);
  return null;
}

/** Whether a name is one of those there are; reported otherwise. `noun` is what messages call it (`role`, `action`). */
export function referAmong(
  name: Json | undefined,
  names: readonly string[],
  noun: string,
  place: Place,
  on: 'value' | 'key' = 'value',
): name is string {
  if (typeof name === 'string' && names.includes(name)) return true;
  const help = suggestion(spell(name), names);
  report(place, unknownName, `there is no ${noun} \`${spell(name)}\``, { help, on });
  return false;
}
