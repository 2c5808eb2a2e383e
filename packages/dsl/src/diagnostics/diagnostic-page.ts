import type { Severity } from './diagnostic.ts';

/** A small bundle that shows something: one file, or several by path. What every bundle needs is added by `exampleFiles`. */
export type Example = string | { readonly [path: string]: string };

/**
 * One kind of diagnostic: its code, its name and its page of the documentation. The page's examples are tests: `bad` yields
 * this diagnostic and `good` does not.
 *
 * Each stands in a file of its own in `pages/<stage>`, and is listed in that folder's `index.ts` by code.
 */
export interface DiagnosticPage {
  /** `DB` and four digits by stage; never used again once given. */
  readonly code: string;
  /** Kebab-case: `unknown-name`. Warnings are switched off by it. */
  readonly name: string;
  readonly severity: Severity;
  /** One paragraph: what is wrong, why it matters, what to do. Markdown. */
  readonly page: string;
  readonly bad: Example;
  readonly good: Example;
}
