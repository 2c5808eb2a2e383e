import type { SourceText } from '../../syntax/source-text.ts';
import type { Diagnostic, Severity } from '../diagnostic.ts';
import { printedFiles, printedSpan } from './printed-files.ts';

const commands: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', info: 'notice' };

/** Annotations of GitHub Actions: a workflow command a line. `folder` is put before each path. */
export function formatGithub(diagnostics: readonly Diagnostic[], files: readonly SourceText[], folder = ''): string {
  const fileOf = printedFiles(files);
  return diagnostics
    .map(({ severity, code, name, message, help, span }) => {
      const { start, end } = printedSpan(fileOf, span);
      const path = folder === '' ? span.file : `${folder.replace(/\/$/u, '')}/${span.file}`;
      const properties = [
        `file=${property(path)}`,
        `line=${start.line}`,
        `endLine=${end.line}`,
        ...(start.line === end.line ? [`col=${start.column}`, `endColumn=${end.column}`] : []),
        `title=${property(`${code} ${name}`)}`,
      ];
      return `::${commands[severity]} ${properties.join(',')}::${data(help === undefined ? message : `${message}\n${help}`)}\n`;
    })
    .join('');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
