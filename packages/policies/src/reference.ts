/**
 * An opaque name of the place a rule, grant or condition was written. This package never looks inside: whoever compiles
 * definitions chooses it (Deskbook uses `kind/id#/json/pointer`) and turns it back into a file and a line when printing.
 */
export type Reference = string;

/** What every decision can point at: where it was written, and the policy paragraphs it rests on. */
export interface Cited {
  readonly reference: Reference;
  /** Paragraphs of policy documents, as `policy-id#heading.letter`. */
  readonly cites: readonly string[];
}
