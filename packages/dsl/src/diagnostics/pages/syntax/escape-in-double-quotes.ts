import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const escapeInDoubleQuotes: DiagnosticPage = {
  code: 'DB1006',
  name: 'escape-in-double-quotes',
  severity: 'error',
  page: 'In double quotes a backslash begins an escape: `\\b` is a backspace, and `\\d` means nothing. A regular expression belongs in single quotes, where a backslash is a backslash.',
  bad: `kind: facts
id: words
base: itil/1
ticket: { code: { type: text, pattern: "\\b[A-Z]+" } }
`,
  good: `kind: facts
id: words
base: itil/1
ticket: { code: { type: text, pattern: '\\b[A-Z]+' } }
`,
};
