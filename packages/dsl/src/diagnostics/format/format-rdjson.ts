import type { JsonObject } from '@deskbook/policies';
import type { SourceText } from '../../syntax/source-text.ts';
import type { Diagnostic, Severity, Span } from '../diagnostic.ts';
import { printedFiles, printedSpan } from './printed-files.ts';
import type { PrintedFile } from './printed-files.ts';

const severities: { readonly [severity in Severity]: string } = { error: 'ERROR', warning: 'WARNING', info: 'INFO' };

/** Reviewdog's diagnostic format: one JSON value, with suggestions where a fix changes one place. `folder` is put before each path. */
export function formatRdjson(diagnostics: readonly Diagnostic[], files: readonly SourceText[], folder = ''): string {
  const fileOf = printedFiles(files);
  const value = {
    source: { name: 'deskbook' },
    diagnostics: diagnostics.map((diagnostic) => one(diagnostic, fileOf, folder)),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function one(diagnostic: Diagnostic, fileOf: (path: string) => PrintedFile, folder: string): JsonObject {
  const { code, severity, message, help, span, fixes = [] } = diagnostic;
  const path = folder === '' ? span.file : `${folder.replace(/\/$/u, '')}/${span.file}`;
  const suggestions = fixes
    .filter(
      ({ applicability, edits }) => applicability === 'safe' && edits.every((edit) => edit.span.file === span.file),
    )
    .flatMap(({ edits }) => edits.map((edit) => ({ range: range(edit.span, fileOf), text: edit.text })));
  return {
    message: help === undefined ? message : `${message}\n${help}`,
    location: { path, range: range(span, fileOf) },
    severity: severities[severity],
    code: { value: code },
    ...(suggestions.length === 0 ? {} : { suggestions }),
  };
}

function range(span: Span, fileOf: (path: string) => PrintedFile): JsonObject {
  const { start, end } = printedSpan(fileOf, span);
  return { start: { ...start }, end: { ...end } };
}
