import { parseTemplate } from './parse-template.ts';
import type { TemplateProblem } from './template-problem.ts';
import { segmentProblem } from './variable-path.ts';

/**
 * What a text in a definition is. `path`: exactly one `{{path}}`, whose value passes with its type. `template`: text with
 * expressions in it, rendered as plain text; `paths` are the variables it reads, without repeats.
 */
export type ParsedValue =
  | { readonly kind: 'literal' }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'template'; readonly paths: readonly string[] }
  | { readonly kind: 'invalid'; readonly errors: readonly TemplateProblem[] };

const single = /^\{\{[ \t]*(?!(?:this|true|false|null|undefined)\b(?!-))([\p{L}_][\p{L}\p{N}_.-]*)[ \t]*\}\}$/u;

/**
 * Reads one text of a definition.
 *
 * @example
 * parseValue('{{requester.id}}'); // { kind: 'path', path: 'requester.id' }
 * parseValue('Ticket {{ticket.id}}'); // { kind: 'template', paths: ['ticket.id'] }
 */
export function parseValue(text: string): ParsedValue {
  if (!text.includes('{{')) return { kind: 'literal' };
  const path = single.exec(text)?.[1];
  if (path !== undefined && path.split('.').every((segment) => segmentProblem(segment) === null)) {
    return { kind: 'path', path };
  }
  const { variables, partials, errors } = parseTemplate(text);
  const included = partials.map(({ start, end }) => ({ message: 'a value includes no partials', start, end }));
  if (errors.length + included.length > 0) return { kind: 'invalid', errors: [...errors, ...included] };
  return { kind: 'template', paths: [...new Set(variables.map((variable) => variable.path))] };
}
