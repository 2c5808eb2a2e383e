import type { PartialUse } from '../parse/bind-template.ts';
import { bindTemplate } from '../parse/bind-template.ts';
import type { Program } from '../parse/syntax-tree.ts';
import type { TemplateProblem } from '../parse/template-problem.ts';
import { environment, knownHelpers } from './environment.ts';
import type { TemplateFormat } from '../parse/template-format.ts';
import { knowsLanguage, knowsZone } from './moments.ts';
import type { RenderState } from './render-state.ts';
import { newRenderState } from './render-state.ts';

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

/** A template ready to render, as often as wanted. With `errors` it renders nothing but a failure. */
export interface CompiledTemplate {
  readonly format: TemplateFormat;
  readonly language: string;
  readonly zone: string;
  readonly errors: readonly TemplateProblem[];
  readonly write: Write;
  readonly partials: ReadonlyMap<string, Write>;
}

/** Writes a body from the data's root. */
export type Write = (data: unknown, state: RenderState) => string;

/**
 * Compiles a template once; this is the only place where code is generated, and only from the body. Never throws: what is
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
  return { format, language, zone, errors, write, partials: included };
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

/**
 * Own properties only, on purpose: the library would otherwise ask a list, and warn on the console. Escaping is left to `$show`,
 * which knows the format.
 */
const runtime = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false } as const;

function compileProgram(program: Program): Write {
  const template = environment.compile<unknown>(program, {
    knownHelpers: Object.fromEntries([...knownHelpers].map((name) => [name, true])),
    knownHelpersOnly: true,
    noEscape: true,
  });
  const write: Write = (data, render) => template(data, { ...runtime, data: { root: data, render } });
  // The library generates code at the first rendering; this is the first.
  write({}, newRenderState({ format: 'text', language: 'en', zone: 'UTC' }, new Map()));
  return write;
}
