import { describe, expect, test } from 'vitest';
import { keptCounterexamples } from '../fuzz/counterexample.ts';
import { laws } from '../laws/index.ts';

describe('what once broke a law breaks it no more', () => {
  test.each(keptCounterexamples())('%s', async (_, { area, law: name, values }) => {
    const law = laws[area]?.find((each) => each.name === name);
    if (law === undefined) throw new Error(`there is no law “${name}” in ${area}`);
    await expect((async () => law.holds(values))()).resolves.toBe(undefined);
  });
});
