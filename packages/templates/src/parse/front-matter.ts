/** A stretch of a file, and where it starts in it (UTF-16 units). */
export interface Stretch {
  readonly text: string;
  readonly offset: number;
}

/** A file cut in two: the YAML between the fences, if there is any, and what follows. */
export interface FrontMatter {
  readonly frontMatter: Stretch | null;
  readonly body: Stretch;
}

const opening = /^\uFEFF?---[ \t]*(?:\r\n|\n|\r)/u;
const closing = /^---[ \t]*(?:\r\n|\n|\r|$)/mu;

/**
 * Cuts the front matter off a text: what stands between a first line `---` and the next line `---`. Without a first fence, or
 * without a second, the whole text is body.
 *
 * @example
 * splitFrontMatter('---\nid: hello\n---\nHi\n');
 * // { frontMatter: { text: 'id: hello\n', offset: 4 }, body: { text: 'Hi\n', offset: 18 } }
 */
export function splitFrontMatter(text: string): FrontMatter {
  const start = opening.exec(text)?.[0].length;
  if (start === undefined) return { frontMatter: null, body: { text, offset: 0 } };
  const rest = text.slice(start);
  const fence = closing.exec(rest);
  if (fence === null) return { frontMatter: null, body: { text, offset: 0 } };
  const offset = start + fence.index + fence[0].length;
  return {
    frontMatter: { text: rest.slice(0, fence.index), offset: start },
    body: { text: text.slice(offset), offset },
  };
}
