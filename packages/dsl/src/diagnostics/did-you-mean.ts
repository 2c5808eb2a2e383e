import { quote } from './quote.ts';

const longestName = 80;
const leastBeginning = 3;

/**
 * The candidate that was probably meant, or null: the nearest by single-letter edits (a swap of neighbours counts as one),
 * where case, `-` and `_` make no difference. Of equally near ones the first. Where none is near, the only one that goes on as it
 * was begun: `prio` is `priority`.
 */
export function nearest(written: string, candidates: Iterable<string>): string | null {
  const name = plain(written);
  if (name.length > longestName) return null;
  const begun = new Set<string>();
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    if (candidate === written) continue;
    const other = plain(candidate);
    if (name.length >= leastBeginning && other.startsWith(name)) begun.add(candidate);
    if (Math.abs(other.length - name.length) >= bestDistance) continue;
    const distance = editDistance(name, other);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  const [only = null] = begun;
  return best ?? (begun.size === 1 ? only : null);
}

/** `` did you mean `x` ``, or null where nothing is near: for the `help` of a diagnostic. */
export function didYouMean(written: string, candidates: Iterable<string>): string | null {
  const meant = nearest(written, candidates);
  return meant === null ? null : `did you mean ${quote(meant)}`;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/gu, '');
}

function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
