/**
 * A pattern of the plain subset of RE2 that means the same to the platform's engine: letters, classes, `\b`, `^`, `$`, groups, alternatives
 * and repeats. Each item says its source for the platform.
 */
export type PlainItem =
  | { readonly kind: 'atom'; readonly source: string }
  | { readonly kind: 'assertion'; readonly source: string }
  | { readonly kind: 'group'; readonly of: PlainAlternatives }
  | { readonly kind: 'repeat'; readonly of: PlainItem; readonly from: number; readonly to: number };

export type PlainAlternatives = readonly (readonly PlainItem[])[];

export interface PlainPattern {
  readonly alternatives: PlainAlternatives;
  readonly ignoresCase: boolean;
}

/** `\s`, `\d`, `\w` and `.` are smaller in RE2 than in the platform; these are RE2's. */
const classes: { readonly [letter: string]: string } = {
  d: '0-9',
  w: '0-9A-Za-z_',
  s: String.raw`\t\n\f\r `,
};
const negatedClasses: { readonly [letter: string]: string } = { D: 'd', W: 'w', S: 's' };
const controls: { readonly [letter: string]: string } = { n: '\n', r: '\r', t: '\t', f: '\f' };

const LETTER = /^[A-Za-z0-9]$/;
const PUNCTUATION = /^[!-/:-@[-`{-~]$/;
const REPEAT = /^\{(\d{1,3})(,(\d{1,3})?)?\}/;

/** Reads a pattern; nothing where it goes beyond the subset. That says nothing against it: RE2 decides it alone then. */
export function parsePlainPattern(source: string): PlainPattern | null {
  const ignoresCase = source.startsWith('(?i)');
  const body = ignoresCase ? source.slice(4) : source;
  if (!/^[\n\r\t -~]*$/.test(body)) return null;
  const reader = new Reader(body);
  try {
    const alternatives = reader.alternatives();
    return reader.isAtEnd ? { alternatives, ignoresCase } : null;
  } catch (error) {
    if (error === BEYOND) return null;
    throw error;
  }
}

const BEYOND = new Error('beyond the plain subset');

function beyond(): never {
  throw BEYOND;
}

const MAX_DEPTH = 10;

class Reader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#text.length;
  }

  alternatives(): PlainAlternatives {
    const found = [this.#sequence()];
    while (this.#take('|')) found.push(this.#sequence());
    return found;
  }

  #sequence(): readonly PlainItem[] {
    const items: PlainItem[] = [];
    while (!this.isAtEnd && !'|)'.includes(this.#next)) items.push(this.#repeated(this.#item()));
    return items;
  }

  get #next(): string {
    return this.#text[this.#at] ?? '';
  }

  #take(sign: string): boolean {
    if (!this.#text.startsWith(sign, this.#at)) return false;
    this.#at += sign.length;
    return true;
  }

  #one(): string {
    const sign = this.#next;
    if (sign === '') beyond();
    this.#at += 1;
    return sign;
  }

  #item(): PlainItem {
    const sign = this.#one();
    switch (sign) {
      case '(':
        return this.#group();
      case '[':
        return { kind: 'atom', source: this.#class() };
      case '.':
        return { kind: 'atom', source: String.raw`[^\n]` };
      case '^':
      case '$':
        return { kind: 'assertion', source: sign };
      case '\\':
        return this.#escaped();
      case '*':
      case '+':
      case '?':
      case '{':
        return beyond();
      default:
        return { kind: 'atom', source: literal(sign) };
    }
  }

  #group(): PlainItem {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) beyond();
    if (this.#next === '?' && !this.#take('?:')) beyond();
    const of = this.alternatives();
    if (!this.#take(')')) beyond();
    this.#depth -= 1;
    return { kind: 'group', of };
  }

  #escaped(): PlainItem {
    const sign = this.#one();
    if (sign === 'b') return { kind: 'assertion', source: String.raw`\b` };
    if (Object.hasOwn(classes, sign)) return { kind: 'atom', source: `[${classes[sign]}]` };
    const negated = Object.hasOwn(negatedClasses, sign) ? negatedClasses[sign] : undefined;
    if (negated !== undefined) return { kind: 'atom', source: `[^${classes[negated]}]` };
    return { kind: 'atom', source: literal(this.#unescaped(sign)) };
  }

  #unescaped(sign: string): string {
    if (PUNCTUATION.test(sign)) return sign;
    return Object.hasOwn(controls, sign) ? (controls[sign] ?? beyond()) : beyond();
  }

  #class(): string {
    let source = this.#take('^') ? '[^' : '[';
    if (this.#next === ']' || this.#next === '-') beyond();
    while (!this.#take(']')) {
      const from = this.#classSign();
      if (from.length > 1) {
        source += from;
        continue;
      }
      source += literal(from);
      if (!this.#take('-')) continue;
      const to = this.#classSign();
      if (to.length > 1 || to < from) beyond();
      source += `-${literal(to)}`;
    }
    return `${source}]`;
  }

  /** A sign of a class, or the several signs that a letter like `\d` stands for. */
  #classSign(): string {
    const sign = this.#one();
    if (sign === '[' || sign === '-') return beyond();
    if (sign !== '\\') return sign;
    const escaped = this.#one();
    return Object.hasOwn(classes, escaped) ? (classes[escaped] ?? beyond()) : this.#unescaped(escaped);
  }

  #repeated(item: PlainItem): PlainItem {
    const bounds = this.#bounds();
    if (bounds === null) return item;
    if (item.kind === 'assertion' || bounds.to < bounds.from) beyond();
    this.#take('?');
    if ('*+?{'.includes(this.#next) && !this.isAtEnd) beyond();
    return { kind: 'repeat', of: item, ...bounds };
  }

  #bounds(): { readonly from: number; readonly to: number } | null {
    if (this.#take('*')) return { from: 0, to: Number.POSITIVE_INFINITY };
    if (this.#take('+')) return { from: 1, to: Number.POSITIVE_INFINITY };
    if (this.#take('?')) return { from: 0, to: 1 };
    if (this.#next !== '{') return null;
    const match = REPEAT.exec(this.#text.slice(this.#at, this.#at + 10)) ?? beyond();
    this.#at += match[0].length;
    const from = Number(match[1]);
    if (match[2] === undefined) return { from, to: from };
    return { from, to: match[3] === undefined ? Number.POSITIVE_INFINITY : Number(match[3]) };
  }
}

/** One sign as the platform's engine takes it for itself. */
function literal(sign: string): string {
  return LETTER.test(sign) ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
