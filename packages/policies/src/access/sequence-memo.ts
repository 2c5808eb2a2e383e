/** Remembers what was made for a sequence of keys. Keys are the same where they are one object, or equal texts or numbers. */
export type SequenceMemo<Key, Value> = (keys: readonly Key[], make: () => Value) => Value;

interface Node<Key, Value> {
  readonly next: Map<Key, Node<Key, Value>>;
  made?: Value;
}

/**
 * A memo that cannot mistake one sequence for another: every key is a step of its own, nothing is joined. It holds at most about
 * `limit` keys and what values weigh, then it begins again; a sequence of more than 256 keys is never kept.
 */
export function createSequenceMemo<Key, Value extends object | boolean>(
  limit: number,
  weightOf: (value: Value) => number = () => 0,
): SequenceMemo<Key, Value> {
  let root: Node<Key, Value> = { next: new Map() };
  let weight = 0;
  return (keys, make) => {
    if (keys.length > MAX_KEYS) return make();
    let node = root;
    for (const key of keys) {
      let next = node.next.get(key);
      if (next === undefined) {
        next = { next: new Map() };
        node.next.set(key, next);
        weight += 1;
      }
      node = next;
    }
    if (node.made !== undefined) return node.made;
    const made = make();
    node.made = made;
    weight += weightOf(made);
    if (weight > limit) {
      root = { next: new Map() };
      weight = 0;
    }
    return made;
  };
}

const MAX_KEYS = 256;
