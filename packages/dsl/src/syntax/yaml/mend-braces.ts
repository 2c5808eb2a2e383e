import { Lexer } from 'yaml';
import { deepest } from '../limits.ts';

/** A stretch of text that YAML would misread, replaced by as many harmless letters, so that all offsets stay. */
export interface Mended {
  readonly kind: 'template' | 'comment';
  readonly start: number;
  readonly end: number;
}

/** A text without `{{…}}` and `#…` where YAML would misread them, what was replaced, and where brackets are nested too deep. */
export interface MendedText {
  /** The tokens of the mended text, one after the other. */
  readonly lexemes: readonly string[];
  readonly mended: readonly Mended[];
  readonly tooDeep: number | null;
}

const mostRounds = 8;
const template = /\{\{[^{}\n]*\}\}/uy;
const commentLike = /^#[^\s#!]/u;

/**
 * Finds templates without quotes, and values that begin with `#` inside braces, by the tokens YAML sees. Mending one can bring
 * the next to light, hence the rounds.
 */
export function mendBraces(source: string): MendedText {
  let text = source;
  const mended: Mended[] = [];
  for (let round = 1; ; round++) {
    const { lexemes, tooDeep, mended: found } = look(text);
    if (tooDeep !== null || found.length === 0 || round === mostRounds) {
      return { lexemes, mended: inOrder(mended), tooDeep };
    }
    mended.push(...found);
    text = replaceAll(text, found);
  }
}

function inOrder(mended: readonly Mended[]): readonly Mended[] {
  return mended.toSorted((a, b) => a.start - b.start);
}

function look(text: string): MendedText {
  const lexemes: string[] = [];
  const mended: Mended[] = [];
  let offset = 0;
  let depth = 0;
  let skipTo = 0;
  let afterColon = false;
  for (const token of new Lexer().lex(text)) {
    lexemes.push(token);
    if (token === '\u{2}' || token === '\u{18}' || token === '\u{1F}') continue;
    if (token === '{' || token === '[') {
      depth += 1;
      if (depth > deepest) return { lexemes, mended, tooDeep: offset };
      const found = token === '{' && offset >= skipTo ? templateAt(text, offset) : null;
      if (found !== null) {
        mended.push({ kind: 'template', start: offset, end: found });
        skipTo = found;
      }
    } else if (token === '}' || token === ']') {
      depth = Math.max(0, depth - 1);
    } else if (depth > 0 && afterColon && commentLike.test(token)) {
      mended.push({ kind: 'comment', start: offset, end: offset + 1 });
    }
    if (!isSpace(token)) afterColon = token === ':';
    offset += token.length;
  }
  return { lexemes, mended, tooDeep: null };
}

function isSpace(token: string): boolean {
  return token[0] === ' ' || token[0] === '\t';
}

function templateAt(text: string, offset: number): number | null {
  template.lastIndex = offset;
  return template.test(text) ? template.lastIndex : null;
}

function replaceAll(text: string, mended: readonly Mended[]): string {
  let result = '';
  let from = 0;
  for (const { start, end } of mended) {
    result +=
      text.slice(from, start) +
      text
        .slice(start, end)
        .replaceAll(/[^A-Za-z0-9_.-]/gu, 'x')
        .replace(/^[-.]/u, 'x');
    from = end;
  }
  return result + text.slice(from);
}
