import type { YAMLError } from 'yaml';
import { quote } from '../../diagnostics/quote.ts';

/** What a parser's error means, in the words of somebody who writes a bundle. */
export interface SyntaxProblem {
  readonly message: string;
  readonly help: string | null;
}

const plain: { readonly [code: string]: SyntaxProblem } = {
  BAD_ALIAS: { message: 'an alias is `*` and a name', help: 'put a text that begins with `*` in quotes' },
  BAD_COLLECTION_TYPE: { message: 'the tag does not fit what follows', help: null },
  BAD_DIRECTIVE: { message: 'this directive cannot be read', help: 'take the line out; directives begin with `%`' },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'this line is indented further than the one above, which already has a value',
    help: 'line it up with the keys above, or put a text over several lines in quotes',
  },
  BLOCK_IN_FLOW: {
    message: 'lists with `-` and indented blocks cannot stand inside brackets or braces',
    help: 'write the outer list or mapping without brackets too',
  },
  KEY_OVER_1024_CHARS: { message: 'a key may have 1024 characters', help: null },
  MULTILINE_IMPLICIT_KEY: {
    message: 'a key and its colon stand on one line',
    help: 'put a text over several lines in quotes, or indent what belongs to it',
  },
  MULTIPLE_ANCHORS: { message: 'a value can have one anchor', help: null },
  RESOURCE_EXHAUSTION: { message: 'this is nested too deep', help: null },
  TAB_AS_INDENT: { message: 'a tab cannot indent', help: 'use spaces' },
};

/** Explains an error of the YAML parser; `text` is what it read. */
export function explainSyntaxError(error: YAMLError, text: string): SyntaxProblem {
  const at = quote(rest(text, error.pos[0]));
  const closing = /end with an? ([}\]])/u.exec(error.message)?.[1];
  if (closing !== undefined)
    return { message: `a \`${closing}\` is missing before this`, help: 'close what was opened' };
  if (/^-\s*[,\]}]/u.test(text.slice(error.pos[0], error.pos[0] + 80)))
    return { message: 'a `-` alone cannot stand inside brackets or braces', help: "put it in quotes: `'-'`" };
  if (error.code === 'MISSING_CHAR') return missing(error.message, at);
  if (error.code === 'BAD_INDENT') {
    return {
      message: 'this does not line up with what it belongs to',
      help: 'entries of one list or mapping begin in one column',
    };
  }
  if (error.code === 'BAD_SCALAR_START') {
    return { message: `a text cannot begin with \`${text.charAt(error.pos[0])}\``, help: 'put the text in quotes' };
  }
  return (
    plain[error.code] ?? { message: `${at} was not expected here`, help: 'look at the quotes and brackets before it' }
  );
}

function missing(message: string, at: string): SyntaxProblem {
  if (message.includes('quote')) return { message: 'a text in quotes is not closed', help: 'add the closing quote' };
  if (message.includes(',')) return { message: `a comma is missing before ${at}`, help: null };
  if (message.includes('followed by map values')) {
    return { message: `${at} has no colon`, help: 'a key is followed by `: ` and its value' };
  }
  return { message: `something is missing before ${at}`, help: null };
}

function rest(text: string, from: number): string {
  const end = text.slice(from, from + 40).search(/[\n,}\]]/u);
  const piece = text.slice(from, from + (end > 0 ? end : 20)).trim();
  return piece === '' ? 'the end of the line' : piece;
}
