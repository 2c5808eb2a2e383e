import type { JsonObject } from '@deskbook/policies';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import type { Kind } from './kind.ts';
import type { SourceText } from './source-text.ts';

/** Where each value stands: a JSON Pointer into `data` → the span of its value, and of its key where it has one. */
export type SpanIndex = { readonly [pointer: string]: { readonly value: Span; readonly key?: Span } };

/**
 * One definition as written: plain data with exact positions. For `template` the front matter is `data` and `body` the text
 * after it; for `policy` likewise, the Markdown being `body`.
 */
export interface Definition {
  readonly kind: Kind;
  readonly id: string;
  readonly file: string;
  readonly data: JsonObject;
  readonly spans: SpanIndex;
  readonly body?: { readonly text: string; readonly span: Span };
}

/** A definition that is written but cannot be read, so that nobody complains that it does not exist. */
export interface FailedDefinition {
  readonly kind: Kind;
  readonly id: string;
  readonly file: string;
}

/** A bundle folder, parsed. Definitions that failed to parse are absent and explained by a diagnostic. */
export interface Syntax {
  readonly files: readonly SourceText[];
  readonly definitions: readonly Definition[];
  /** Definitions that are absent because a diagnostic explains them. */
  readonly failed?: readonly FailedDefinition[];
  readonly diagnostics: readonly Diagnostic[];
}
