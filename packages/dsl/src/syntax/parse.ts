import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { fileTooLarge } from '../diagnostics/pages/syntax/file-too-large.ts';
import { tooManyDiagnostics } from '../diagnostics/pages/syntax/too-many-diagnostics.ts';
import { unreadableFile } from '../diagnostics/pages/syntax/unreadable-file.ts';
import { report } from '../diagnostics/report.ts';
import { hiddenCharacters } from './hidden-characters.ts';
import { longestFile, mostDiagnostics } from './limits.ts';
import { parsePolicyFile, parseTemplateFile } from './parse-front-matter-file.ts';
import { parseYamlFile } from './parse-yaml-file.ts';
import type { ParsedFile } from './parsed-file.ts';
import type { SourceText } from './source-text.ts';
import type { Syntax } from './syntax.ts';

/**
 * Parses the files of a bundle: `*.yaml` (several documents allowed), templates `*.hbs`, and policy documents
 * `policies/*.md`. `desk.yaml` and every other file are kept as they are. Never throws: what is wrong becomes a diagnostic.
 *
 * @example
 * const { definitions, diagnostics } = parse([{ path: 'a.yaml', text: 'kind: agent\nid: a' }]);
 */
export function parse(files: readonly SourceText[]): Syntax {
  const parsed = files.map(parseFile);
  return {
    files,
    definitions: parsed.flatMap(({ definitions }) => definitions),
    failed: parsed.flatMap(({ failed }) => failed),
    diagnostics: parsed.flatMap(({ diagnostics }) => diagnostics),
  };
}

function parseFile(file: SourceText): ParsedFile {
  if (file.unreadable !== undefined) return failure(unreadable(file, 0, file.unreadable));
  const parser = parserOf(file.path);
  if (parser === null) return { definitions: [], failed: [], diagnostics: [] };
  if (file.text.length > longestFile) return failure(tooLarge(file));
  const replaced = file.text.indexOf('\u{FFFD}');
  if (replaced >= 0) return failure(unreadable(file, replaced, 'it is not UTF-8'));
  const parsed = parser(file);
  const diagnostics = [...hiddenCharacters(file), ...parsed.diagnostics];
  return { ...parsed, diagnostics: limited(file, diagnostics) };
}

function parserOf(path: string): ((file: SourceText) => ParsedFile) | null {
  if (path === 'desk.yaml') return null;
  if (/\.ya?ml$/u.test(path)) return parseYamlFile;
  if (path.endsWith('.hbs')) return parseTemplateFile;
  return /^(?:.*\/)?policies\/(?:.*\/)?[^/]*\.md$/u.test(path) ? parsePolicyFile : null;
}

function failure(diagnostic: Diagnostic): ParsedFile {
  return { definitions: [], failed: [], diagnostics: [diagnostic] };
}

function unreadable(file: SourceText, start: number, why: string): Diagnostic {
  const span = { file: file.path, start, end: Math.min(start + 1, file.text.length) };
  return report(unreadableFile, { span, message: `this file cannot be read: ${why}` });
}

function tooLarge(file: SourceText): Diagnostic {
  return report(fileTooLarge, {
    span: { file: file.path, start: 0, end: 1 },
    message: `this file has ${file.text.length} characters, and may have ${longestFile}`,
    help: 'divide it into several',
  });
}

function limited(file: SourceText, diagnostics: Diagnostic[]): Diagnostic[] {
  if (diagnostics.length <= mostDiagnostics) return diagnostics;
  const span = diagnostics[mostDiagnostics]?.span ?? { file: file.path, start: 0, end: 1 };
  const message = `there are ${diagnostics.length - mostDiagnostics} more diagnostics in this file`;
  return [
    ...diagnostics.slice(0, mostDiagnostics),
    report(tooManyDiagnostics, { span, message, help: 'mend these first' }),
  ];
}
