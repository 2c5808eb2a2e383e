/** One comparison, as `bench/results/AREA.json` holds it. */
export interface Measurement {
  readonly name: string;
  /** What is counted: `µs`, `ms`, `MB`, `bytes`, `entries` (less is better) or `/s` (more is better). */
  readonly unit: 'µs' | 'ms' | 'MB' | 'bytes' | 'entries' | '/s';
  readonly ours: number;
  /** What it is held against; null: nothing, the figure stands alone. */
  readonly peer: string | null;
  readonly theirs: number | null;
  /** How many times better ours is than theirs; below 1 it is worse. null without a peer. */
  readonly ratio: number | null;
  /** What is aimed at, in words; null: nothing yet. */
  readonly goal: string | null;
  readonly met: boolean | null;
}

/** What a comparison is made from. `meets` says whether the goal is met, by figures that are not rounded. */
export interface Measured {
  readonly name: string;
  readonly unit: Measurement['unit'];
  readonly ours: number;
  readonly theirs?: { readonly peer: string; readonly value: number };
  readonly goal?: {
    readonly words: string;
    readonly meets: (of: { readonly ours: number; readonly ratio: number }) => boolean;
  };
}

/** Works out the ratio and whether the goal is met. */
export function measurement({ name, unit, ours, theirs, goal }: Measured): Measurement {
  const better =
    unit === '/s' ? (one: number, other: number) => one / other : (one: number, other: number) => other / one;
  const ratio = theirs === undefined ? null : better(ours, theirs.value);
  return {
    name,
    unit,
    ours: round(ours),
    peer: theirs?.peer ?? null,
    theirs: theirs === undefined ? null : round(theirs.value),
    ratio: ratio === null ? null : round(ratio),
    goal: goal?.words ?? null,
    met: goal === undefined ? null : goal.meets({ ours, ratio: ratio ?? Number.NaN }),
  };
}

/** Three figures that mean something. */
function round(value: number): number {
  return Number(value.toPrecision(3));
}
