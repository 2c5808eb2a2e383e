import type { PartialUse } from '../parse/bind-template.ts';
import { bindTemplate } from '../parse/bind-template.ts';
import type { TemplateFormat } from '../parse/template-format.ts';
import type { TemplateProblem } from '../parse/template-problem.ts';
import type { Write } from './compile-program.ts';
import { compileProgram } from './compile-program.ts';
import type { CompiledTemplate } from './compiled-template.ts';
import { keepWriters } from './compiled-template.ts';
import { knowsLanguage, knowsZone } from './moments.ts';

/** A body and how it is to be written. `partials` are the bodies it may include with `{{> id}}`, and they each other. */
export interface TemplateSource {
  readonly body: string;
  readonly format: TemplateFormat;
  /** BCP 47; for dates, lists and plurals. `en` unless given. */
  readonly language?: string;
  /** IANA time zone; `UTC` unless given. */
  readonly zone?: string;
  readonly partials?: { readonly [id: string]: string };
}

/**
 * Compiles a template once; code is generated here and never later, and only from the body. Never throws: what is
 * wrong with the body, its language, its zone or its partials stands in `errors`.
 */
export function compileTemplate(source: TemplateSource): CompiledTemplate {
  const { body, format, language = 'en', zone = 'UTC', partials = {} } = source;
  const errors: TemplateProblem[] = [];
  if (!knowsLanguage(language)) errors.push(whole(`\`${language}\` is no language`));
  if (!knowsZone(zone)) errors.push(whole(`there is no time zone \`${zone}\``));
  const bound = bindTemplate(body, format);
  errors.push(...bound.errors);
  const included = includePartials(bound.partials, partials, format, errors);
  const write = bound.program === null || errors.length > 0 ? () => '' : compileProgram(bound.program);
  const template: CompiledTemplate = { format, language, zone, errors };
  keepWriters(template, { write, partials: included });
  return template;
}

function whole(message: string): TemplateProblem {
  return { message, start: 0, end: 0 };
}

/** Compiles every partial that is reached, and refuses those that reach themselves. */
function includePartials(
  uses: readonly PartialUse[],
  bodies: { readonly [id: string]: string },
  format: TemplateFormat,
  errors: TemplateProblem[],
): ReadonlyMap<string, Write> {
  const compiled = new Map<string, Write>();
  const visit = (use: PartialUse, path: readonly string[], at: PartialUse): void => {
    const { id } = use;
    if (path.includes(id)) {
      errors.push({
        message: `partial \`${id}\` includes itself: ${[...path, id].join(' → ')}`,
        start: at.start,
        end: at.end,
      });
      return;
    }
    if (compiled.has(id)) return;
    const body = Object.hasOwn(bodies, id) ? bodies[id] : undefined;
    if (body === undefined) {
      errors.push({ message: `there is no partial \`${id}\``, start: at.start, end: at.end });
      return;
    }
    const bound = bindTemplate(body, format);
    for (const { message } of bound.errors) {
      errors.push({ message: `in partial \`${id}\`: ${message}`, start: at.start, end: at.end });
    }
    for (const inner of bound.partials) visit(inner, [...path, id], at);
    if (bound.program !== null) compiled.set(id, compileProgram(bound.program));
  };
  for (const use of uses) visit(use, [], use);
  return compiled;
}
