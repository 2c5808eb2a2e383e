import { fileUnder } from '../../file-under.ts';
import type { Filing } from './filing.ts';

/** Rules that all need one comparison. */
export interface Sharing {
  readonly part: number;
  readonly filings: readonly Filing[];
}

/** Groups rules by a comparison that several of them need: each rule goes to the one that most others need too, or to none. */
export function sharedComparisons(filings: readonly Filing[]): readonly Sharing[] {
  const counts = new Map<number, number>();
  for (const filing of filings) {
    for (const part of comparisonsOf(filing)) counts.set(part, (counts.get(part) ?? 0) + 1);
  }
  const countOf = (part: number): number => counts.get(part) ?? 0;
  const groups = new Map<number, Filing[]>();
  for (const filing of filings) {
    let best: number | undefined;
    for (const part of comparisonsOf(filing)) if (best === undefined || countOf(part) > countOf(best)) best = part;
    if (best !== undefined) fileUnder(groups, best, filing);
  }
  return [...groups].flatMap(([part, group]) => (group.length > 1 ? [{ part, filings: group }] : []));
}

/** The comparisons that a rule needs. One that is filed in several ways stays whole. */
function comparisonsOf({ parts, isWhole }: Filing): readonly number[] {
  return isWhole ? [] : parts.flatMap(({ part }) => (typeof part === 'number' ? [part] : []));
}
