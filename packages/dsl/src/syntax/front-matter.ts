/** A text and where it begins in its file. */
export interface Piece {
  readonly text: string;
  readonly start: number;
}

const opening = /^\u{FEFF}?---[ \t]*\r?\n/u;
const closing = /^---[ \t]*(?:\r?\n|$)/mu;

/** Divides a file into its front matter and what follows; null where it has none, or where it is not closed. */
export function splitFrontMatter(text: string): { readonly front: Piece; readonly body: Piece } | null {
  const open = opening.exec(text)?.[0].length;
  if (open === undefined) return null;
  const rest = text.slice(open);
  const close = closing.exec(rest);
  if (close === null) return null;
  const bodyStart = open + close.index + close[0].length;
  return {
    front: { text: rest.slice(0, close.index), start: open },
    body: { text: text.slice(bodyStart), start: bodyStart },
  };
}
