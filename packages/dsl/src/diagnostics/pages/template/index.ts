import type { DiagnosticPage } from '../../diagnostic-page.ts';
import { incompleteMail } from './incomplete-mail.ts';
import { templateNotRead } from './template-not-read.ts';
import { templateValueMissing } from './template-value-missing.ts';
import { secretInText } from './secret-in-text.ts';
import { untranslatedTemplate } from './untranslated-template.ts';
import { languageLacksVariable } from './language-lacks-variable.ts';
import { unusedNeed } from './unused-need.ts';
import { invalidTemplate } from './invalid-template.ts';
import { undeclaredVariable } from './undeclared-variable.ts';

/** Diagnostics of this stage, by code. */
export const templatePages: readonly DiagnosticPage[] = [
  undeclaredVariable,
  invalidTemplate,
  unusedNeed,
  languageLacksVariable,
  untranslatedTemplate,
  secretInText,
  templateValueMissing,
  templateNotRead,
  incompleteMail,
];
