/** A place in a source file: offsets in UTF-16 units, `end` exclusive. Lines and columns are worked out only when printing. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** How grave a diagnostic is: an error keeps a bundle from being built, a warning can be switched off with a reason. */
export type Severity = 'error' | 'warning' | 'info';

/** A change of text that mends a diagnostic. `safe` keeps the meaning, `unsafe` may not, `manual` shows where a person must write. */
export interface Fix {
  readonly title: string;
  readonly applicability: 'safe' | 'unsafe' | 'manual';
  readonly edits: readonly { readonly span: Span; readonly text: string }[];
}

/**
 * One thing an author should know. `message` is one sentence in lower case without a full stop, the author's text in backticks;
 * `help` says what to do.
 *
 * @example
 * const diagnostic: Diagnostic = {
 *   code: 'DB3001', name: 'unknown-name', severity: 'error',
 *   message: 'there is no calendar `berlin_office`', help: 'did you mean `berlin-office`',
 *   span: { file: 'bundle.yaml', start: 120, end: 133 },
 * };
 */
export interface Diagnostic {
  /** `DB` and four digits by stage: 1 syntax, 2 shape, 3 reference and type, 4 flow, 5 permission, 6 template, 7 test, 8 analysis, 9 internal. */
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly related?: readonly { readonly message: string; readonly span: Span }[];
  readonly help?: string;
  readonly fixes?: readonly Fix[];
}
