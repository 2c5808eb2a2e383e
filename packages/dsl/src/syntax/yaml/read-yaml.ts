import { Composer, Parser, isScalar } from 'yaml';
import type { CST, Document, YAMLError } from 'yaml';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { colonInText } from '../../diagnostics/pages/syntax/colon-in-text.ts';
import { tooDeep } from '../../diagnostics/pages/syntax/too-deep.ts';
import { yamlSyntax } from '../../diagnostics/pages/syntax/yaml-syntax.ts';
import { quote } from '../../diagnostics/quote.ts';
import { report } from '../../diagnostics/report.ts';
import { deepest } from '../limits.ts';
import { explainSyntaxError } from './explain-syntax-error.ts';
import { mendBraces } from './mend-braces.ts';
import { readDocument } from './read-document.ts';
import type { ReadDocument } from './read-document.ts';
import { quoteFix } from './read-scalar.ts';
import type { Reading } from './reading.ts';
import { spanOf } from './reading.ts';

/** One document of a text. `sound` is false where it could not be parsed; its data is then what could be made of it. */
export interface YamlDocument extends ReadDocument {
  readonly sound: boolean;
}

/** The documents of a YAML text that are not empty, and what is wrong with them. */
export interface YamlText {
  readonly documents: readonly YamlDocument[];
  readonly diagnostics: readonly Diagnostic[];
}

const options = {
  version: '1.2',
  schema: 'core',
  merge: false,
  uniqueKeys: false,
  strict: true,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/**
 * Reads YAML 1.2, strictly. `base` is where the text begins in its file.
 *
 * @example
 * readYaml('a.yaml', 'kind: agent', 0).documents[0]?.data; // { kind: 'agent' }
 */
export function readYaml(file: string, text: string, base: number): YamlText {
  const mended = mendBraces(text);
  const reading: Reading = { file, text, base, mended: mended.mended, diagnostics: [] };
  if (mended.tooDeep !== null) return tooDeepText(reading, mended.tooDeep);
  const tokens = parseTokens(mended.lexemes);
  refuseDirectives(reading, tokens);
  const composed = [...new Composer(options).compose(withoutDirectives(tokens), true, text.length)];
  const documents = composed.filter((document) => !isEmpty(document));
  return { documents: documents.map((document) => read(reading, document)), diagnostics: reading.diagnostics };
}

/** The parser, fed with what has already been taken apart. */
function parseTokens(lexemes: readonly string[]): readonly CST.Token[] {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of lexemes) tokens.push(...parser.next(lexeme));
  tokens.push(...parser.end());
  return tokens;
}

/** Nothing but comments, or what follows a last `---`. */
function isEmpty({ contents, errors }: Document.Parsed): boolean {
  return errors.length === 0 && (contents === null || (isScalar(contents) && contents.source === '' && !contents.tag));
}

function read(reading: Reading, document: Document.Parsed): YamlDocument {
  const error = firstError(document);
  const earlier = reading.diagnostics.length;
  const result = readDocument(reading, document);
  if (error === null) return { ...result, sound: true };
  const own = reading.diagnostics.splice(earlier);
  // What comes after the first error is mostly its consequence.
  const before = own.filter((diagnostic) => diagnostic.span.end <= reading.base + error.pos[0]);
  reading.diagnostics.push(...before);
  // The composer gives up where nesting is very deep, of which reading has complained already.
  const isSaid = error.code === 'RESOURCE_EXHAUSTION' && before.length > 0;
  if (!isSaid) reading.diagnostics.push(explain(reading, error));
  return { ...result, sound: false };
}

/** The first of the errors that nothing else explains: escapes, tags and aliases have diagnostics of their own. */
function firstError(document: Document.Parsed): YAMLError | null {
  const errors = document.errors.filter(({ code }) => code !== 'BAD_DQ_ESCAPE' && code !== 'TAG_RESOLVE_FAILED');
  return errors.toSorted((a, b) => a.pos[0] - b.pos[0])[0] ?? null;
}

function explain(reading: Reading, error: YAMLError): Diagnostic {
  const [start, end] = error.pos;
  if (error.code === 'BLOCK_AS_IMPLICIT_KEY') {
    const line = /^[^\n]*/u.exec(reading.text.slice(start))?.[0].trimEnd() ?? '';
    if (/:(?:\s|$)/u.test(line)) {
      const span = spanOf(reading, start, start + line.length);
      return report(colonInText, {
        span,
        message: `${quote(line)} has a colon in it, so it is read as a key and its value`,
        help: 'put the text in quotes',
        fixes: [quoteFix(span, line, 'unsafe')],
      });
    }
  }
  const { message, help } = explainSyntaxError(error, reading.text);
  return report(yamlSyntax, { span: spanOf(reading, start, Math.min(end, reading.text.length)), message, help });
}

function refuseDirectives(reading: Reading, tokens: readonly CST.Token[]): void {
  for (const token of tokens) {
    if (token.type !== 'directive') continue;
    const span = spanOf(reading, token.offset, token.offset + token.source.length);
    const message = `${quote(token.source)} is not part of this language, which is YAML 1.2`;
    reading.diagnostics.push(report(yamlSyntax, { span, message, help: 'take the line out' }));
  }
}

function withoutDirectives(tokens: readonly CST.Token[]): readonly CST.Token[] {
  return tokens.filter((token) => token.type !== 'directive');
}

function tooDeepText(reading: Reading, start: number): YamlText {
  const span = spanOf(reading, start, Math.min(start + 1, reading.text.length));
  return {
    documents: [],
    diagnostics: [
      ...reading.diagnostics,
      report(tooDeep, { span, message: `this is nested more than ${deepest} deep` }),
    ],
  };
}
