/** How parts of a text are set off; `plainText` leaves them as they are. */
export interface TextStyle {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  /** What holds. */
  readonly good: (text: string) => string;
  /** What fails. */
  readonly bad: (text: string) => string;
  /** What is undecided. */
  readonly warn: (text: string) => string;
}

const same = (text: string): string => text;

/** Text without colours. */
export const plainText: TextStyle = { bold: same, dim: same, good: same, bad: same, warn: same };
