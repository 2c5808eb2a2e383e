const units = [['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1_000], ['ms', 1]] as const; // prettier-ignore

/** Milliseconds as authors write them: `4h`, `1m30s`. */
export function spellDuration(milliseconds: number): string {
  let left = milliseconds;
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const amount = Math.floor(left / size);
    left -= amount * size;
    if (amount > 0) parts.push(`${amount}${unit}`);
  }
  return parts.join('') || '0s';
}
