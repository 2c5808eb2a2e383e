import type { Seen } from '../../conditions/seen.ts';
import type { FactPath, Facts } from '../../conditions/facts.ts';
import { keyOf } from '../../conditions/key-value.ts';
import type { KeyValue } from '../../conditions/key-value.ts';
import { isRecord, splitPath } from '../../conditions/read-fact.ts';

/** A path from another path: `ticket.priority` is `priority` of the path `ticket`. */
interface KnownPath {
  readonly parent: number;
  readonly segment: string;
}

const ROOT = -1;

/** The number of a key under which nothing is filed. */
const NO_KEY = -1;

/** Reads each distinct path of many conditions at most once for each record of facts. Paths are numbered as they are met. */
export class FactReader {
  readonly #numbers = new Map<FactPath, number>();
  readonly #paths: KnownPath[] = [];
  readonly #values: Seen[] = [];
  /** For which facts a value was read. */
  readonly #readFor: number[] = [];
  /** For each path, the numbers of the keys under which something is filed. */
  readonly #keyNumbers: Map<KeyValue, number>[] = [];
  readonly #keys: number[] = [];
  /** For which facts a key was looked up. */
  readonly #keyedFor: number[] = [];
  #facts: Facts = {};
  #turn = 0;

  /**
   * The number of a path.
   *
   * @throws PolicyFault `malformed` where it is none.
   */
  pathNumber(path: FactPath): number {
    const known = this.#numbers.get(path);
    if (known !== undefined) return known;
    const segments = splitPath(path);
    const segment = segments.at(-1) ?? '';
    const parent = segments.length === 1 ? ROOT : this.pathNumber(segments.slice(0, -1).join('.'));
    const number = this.#paths.push({ parent, segment }) - 1;
    this.#numbers.set(path, number);
    this.#values.push(undefined);
    this.#readFor.push(0);
    this.#keyNumbers.push(new Map());
    this.#keys.push(NO_KEY);
    this.#keyedFor.push(0);
    return number;
  }

  /** The number of a key of a path: from then on a fact of that value has it. */
  keyNumber(path: number, key: KeyValue): number {
    const numbers = this.#keyNumbers[path] ?? new Map<KeyValue, number>();
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  }

  /** The number of the key that the value at a path has; a value under which nothing is filed has a number that no key has. */
  key(path: number): number {
    if (this.#keyedFor[path] !== this.#turn) {
      this.#keyedFor[path] = this.#turn;
      const key = keyOf(this.value(path));
      this.#keys[path] = (key === undefined ? undefined : this.#keyNumbers[path]?.get(key)) ?? NO_KEY;
    }
    return this.#keys[path] ?? NO_KEY;
  }

  /** Turns to other facts: every path will be read anew. */
  turnTo(facts: Facts): void {
    this.#facts = facts;
    this.#turn += 1;
  }

  get facts(): Facts {
    return this.#facts;
  }

  /** The value at a path, as `readFact` gives it. */
  value(number: number): Seen {
    if (this.#readFor[number] === this.#turn) return this.#values[number];
    const value = this.#read(number);
    this.#values[number] = value;
    this.#readFor[number] = this.#turn;
    return value;
  }

  #read(number: number): Seen {
    const path = this.#paths[number];
    if (path === undefined) return undefined;
    const record = path.parent === ROOT ? this.#facts : this.value(path.parent);
    if (!isRecord(record) || !Object.hasOwn(record, path.segment)) return undefined;
    return record[path.segment] ?? undefined;
  }
}
