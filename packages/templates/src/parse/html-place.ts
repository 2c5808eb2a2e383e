/** Where a reader of HTML stands: in text, in a tag, in an attribute's value, or where data may never be written. */
export type HtmlPlace =
  | { readonly kind: 'text' | 'comment' }
  | { readonly kind: 'tag'; readonly element: string; readonly pending: string }
  | {
      readonly kind: 'value';
      readonly element: string;
      readonly attribute: string;
      readonly quote: string;
      readonly before: string;
    }
  | { readonly kind: 'raw'; readonly element: string };

export const htmlStart: HtmlPlace = { kind: 'text' };

const rawElements: ReadonlySet<string> = new Set(['script', 'style', 'textarea', 'title', 'iframe', 'noscript', 'xmp']);

/** Reads on through written HTML. */
export function readHtml(place: HtmlPlace, text: string): HtmlPlace {
  let at = place;
  let rest = text;
  while (rest !== '') {
    const [next, length] = advance(at, rest);
    at = next;
    rest = rest.slice(Math.max(1, length));
  }
  return at;
}

/** What the next stretch of text leads to, and how long it is. */
function advance(place: HtmlPlace, text: string): readonly [HtmlPlace, number] {
  switch (place.kind) {
    case 'comment':
      return until(text, '-->', place);
    case 'raw':
      return fromRaw(place, text);
    case 'value':
      return fromValue(place, text);
    case 'tag':
      return fromTag(place, text);
    case 'text':
    default:
      return fromText(text);
  }
}

function until(text: string, end: string, place: HtmlPlace): readonly [HtmlPlace, number] {
  const found = text.indexOf(end);
  return found === -1 ? [place, text.length] : [htmlStart, found + end.length];
}

function fromText(text: string): readonly [HtmlPlace, number] {
  const opened = /<(?:(!--)|\/?([A-Za-z][^\s/>]*)|!|\/?$)/u.exec(text);
  if (opened === null) return [htmlStart, text.length];
  const length = opened.index + opened[0].length;
  if (opened[1] !== undefined) return [{ kind: 'comment' }, length];
  const element = opened[0].startsWith('</') ? '' : (opened[2] ?? '').toLowerCase();
  return [{ kind: 'tag', element, pending: '' }, length];
}

type Tag = Extract<HtmlPlace, { kind: 'tag' }>;

function fromTag(tag: Tag, text: string): readonly [HtmlPlace, number] {
  const { element } = tag;
  const opened = /^([^>"']*?)([\w:.-]+)\s*=\s*(["'])/u.exec(tag.pending + text);
  if (opened !== null) {
    const [all, , attribute = '', quote = ''] = opened;
    const value: HtmlPlace = { kind: 'value', element, attribute: attribute.toLowerCase(), quote, before: '' };
    return [value, all.length - tag.pending.length];
  }
  const closed = text.indexOf('>');
  if (closed === -1) return [{ ...tag, pending: tag.pending + text }, text.length];
  return [rawElements.has(element) ? { kind: 'raw', element } : htmlStart, closed + 1];
}

type AttributeValue = Extract<HtmlPlace, { kind: 'value' }>;

function fromValue(value: AttributeValue, text: string): readonly [HtmlPlace, number] {
  const end = text.indexOf(value.quote);
  if (end === -1) return [{ ...value, before: value.before + text }, text.length];
  return [{ kind: 'tag', element: value.element, pending: '' }, end + 1];
}

type Raw = Extract<HtmlPlace, { kind: 'raw' }>;

function fromRaw(raw: Raw, text: string): readonly [HtmlPlace, number] {
  const end = text.toLowerCase().indexOf(`</${raw.element}`);
  return end === -1 ? [raw, text.length] : [{ kind: 'tag', element: '', pending: '' }, end + raw.element.length + 2];
}
