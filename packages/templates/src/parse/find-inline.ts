import type { MustacheStatement, Program } from './syntax-tree.ts';

/**
 * Values of a Markdown text that surely do not begin a line: a word stands before them on it. (Marks alone may be those of a
 * list or a quotation, after which a heading could begin.)
 */
export function findInline(program: Program): readonly MustacheStatement[] {
  return program.body.flatMap((statement, index) => {
    if (statement.type === 'BlockStatement') {
      return [statement.program, statement.inverse].flatMap((part) => (part === undefined ? [] : findInline(part)));
    }
    const before = program.body[index - 1];
    const isValue = statement.type === 'MustacheStatement' && before?.type === 'ContentStatement';
    return isValue && /\p{L}{2,}[^\r\n]*$/u.test(before.value) ? statement : [];
  });
}
