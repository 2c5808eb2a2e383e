import type { Json, Text } from '@deskbook/policies';
import { compilePath } from '../../compile-path.ts';
import { compileText } from '../../compile-text.ts';
import { at, type Place } from '../../place.ts';
import { report } from '../../report.ts';
import { templatePaths } from '../../template-paths.ts';
import { invalidExpression } from '../../../diagnostics/pages/reference/invalid-expression.ts';

/** A text for people that may speak of facts: every `{{path}}` in it, in whichever language, names one that is in scope. */
export function compileSpoken(raw: Json, place: Place): Text | null {
  const text = compileText(raw, place, 'filled_in');
  for (const [language, words] of Object.entries(text ?? {})) {
    const here = typeof raw === 'string' ? place : at(place, language);
    const parsed = templatePaths(words);
    if (!parsed.ok) report(here, invalidExpression, parsed.message);
    else for (const path of parsed.paths) compilePath(path, here);
  }
  return text;
}
