/**
 * The candidate a person most probably meant: the nearest within a third of the word's length (letters inserted, left out,
 * replaced or swapped), or null. Ties go to the candidate that stands first.
 */
export function closest(word: string, candidates: Iterable<string>): string | null {
  const wanted = word.toLowerCase();
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `did you mean …` as help, where some candidate is close; otherwise what there is, if that is a short list. */
export function suggestion(word: string, candidates: readonly string[]): string | undefined {
  const nearest = closest(word, candidates);
  if (nearest !== null) return `did you mean \`${nearest}\``;
  if (candidates.length === 0 || candidates.length > 12) return undefined;
  return `there are ${candidates.map((candidate) => `\`${candidate}\``).join(', ')}`;
}

/** How many letters to insert, leave out, replace or swap with their neighbour; given up (as `limit`) once it cannot be below. */
function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) >= limit) return limit;
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  const cell = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= from.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = cell(row - 1, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const swaps = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const swapped = swaps ? cell(row - 2, column - 2) + 1 : replaced;
      rows[row]?.push(Math.min(replaced, swapped, cell(row - 1, column) + 1, cell(row, column - 1) + 1));
    }
  }
  return cell(from.length, to.length);
}
