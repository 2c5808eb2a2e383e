import { readFileSync } from 'node:fs';

/** A fenced block of a Markdown page. */
export interface CodeBlock {
  readonly language: string;
  /** The words after the language: `step`, `error=DB3001`, `file=policies/a.md`. */
  readonly marks: ReadonlyMap<string, string>;
  readonly text: string;
  /** The line the block begins on, counted from one. */
  readonly line: number;
}

/** The fenced blocks of a page, in order. A mark without a value stands for itself: `step` is `step=step`. */
export function codeBlocks(path: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  const lines = readFileSync(path, 'utf8').split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const fence = /^(`{3,})(\w+)(.*)$/.exec(lines[index] ?? '');
    if (fence === null) continue;
    const [, ticks = '', language = '', words = ''] = fence;
    const end = lines.indexOf(ticks, index + 1);
    const text = `${lines.slice(index + 1, end).join('\n')}\n`;
    blocks.push({ language, marks: marksOf(words), text, line: index + 1 });
    index = end;
  }
  return blocks;
}

function marksOf(words: string): ReadonlyMap<string, string> {
  const marks = words.split(' ').filter((word) => word !== '');
  return new Map(marks.map((mark) => [mark.split('=', 1)[0] ?? mark, mark.slice(mark.indexOf('=') + 1)]));
}
