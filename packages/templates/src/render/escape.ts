import type { TemplateFormat } from '../parse/template-format.ts';

/** Turns data into text that means itself in a format. */
export const escapeFor: { readonly [format in TemplateFormat]: (text: string) => string } = {
  text: (text) => text,
  html: escapeHtml,
  markdown: escapeMarkdown,
};

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#x27;'],
  ['`', '&#x60;'],
  ['=', '&#x3D;'],
]);

function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`=]/gu, (character) => entities.get(character) ?? character);
}

/** Whatever ends a line. White space is taken whole first, so that a text of nothing else costs no more than its length. */
const lineBreak = /[\r\n\v\f\p{Zl}\p{Zp}\u0085]/u;

/**
 * Backslashes whatever CommonMark or its tables could read as markup inside a line. Line breaks become spaces, because one could
 * end the paragraph or the table row that the text stands in.
 */
export function escapeInlineMarkdown(text: string): string {
  return text
    .replace(/[\s\u0085]+/gu, (space) => (lineBreak.test(space) ? ' ' : space))
    .trim()
    .replace(/[\\`*[\]<>&|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&');
}

/** The same, and what could begin a heading, a list, a rule or an underline, were the text the first on its line. */
function escapeMarkdown(text: string): string {
  return escapeInlineMarkdown(text)
    .replace(/^[-+#=:]/u, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/u, '$1\\$2');
}
