import { definition } from './notation.ts';
import type { EverywhereShape, FieldsShape } from './notation.ts';
import { flag, list, record, ref, text, word } from './schema.ts';

/**
 * The front matter of a template, as written, with the `language` of its file. The file without a language, or the one with
 * `needs`, is the main one; files of other languages carry only `subject`.
 */
export interface TemplateShape extends EverywhereShape {
  readonly kind: 'template';
  readonly language?: string;
  readonly format?: 'text' | 'html' | 'markdown';
  readonly needs?: FieldsShape;
  readonly subject?: string;
  readonly to?: readonly string[];
  readonly cc?: readonly string[];
  readonly attachments?: readonly { readonly from: string; readonly as: string; readonly optional?: boolean }[];
}

export const templateSchema = definition('template', 'A text with a purpose: front matter, then the text.', {
  'language?': text("The language; taken from the file's name."),
  'format?': word('`text` is not escaped, `html` is; `markdown`.', ['text', 'html', 'markdown']),
  'needs?': ref('fields', 'The variables it needs; one that is missing stops the text.'),
  'subject?': text('The subject of the e-mail.'),
  'to?': list('People it is for: `{{approval.approver}}`.', text('A person.')),
  'cc?': list('People who get a copy.', text('A person.')),
  'attachments?': list(
    'Files that go with it.',
    record('A file.', {
      from: text('The fact with the file.'),
      as: text('The name it gets.'),
      'optional?': flag('It may be missing.'),
    }),
  ),
});
