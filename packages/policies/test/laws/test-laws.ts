import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Law } from './law.ts';
import { property } from './law.ts';

/** One test a law, with the number of cases it asks for. */
export function testLaws(laws: readonly Law[]): void {
  test.each(laws.map((law) => [law.name, law] as const))('%s', async (_, law) => {
    await expect(fc.assert(property(law), { numRuns: law.runs })).resolves.toBe(undefined);
  });
}
