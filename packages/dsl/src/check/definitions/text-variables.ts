import { parseTemplate, type TemplateProblem, type TemplateVariable } from '@deskbook/templates/parse';
import type { Span } from '../../diagnostics/diagnostic.ts';
import { report as build } from '../../diagnostics/report.ts';
import { unknownName } from '../../diagnostics/pages/reference/unknown-name.ts';
import { invalidTemplate } from '../../diagnostics/pages/template/invalid-template.ts';
import { secretInText } from '../../diagnostics/pages/template/secret-in-text.ts';
import { undeclaredVariable } from '../../diagnostics/pages/template/undeclared-variable.ts';
import type { TemplateDefinition } from '../../bundle/template-definition.ts';
import { at, spanOf, type Place } from '../place.ts';
import type { Program } from '../program.ts';
import { suggestion } from '../suggestion.ts';
import { resolveVariable } from '../resolve-variable.ts';

/** One text of a template, and where its offsets begin; subjects are shown whole. */
interface Written {
  readonly text: string;
  span(start: number, end: number): Span;
}

/** The variables of one language's subject and body, each checked against what the template needs. */
export function textVariables(
  place: Place,
  format: TemplateDefinition['format'],
  program: Program,
): ReadonlySet<string> {
  const used = new Set<string>();
  for (const [written, as] of writtenTexts(place, format)) {
    const parsed = parseTemplate(written.text, as);
    for (const error of parsed.errors) reportProblem(error, written, place);
    for (const variable of parsed.variables) {
      used.add(variable.path);
      checkVariable(variable, written, place);
    }
    for (const { id, start, end } of parsed.partials) {
      if (Object.hasOwn(program.templateNeeds, id)) continue;
      const help = suggestion(id, Object.keys(program.templateNeeds));
      place.checking.report(
        build(unknownName, { span: written.span(start, end), message: `there is no template \`${id}\``, help }),
      );
    }
  }
  return used;
}

function writtenTexts(
  place: Place,
  format: TemplateDefinition['format'],
): readonly (readonly [Written, TemplateDefinition['format']])[] {
  const { data, body } = place.definition;
  const texts: (readonly [Written, TemplateDefinition['format']])[] = [];
  if (typeof data['subject'] === 'string') {
    texts.push([{ text: data['subject'], span: () => spanOf(at(place, 'subject')) }, 'text']);
  }
  if (body !== undefined) {
    const { file, start: offset } = body.span;
    const span = (start: number, end: number): Span => ({ file, start: offset + start, end: offset + end });
    texts.push([{ text: body.text, span }, format]);
  }
  return texts;
}

function reportProblem({ message, start, end, help }: TemplateProblem, written: Written, place: Place): void {
  place.checking.report(build(invalidTemplate, { span: written.span(start, end), message, help: help ?? null }));
}

function checkVariable({ path, start, end }: TemplateVariable, written: Written, place: Place): void {
  const resolved = resolveVariable(place.scope, path);
  const span = written.span(start, end);
  if (!resolved.ok) {
    const root = path.split(/[.[]/)[0] ?? path;
    const declared = Object.hasOwn(place.scope.roots, root);
    const message = declared ? resolved.problem.message : `\`{{${path}}}\` is not in \`needs\``;
    const help = declared
      ? resolved.problem.help
      : (suggestion(root, Object.keys(place.scope.roots)) ?? `add \`${root}\` to \`needs\``);
    place.checking.report(build(undeclaredVariable, { span, message, help }));
  } else if (resolved.fact.field.secret) {
    place.checking.report(build(secretInText, { span, message: `\`${path}\` is secret and would be written out` }));
  }
}
