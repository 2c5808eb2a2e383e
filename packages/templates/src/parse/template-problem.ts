/** Something wrong in a template body. Offsets are UTF-16 units from the body's start, `end` exclusive. */
export interface TemplateProblem {
  /** One sentence in lower case without a full stop, the author's text in backticks. */
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** What to do, where that is known. */
  readonly help?: string;
}
