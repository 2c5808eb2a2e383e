import type { SourceText } from '../../syntax/source-text.ts';
import type { Diagnostic, Severity, Span } from '../diagnostic.ts';
import { printedFiles } from './printed-files.ts';
import type { PrintedFile } from './printed-files.ts';

/** How diagnostics are printed for people. */
export interface PrettyOptions {
  /** Whether to colour with ANSI escapes. */
  readonly color?: boolean;
  /** Put before each path, such as the bundle's folder. */
  readonly folder?: string;
}

type Paint = (style: keyof typeof styles, text: string) => string;

const styles = { error: '31;1', warning: '33;1', info: '36;1', dim: '2', bold: '1', help: '32' } as const;
const widest = 160;

/**
 * Diagnostics with the line they are about and a caret under the place, then how many there are. Nothing for none.
 *
 * @example
 * process.stdout.write(formatPretty(diagnostics, files, { color: true }));
 */
export function formatPretty(
  diagnostics: readonly Diagnostic[],
  files: readonly SourceText[],
  options: PrettyOptions = {},
): string {
  if (diagnostics.length === 0) return '';
  const fileOf = printedFiles(files);
  const paint: Paint =
    options.color === true ? (style, text) => `\u{1B}[${styles[style]}m${text}\u{1B}[0m` : (_, text) => text;
  const blocks = diagnostics.map((diagnostic) => block(diagnostic, fileOf, paint, options.folder ?? ''));
  return `${blocks.join('\n')}\n${summary(diagnostics)}\n`;
}

function block(diagnostic: Diagnostic, fileOf: (path: string) => PrintedFile, paint: Paint, folder: string): string {
  const { severity, code, name, message, span, related = [], help, fixes = [] } = diagnostic;
  const title = `${paint(severity, severity)} ${visible(message)} ${paint('dim', `${code} ${name}`)}`;
  const lines = [title, `  ${place(span, fileOf, folder)}`, ...frame(span, fileOf(span.file), paint, severity)];
  for (const other of related) {
    lines.push(
      `  ${visible(other.message)}: ${place(other.span, fileOf, folder)}`,
      ...frame(other.span, fileOf(other.span.file), paint, 'info'),
    );
  }
  if (help !== undefined) lines.push(`  ${paint('help', 'help')} ${visible(help)}`);
  if (fixes.some(({ applicability }) => applicability === 'safe'))
    lines.push(`  ${paint('help', 'fix')} --fix mends this`);
  return `${lines.join('\n')}\n`;
}

function place(span: Span, fileOf: (path: string) => PrintedFile, folder: string): string {
  const { line, column } = fileOf(span.file).placeOf(span.start);
  const path = folder === '' ? span.file : `${folder.replace(/\/$/u, '')}/${span.file}`;
  return `${visible(path)}:${line}:${column}`;
}

function frame(span: Span, file: PrintedFile, paint: Paint, style: Severity): readonly string[] {
  if (file.text === '') return [];
  const { line, column } = file.placeOf(span.start);
  const from = span.start - column + 1;
  const newline = file.text.indexOf('\n', from);
  const whole = file.text.slice(from, newline < 0 ? file.text.length : newline).replace(/\r$/u, '');
  const skip = Math.max(0, column - 1 - Math.floor(widest / 2));
  const cut = whole.slice(skip, skip + widest).replaceAll('\t', ' ');
  const shown = skip > 0 ? `…${cut.slice(1)}` : cut;
  const width = Math.max(1, Math.min(span.end - span.start, whole.length - column + 1, widest));
  const number = String(line).padStart(4);
  const gap = ' '.repeat(number.length);
  return [
    `${paint('dim', `${number} |`)} ${visible(shown)}`,
    `${paint('dim', `${gap} |`)} ${' '.repeat(column - 1 - skip)}${paint(style, '^'.repeat(width))}`,
  ];
}

/** Characters that could command a terminal are shown as a sign. */
function visible(text: string): string {
  // oxlint-disable-next-line no-control-regex -- finding them is the point
  return text.replaceAll(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/gu, '\u{FFFD}');
}

function summary(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Severity): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  const parts = [plural(count('error'), 'error'), plural(count('warning'), 'warning'), plural(count('info'), 'note')];
  return parts.filter((part) => part !== '').join(', ');
}

function plural(count: number, noun: string): string {
  if (count === 0) return '';
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
