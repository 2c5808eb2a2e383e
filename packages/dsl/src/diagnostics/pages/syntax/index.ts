import type { DiagnosticPage } from '../../diagnostic-page.ts';
import { badAlias } from './bad-alias.ts';
import { colonInText } from './colon-in-text.ts';
import { duplicateKey } from './duplicate-key.ts';
import { escapeInDoubleQuotes } from './escape-in-double-quotes.ts';
import { fileName } from './file-name.ts';
import { fileTooLarge } from './file-too-large.ts';
import { frontMatter } from './front-matter.ts';
import { hiddenCharacter } from './hidden-character.ts';
import { keyNotText } from './key-not-text.ts';
import { keyWithoutValue } from './key-without-value.ts';
import { kindNotYet } from './kind-not-yet.ts';
import { lossyNumber } from './lossy-number.ts';
import { mergeKey } from './merge-key.ts';
import { missingId } from './missing-id.ts';
import { notADefinition } from './not-a-definition.ts';
import { notANumber } from './not-a-number.ts';
import { tag } from './tag.ts';
import { textCutByComment } from './text-cut-by-comment.ts';
import { tooDeep } from './too-deep.ts';
import { tooManyDiagnostics } from './too-many-diagnostics.ts';
import { unknownKind } from './unknown-kind.ts';
import { unquotedTemplate } from './unquoted-template.ts';
import { unreadableFile } from './unreadable-file.ts';
import { valueIsComment } from './value-is-comment.ts';
import { yamlSyntax } from './yaml-syntax.ts';
import { yesOrNoWord } from './yes-or-no-word.ts';

/** Diagnostics of the text itself, by code. */
export const syntaxPages: readonly DiagnosticPage[] = [
  unquotedTemplate,
  yamlSyntax,
  duplicateKey,
  valueIsComment,
  textCutByComment,
  escapeInDoubleQuotes,
  yesOrNoWord,
  lossyNumber,
  mergeKey,
  tag,
  badAlias,
  keyNotText,
  keyWithoutValue,
  notANumber,
  tooDeep,
  fileTooLarge,
  hiddenCharacter,
  unknownKind,
  missingId,
  kindNotYet,
  notADefinition,
  frontMatter,
  fileName,
  tooManyDiagnostics,
  colonInText,
  unreadableFile,
];
