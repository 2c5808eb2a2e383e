import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hiddenCharacter } from '../diagnostics/pages/syntax/hidden-character.ts';
import { report } from '../diagnostics/report.ts';
import type { SourceText } from './source-text.ts';

/** Control characters but tab and line ends; marks that reorder text; spaces of no width. A byte order mark may begin a file. */
const hidden =
  // oxlint-disable-next-line no-control-regex -- finding them is the point
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFE\uFFFF]/gu;

/** A diagnostic for each character of a file that cannot be seen. */
export function hiddenCharacters(file: SourceText): readonly Diagnostic[] {
  return [...file.text.matchAll(hidden)]
    .filter((match) => match.index > 0 || match[0] !== '\u{FEFF}')
    .map((match) => {
      const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      return report(hiddenCharacter, {
        span: { file: file.path, start: match.index, end: match.index + match[0].length },
        message: `there is an invisible character here, U+${code}`,
        help: 'remove it',
        fixes: [
          {
            title: 'remove it',
            applicability: 'unsafe',
            edits: [{ span: { file: file.path, start: match.index, end: match.index + match[0].length }, text: '' }],
          },
        ],
      });
    });
}
