import type { PartialUse } from './bind-template.ts';
import { bindTemplate } from './bind-template.ts';
import type { TemplateFormat } from './template-format.ts';
import type { TemplateProblem } from './template-problem.ts';
import type { TemplateVariable } from './template-variable.ts';

/** What a body reads, in the order it stands there, and what is wrong with it. */
export interface ParsedTemplate {
  readonly variables: readonly TemplateVariable[];
  readonly partials: readonly PartialUse[];
  readonly errors: readonly TemplateProblem[];
}

/**
 * Reads a template body: which variables it needs and where, which partials it includes, and every mistake in it. Variables of
 * partials are not followed. In `html`, data may only stand where escaping holds.
 *
 * @example
 * parseTemplate('Hello {{requester.name}}').variables;
 * // [{ path: 'requester.name', start: 8, end: 22, optional: false }]
 */
export function parseTemplate(body: string, format: TemplateFormat = 'text'): ParsedTemplate {
  const { variables, partials, errors } = bindTemplate(body, format);
  return { variables, partials, errors };
}
