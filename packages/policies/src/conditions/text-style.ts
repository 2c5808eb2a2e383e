/** How parts of a text are set off; `plainText` leaves them as they are. */
export interface TextStyle {
  /** Values that were seen, and names. */
  readonly bold: (text: string) => string;
  /** What stands beside the point. */
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
