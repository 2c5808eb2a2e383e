import type { JsonObject } from '@deskbook/policies';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { fileName } from '../diagnostics/pages/syntax/file-name.ts';
import { frontMatter } from '../diagnostics/pages/syntax/front-matter.ts';
import { quote } from '../diagnostics/quote.ts';
import { report } from '../diagnostics/report.ts';
import { splitFrontMatter } from './front-matter.ts';
import type { Piece } from './front-matter.ts';
import { identify } from './identify.ts';
import type { ParsedFile } from './parsed-file.ts';
import type { SourceText } from './source-text.ts';
import type { SpanIndex } from './syntax.ts';
import { readYaml } from './yaml/read-yaml.ts';

/** Parses a policy document: front matter, then Markdown. */
export function parsePolicyFile(file: SourceText): ParsedFile {
  return parseFrontMatterFile(file, 'policy', {});
}

/** Parses a template: `<id>.hbs` or `<id>.<language>.hbs`. The name says `kind`, `id` and `language`, so the front matter need not. */
export function parseTemplateFile(file: SourceText): ParsedFile {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1).replace(/\.hbs$/u, '');
  const dot = name.lastIndexOf('.');
  const language = dot > 0 ? name.slice(dot + 1) : null;
  const id = dot > 0 ? name.slice(0, dot) : name;
  return parseFrontMatterFile(file, 'template', { id, ...(language === null ? {} : { language }) });
}

function parseFrontMatterFile(file: SourceText, kind: 'policy' | 'template', named: JsonObject): ParsedFile {
  const parts = splitFrontMatter(file.text);
  if (parts === null) {
    if (kind === 'template' && !file.text.startsWith('---')) return withData(file, kind, named, {}, whole(file));
    const problem = file.text.startsWith('---') ? 'is never closed' : 'is missing';
    return { definitions: [], failed: [], diagnostics: [noFrontMatter(file, kind, problem)] };
  }
  const { documents, diagnostics } = readYaml(file.path, parts.front.text, parts.front.start);
  const [document] = documents;
  const data = document?.data ?? {};
  if (document?.sound === false || typeof data !== 'object' || data === null || Array.isArray(data)) {
    const id = named['id'];
    const failed = typeof id === 'string' ? [{ kind, id, file: file.path }] : [];
    const own = document?.sound === false ? [] : [noFrontMatter(file, kind, 'is no mapping')];
    return { definitions: [], failed, diagnostics: [...diagnostics, ...own] };
  }
  const parsed = withData(file, kind, { ...named, ...(data as JsonObject) }, document?.spans ?? {}, parts.body);
  return {
    ...parsed,
    diagnostics: [
      ...diagnostics,
      ...parsed.diagnostics,
      ...disagreements(file, kind, named, data as JsonObject, document?.spans ?? {}),
    ],
  };
}

function withData(
  file: SourceText,
  kind: 'policy' | 'template',
  given: JsonObject,
  spans: SpanIndex,
  body: Piece,
): ParsedFile {
  const data = kind === 'template' ? { kind, ...given } : given;
  const start = { file: file.path, start: 0, end: Math.min(3, file.text.length) };
  const identity = identify(data, spans, start);
  if (!('kind' in identity)) return { definitions: [], failed: [], diagnostics: [identity] };
  const span = { file: file.path, start: body.start, end: body.start + body.text.length };
  const definition = {
    kind: identity.kind,
    id: identity.id,
    file: file.path,
    data: identity.data,
    spans: { '': { value: start }, ...spans },
    body: { text: body.text, span },
  };
  return { definitions: [definition], failed: [], diagnostics: [] };
}

function disagreements(
  file: SourceText,
  kind: 'policy' | 'template',
  named: JsonObject,
  data: JsonObject,
  spans: SpanIndex,
): readonly Diagnostic[] {
  const expected = kind === 'template' ? { kind, ...named } : { kind };
  return Object.entries(expected).flatMap(([key, value]) => {
    const written = data[key];
    const span = spans[`/${key}`]?.value;
    if (written === undefined || written === value || span === undefined) return [];
    const message = `the file ${quote(file.path)} says that \`${key}\` is ${quote(value)}, and here it is ${quote(written)}`;
    return [report(fileName, { span, message, help: 'rename the file, or take this out' })];
  });
}

function whole(file: SourceText): Piece {
  return { text: file.text, start: 0 };
}

function noFrontMatter(file: SourceText, kind: 'policy' | 'template', problem: string): Diagnostic {
  const what = kind === 'policy' ? 'policy document' : 'template';
  return report(frontMatter, {
    span: { file: file.path, start: 0, end: Math.min(3, file.text.length) },
    message: `the front matter of this ${what} ${problem}`,
    help: 'write it between two lines of `---` at the top',
  });
}
