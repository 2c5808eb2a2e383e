import fc from 'fast-check';

/** Something that is so for all values of some kind. Tests try it some thousand times, `pnpm fuzz` as often as one has time for. */
export interface Law {
  /** A sentence without its full stop; unique in its area. */
  readonly name: string;
  /** How many cases the tests try. */
  readonly runs: number;
  /** The values it is about, as `holds` takes them. */
  readonly given: fc.Arbitrary<readonly unknown[]>;
  /** Throws, or rejects, where it is not so. `fc.pre` passes over a case that it does not speak of. */
  readonly holds: (values: readonly unknown[]) => void | Promise<void>;
}

/** A law over values that are drawn independently. */
export function law<T extends unknown[]>(
  name: string,
  runs: number,
  given: { readonly [index in keyof T]: fc.Arbitrary<T[index]> },
  holds: (...values: T) => void | Promise<void>,
): Law {
  return { name, runs, given: fc.tuple<T>(...given), holds: (values) => holds(...(values as T)) };
}

/** The law as fast-check tries it. */
export function property({ given, holds }: Law): fc.IAsyncProperty<[readonly unknown[]]> {
  return fc.asyncProperty(given, async (values) => {
    await holds(values);
  });
}
