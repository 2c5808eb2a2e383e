// oxlint-disable-next-line typescript/triple-slash-reference -- ambient declarations cannot be imported
/// <reference path="./handlebars-parser.d.ts" />
import base from 'handlebars/dist/cjs/handlebars/compiler/base.js';
import type { Location, Program } from './syntax-tree.ts';
import type { TemplateProblem } from './template-problem.ts';

/** The longest template body taken, in UTF-16 units. */
export const maxBodyLength = 200_000;

/**
 * How many of these a body may hold. Handlebars' parser takes time with the square of how deep blocks and calls nest, so that a
 * body of a page could otherwise keep it busy for minutes.
 */
const atMost = [
  { what: 'blocks', found: /\{\{(?:\{\{|~?[#^]|~?\s*else\b)/gu, count: 1_000 },
  { what: 'parentheses', found: /\(/gu, count: 2_000 },
];

/** A body as Handlebars reads it, or why it cannot. */
export type SyntaxTree =
  | { readonly ok: true; readonly program: Program; readonly span: (location: Location) => Range }
  | { readonly ok: false; readonly problem: TemplateProblem };

/** Offsets in UTF-16 units, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Parses a body with Handlebars' own parser. */
export function parseSyntaxTree(body: string): SyntaxTree {
  if (body.length > maxBodyLength) {
    return refused(`the template is longer than ${maxBodyLength} characters`, { start: 0, end: 0 });
  }
  const tooMany = atMost.find(({ found, count }) => (body.match(found)?.length ?? 0) > count);
  if (tooMany !== undefined) {
    return refused(`the template has more than ${tooMany.count} ${tooMany.what}`, { start: 0, end: 0 });
  }
  try {
    const program = base.parse(body) as Program;
    return { ok: true, program, span: spans(body) };
  } catch (error) {
    return { ok: false, problem: explain(error, body) };
  }
}

function refused(message: string, at: Range): SyntaxTree {
  return { ok: false, problem: { message, ...at } };
}

/** Handlebars counts lines and columns; everybody else here counts offsets. */
function spans(body: string): (location: Location) => Range {
  const lines = lineStarts(body);
  const offset = (at: Location['start']) => (lines[at.line - 1] ?? 0) + at.column;
  return ({ start, end }) => ({ start: offset(start), end: offset(end) });
}

function lineStarts(body: string): readonly number[] {
  const starts = [0];
  for (const match of body.matchAll(/\r\n?|\n/gu)) starts.push(match.index + match[0].length);
  return starts;
}

interface HandlebarsError {
  readonly message: string;
  readonly lineNumber?: number;
  readonly column?: number;
  readonly endLineNumber?: number;
  readonly endColumn?: number;
}

function explain(error: unknown, body: string): TemplateProblem {
  if (error instanceof RangeError) return { message: 'the template is nested too deeply', start: 0, end: body.length };
  const { message, lineNumber, column, endLineNumber, endColumn } = error as HandlebarsError;
  if (lineNumber !== undefined && column !== undefined) {
    const start = { line: lineNumber, column };
    const end = { line: endLineNumber ?? lineNumber, column: endColumn ?? column };
    return { message: mismatch(message), ...spans(body)({ start, end }) };
  }
  return unexpected(message, body);
}

/** `if doesn't match each - 1:3` */
function mismatch(message: string): string {
  const names = /^(\S+) doesn't match (\S+)/u.exec(message);
  return names === null ? lowered(message) : `\`{{#${names[1]}}}\` is closed by \`{{/${names[2]}}}\``;
}

/** The parser stopped at a token; the lexer still knows which. */
function unexpected(message: string, body: string): TemplateProblem {
  const { matched, match } = base.parser.lexer;
  const end = Math.min(Math.max(matched.length, 1), body.length);
  const start = Math.max(0, end - Math.max(match.length, 1));
  const at = { start, end };
  if (/got 'EOF'/u.test(message) && /\{\{[#^]/u.test(body)) {
    return { message: 'a block is never closed', ...at, help: 'close it with `{{/…}}`' };
  }
  if (/got '(?:INVALID|EOF)'|Lexical error|Unrecognized text/u.test(message)) {
    return { message: 'this is not a template expression', ...at, help: 'write `{{name}}` or `{{helper name}}`' };
  }
  const token = body.slice(start, end);
  const help = /^\d+$/u.test(token) ? { help: `write \`[${token}]\`` } : {};
  return { message: `\`${token}\` does not belong here`, ...at, ...help };
}

function lowered(message: string): string {
  const line = (message.split('\n')[0] ?? '').replace(/ - \d+:\d+$/u, '').replace(/\.$/u, '');
  return line.charAt(0).toLowerCase() + line.slice(1);
}
