/** Rows by key, in the order they were first put in. */
export interface JsonRows<Value> {
  readonly get: (key: string) => Value | null;
  readonly all: () => readonly Value[];
  /** Those of some keys that there are, in the order all have. */
  readonly some: (keys: Iterable<string>) => readonly Value[];
  readonly put: (key: string, value: Value) => void;
  readonly remove: (key: string) => void;
}

/** Rows in memory, kept as JSON text: no caller can change what is stored by changing what it handed over or was given. */
export function jsonRows<Value>(): JsonRows<Value> {
  const texts = new Map<string, string>();
  const places = new Map<string, number>();
  const place = (key: string): number => places.get(key) ?? 0;
  let count = 0;
  const parse = (text: string): Value => JSON.parse(text) as Value;
  return {
    get(key) {
      const text = texts.get(key);
      return text === undefined ? null : parse(text);
    },
    all: () => [...texts.values()].map(parse),
    some: (keys) =>
      [...keys]
        .sort((one, other) => place(one) - place(other))
        .map((key) => texts.get(key))
        .flatMap((text) => (text === undefined ? [] : [parse(text)])),
    put(key, value) {
      if (!texts.has(key)) places.set(key, (count += 1));
      texts.set(key, JSON.stringify(value));
    },
    remove(key) {
      texts.delete(key);
      places.delete(key);
    },
  };
}
