import type { Json, Text } from '@deskbook/policies';
import { isRecord } from './is-record.ts';
import { at, type Place } from './place.ts';
import { report } from './report.ts';
import { reportUnread } from './unread-template.ts';
import { missingFirstLanguage } from '../diagnostics/pages/reference/missing-first-language.ts';
import { missingTranslation } from '../diagnostics/pages/reference/missing-translation.ts';
import { unknownLanguage } from '../diagnostics/pages/reference/unknown-language.ts';

/**
 * A text for people: a string is in the bundle's first language, a mapping says each. The first language must be there; another
 * of the bundle's languages that is missing is a warning, because people then read the first. It is shown `as_written`, unless
 * whoever shows it fills in its paths.
 */
export function compileText(
  raw: Json | undefined,
  place: Place,
  shown: 'as_written' | 'filled_in' = 'as_written',
): Text | null {
  const [first] = place.checking.languages;
  if (typeof raw === 'string') {
    if (shown === 'as_written') reportUnread(raw, place);
    return { [first]: raw };
  }
  if (!isRecord(raw)) return null;
  const text: { [language: string]: string } = {};
  for (const [language, value] of Object.entries(raw)) {
    if (typeof value !== 'string') return null;
    if (!place.checking.languages.includes(language)) {
      report(at(place, language), unknownLanguage, `the bundle has no language \`${language}\``, {
        on: 'key',
        help: `its \`languages\` are ${place.checking.languages.join(', ')}`,
      });
    }
    if (shown === 'as_written') reportUnread(value, at(place, language));
    text[language] = value;
  }
  reportMissing(text, place);
  return Object.hasOwn(text, first) ? text : null;
}

function reportMissing(text: Text, place: Place): void {
  for (const [index, language] of place.checking.languages.entries()) {
    if (Object.hasOwn(text, language)) continue;
    if (index === 0)
      report(place, missingFirstLanguage, `the text in \`${language}\`, the bundle's first language, is missing`);
    else report(place, missingTranslation, `the text in \`${language}\` is missing`);
  }
}
