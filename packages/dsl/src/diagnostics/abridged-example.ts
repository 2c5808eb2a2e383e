import type { Example } from './diagnostic-page.ts';

const widest = 160;
const mostLines = 40;

/** An example as people are shown it: files by path, long lines and long files cut, invisible characters as escapes. */
export function abridgedExample(example: Example): { readonly [path: string]: string } {
  const files = typeof example === 'string' ? { 'example.yaml': example } : example;
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, abridged(text)]));
}

function abridged(text: string): string {
  const lines = text.split('\n').map((line) => visible(line.length > widest ? `${line.slice(0, widest - 1)}…` : line));
  return lines.length > mostLines ? `${lines.slice(0, mostLines - 1).join('\n')}\n…\n` : lines.join('\n');
}

function visible(line: string): string {
  return line.replaceAll(
    // oxlint-disable-next-line no-control-regex -- finding them is the point
    /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069]/gu,
    (character) => {
      const code = character.codePointAt(0) ?? 0;
      return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
    },
  );
}
