import { createHash } from 'node:crypto';
import type { History } from './history.ts';
import { LAWS } from './laws/index.ts';

/** What was broken, by the law. */
export interface Breach {
  readonly law: string;
  readonly says: string;
  readonly how: string;
}

/** Holds a world against every law. */
export async function breachesOf(history: History): Promise<readonly Breach[]> {
  const found: Breach[] = [];
  for (const { name, says, breaches } of LAWS) {
    for (const how of await breaches(history)) found.push({ law: name, says, how });
  }
  return found;
}

/** Says by its SHA-256 what the store holds and what was asked of the world. */
export function digestOf({ store, happenings }: History): string {
  const heads = store.streams('').map((stream) => [stream, store.head(stream)]);
  const calls = happenings.flatMap((each) => (each.kind === 'call' || each.kind === 'deed' ? [each] : []));
  return createHash('sha256')
    .update(JSON.stringify([heads, calls]))
    .digest('hex');
}
