import type { TemplateDefinition } from '@deskbook/dsl/bundle';
import { builtInTemplates, compileTemplate, render } from '@deskbook/templates';
import type { CompiledTemplate, Rendered } from '@deskbook/templates';
import { viewReport } from './report-view.ts';
import type { ResolutionReport } from './resolution-report.ts';

/** How a report is to be written. */
export interface ReportRendering {
  /** BCP 47; `en` unless given. */
  readonly language?: string;
  /** IANA time zone; `UTC` unless given. */
  readonly zone?: string;
  /** The bundle's templates, which stand in place of the built-in ones of the same id. */
  readonly templates?: { readonly [id: string]: TemplateDefinition };
  /** The id of the workflow's own template, if it names one. Used for the format it is written in. */
  readonly template?: string | null;
}

/** What a report can be written as. */
export type ReportFormat = 'json' | 'markdown' | 'html';

type Template = Pick<TemplateDefinition, 'format' | 'texts'>;

/** Writes a report for a reader. JSON is the report itself; the others go through a template, with `report` and `article` as data. */
export function renderReport(report: ResolutionReport, format: ReportFormat, options: ReportRendering = {}): Rendered {
  if (format === 'json') return { ok: true, text: `${JSON.stringify(report, null, 2)}\n` };
  const standard = format === 'markdown' ? 'resolution-report' : 'resolution-report-html';
  const template = [options.template ?? standard, standard]
    .map((id) => templateNamed(id, options))
    .find((found) => found?.format === format);
  return write(template ?? null, report, options);
}

/** Writes the draft of the knowledge article as Markdown. */
export function renderKnowledgeArticle(report: ResolutionReport, options: ReportRendering = {}): Rendered {
  return write(templateNamed('knowledge-article', options), report, options);
}

function templateNamed(id: string, { templates = {} }: ReportRendering): Template | null {
  if (Object.hasOwn(templates, id)) return templates[id] ?? null;
  return Object.hasOwn(builtInTemplates, id) ? (builtInTemplates[id] ?? null) : null;
}

function write(template: Template | null, report: ResolutionReport, options: ReportRendering): Rendered {
  if (template === null) return { ok: false, missing: [], problems: ['there is no template of this format'] };
  const data = { report: viewReport(report, options.language ?? 'en'), article: report.knowledgeDraft };
  return render(compiledOf(template, options), data);
}

/** In how many languages and zones a template is kept compiled. */
const mostKept = 16;

const kept = new WeakMap<Template, Map<string, { readonly beside: ReportRendering['templates']; readonly compiled: CompiledTemplate }>>(); // prettier-ignore

/** A template ready to be rendered. Compiling it takes longer than rendering: it is kept, for as long as those beside it are the same. */
function compiledOf(template: Template, options: ReportRendering): CompiledTemplate {
  const known = kept.get(template) ?? new Map();
  const key = JSON.stringify([options.language, options.zone]);
  const found = known.get(key);
  if (found !== undefined && found.beside === options.templates) return found.compiled;
  const compiled = compile(template, options);
  if (known.size >= mostKept) known.clear();
  kept.set(template, known.set(key, { beside: options.templates, compiled }));
  return compiled;
}

function compile(
  template: Template,
  { language = 'en', zone = 'UTC', templates = {} }: ReportRendering,
): CompiledTemplate {
  const partials = Object.entries(templates).map(([id, { texts }]) => [id, bodyIn(texts, language)] as const);
  return compileTemplate({
    body: bodyIn(template.texts, language),
    format: template.format,
    language,
    zone,
    partials: Object.fromEntries(partials),
  });
}

/** The text in a language, else in that language whatever the region, else in English, else the first. */
function bodyIn(texts: Template['texts'], language: string): string {
  const wanted = [language, language.split('-')[0] ?? '', 'en', ...Object.keys(texts)];
  const found = wanted.find((tag) => Object.hasOwn(texts, tag)) ?? '';
  return texts[found]?.body ?? '';
}
