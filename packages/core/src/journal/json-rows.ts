/** Rows by key, in the order they were first put in. */
export interface JsonRows<Value> {
  readonly get: (key: string) => Value | null;
  readonly all: () => readonly Value[];
  readonly put: (key: string, value: Value) => void;
  readonly remove: (key: string) => void;
}

/** Rows in memory, kept as JSON text: no caller can change what is stored by changing what it handed over or was given. */
export function jsonRows<Value>(): JsonRows<Value> {
  const texts = new Map<string, string>();
  const parse = (text: string): Value => JSON.parse(text) as Value;
  return {
    get(key) {
      const text = texts.get(key);
      return text === undefined ? null : parse(text);
    },
    all: () => [...texts.values()].map(parse),
    put: (key, value) => void texts.set(key, JSON.stringify(value)),
    remove: (key) => void texts.delete(key),
  };
}
