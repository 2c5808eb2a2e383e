import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A case that once broke a law, kept so that it never does again: a JSON file in `test/counterexamples`. */
export interface Counterexample {
  readonly area: string;
  readonly law: string;
  /** The arguments of the law. */
  readonly values: readonly unknown[];
}

const FOLDER = join(import.meta.dirname, '..', 'counterexamples');

/** Writes a counterexample down; the same one always in the same file. Gives its path. */
export function keepCounterexample(counterexample: Counterexample, folder = FOLDER): string {
  const text = `${JSON.stringify(counterexample, signed, 2)}\n`;
  const name = counterexample.law.toLowerCase().replaceAll(/[^a-z]+/g, '-').slice(0, 40); // prettier-ignore
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8);
  const path = join(folder, `${counterexample.area}-${name}-${hash}.json`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** All that are kept, each with the name of its file. */
export function keptCounterexamples(folder = FOLDER): readonly (readonly [string, Counterexample])[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names
    .sort()
    .map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as Counterexample] as const);
}

/** JSON has a zero with a sign, but leaves the sign out when it is written. */
function signed(_: string, value: unknown): unknown {
  return Object.is(value, -0) ? rawJson('-0') : value;
}

const { rawJSON: rawJson } = JSON as typeof JSON & { readonly rawJSON: (text: string) => unknown };
