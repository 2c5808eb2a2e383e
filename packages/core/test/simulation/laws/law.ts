import type { History } from '../history.ts';

/** Something that holds in every world, whatever goes wrong in it. */
export interface Law {
  readonly name: string;
  /** In a plain sentence. */
  readonly says: string;
  /** What in a world's history breaks it, each in a sentence; none: it holds. */
  readonly breaches: (history: History) => readonly string[] | Promise<readonly string[]>;
}
