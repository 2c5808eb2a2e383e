const units: { readonly [unit: string]: number } = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A clock time as tests write it (`20m`, `1h30m`, `2d`) in milliseconds; the linter has seen to its form. */
export function readDuration(written: string): number {
  return [...written.matchAll(/(\d+)\s*(ms|[smhd])/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ''] ?? 0),
    0,
  );
}
