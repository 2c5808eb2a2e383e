import type { JsonObject } from '@deskbook/policies';
import type { SourceText } from '../../syntax/source-text.ts';
import type { Diagnostic, Fix, Severity, Span } from '../diagnostic.ts';
import { findPage } from '../pages/index.ts';
import { printedFiles, printedSpan } from './printed-files.ts';
import type { PrintedFile } from './printed-files.ts';

type FileOf = (path: string) => PrintedFile;

const levels: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', info: 'note' };

/** SARIF 2.1.0, for code scanning: one run, with a rule for each code that occurs. `folder` is put before each path. */
export function formatSarif(diagnostics: readonly Diagnostic[], files: readonly SourceText[], folder = ''): string {
  const fileOf = printedFiles(files);
  const codes = [...new Set(diagnostics.map(({ code }) => code))].toSorted();
  const rules = codes.map((code) => rule(code, diagnostics));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'deskbook', rules } },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((diagnostic) => result(diagnostic, codes.indexOf(diagnostic.code), fileOf, folder)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function rule(code: string, diagnostics: readonly Diagnostic[]): JsonObject {
  const page = findPage(code);
  const name = page?.name ?? diagnostics.find((diagnostic) => diagnostic.code === code)?.name ?? code;
  return {
    id: code,
    name,
    ...(page === null
      ? {}
      : { fullDescription: { text: page.page }, defaultConfiguration: { level: levels[page.severity] } }),
  };
}

function result(diagnostic: Diagnostic, ruleIndex: number, fileOf: FileOf, folder: string): JsonObject {
  const { code, severity, message, span, help, related = [], fixes = [] } = diagnostic;
  const written = fixes.filter(({ applicability }) => applicability !== 'manual');
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: help === undefined ? message : `${message} (${help})` },
    locations: [{ physicalLocation: location(span, fileOf, folder) }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((other) => ({
            physicalLocation: location(other.span, fileOf, folder),
            message: { text: other.message },
          })),
        }),
    ...(written.length === 0 ? {} : { fixes: written.map((fix) => sarifFix(fix, fileOf, folder)) }),
  };
}

function sarifFix({ title, edits }: Fix, fileOf: FileOf, folder: string): JsonObject {
  const files = [...new Set(edits.map(({ span }) => span.file))];
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      artifactLocation: { uri: uri(file, folder) },
      replacements: edits
        .filter(({ span }) => span.file === file)
        .map(({ span, text }) => ({ deletedRegion: region(span, fileOf), insertedContent: { text } })),
    })),
  };
}

function location(span: Span, fileOf: FileOf, folder: string): JsonObject {
  return { artifactLocation: { uri: uri(span.file, folder) }, region: region(span, fileOf) };
}

function region(span: Span, fileOf: FileOf): JsonObject {
  const { start, end } = printedSpan(fileOf, span);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function uri(file: string, folder: string): string {
  const path = folder === '' ? file : `${folder.replace(/\/$/u, '')}/${file}`;
  return path.split('/').map(encodeURIComponent).join('/');
}
