/**
 * What of a policy's Markdown can be cited, with its text. A heading's anchor is its text in lower case with dashes
 * (`## Privileged access` is `privileged-access`). A paragraph or list item below it that begins with a letter or number has that
 * after a dot: `(a)`, `a)`, `a.`, `1.` and `- (a)` are `privileged-access.a` and `privileged-access.1`. The first of two that would
 * be called the same keeps the name; the others are given back in `repeated`.
 *
 * @example
 * policyAnchors('## Reset\n\n(a) Only in person.\n').anchors; // { reset: 'Reset', 'reset.a': 'Only in person.' }
 */
export function policyAnchors(markdown: string): {
  readonly anchors: { readonly [anchor: string]: string };
  readonly repeated: readonly string[];
} {
  const anchors = new Map<string, string>();
  const repeated: string[] = [];
  let heading = '';
  for (const block of blocksOf(markdown)) {
    const named = nameOf(block, heading);
    if (named === null) continue;
    if (named.heading) heading = named.anchor;
    if (anchors.has(named.anchor)) repeated.push(named.anchor);
    else anchors.set(named.anchor, named.text);
  }
  return { anchors: Object.fromEntries(anchors), repeated };
}

const marker = /^(?:[-*+]\s+)?(?:\(([a-z]|\d{1,3})\)|([a-z]|\d{1,3})[.)])\s+/;

function nameOf(block: string, heading: string): { anchor: string; text: string; heading: boolean } | null {
  const title = /^#{1,6}\s+(.*?)\s*#*$/.exec(block)?.[1];
  if (title !== undefined) return { anchor: slug(title), text: title, heading: true };
  const found = marker.exec(block);
  if (found === null) return null;
  const letter = found[1] ?? found[2] ?? '';
  return {
    anchor: heading === '' ? letter : `${heading}.${letter}`,
    text: block.slice(found[0].length),
    heading: false,
  };
}

/** Headings, paragraphs and list items, each on one line. Fenced code is no text to cite. */
function blocksOf(markdown: string): readonly string[] {
  const blocks: string[] = [];
  let open = false;
  let fenced = false;
  for (const line of markdown.split(/\r\n|\n|\r/)) {
    const text = line.trim();
    if (/^(```|~~~)/.test(text)) fenced = !fenced;
    if (fenced || text === '' || /^(```|~~~)/.test(text)) {
      open = false;
      continue;
    }
    const begins = !open || /^#{1,6}\s/.test(text) || marker.test(text) || /^[-*+]\s/.test(text);
    if (begins) blocks.push(text);
    else blocks.push(`${blocks.pop() ?? ''} ${text}`);
    open = !/^#{1,6}\s/.test(text);
  }
  return blocks;
}

function slug(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
}
