import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryDelay } from '../../src/kernel/retry-delay.ts';

const policy = { errors: ['down'], attempts: 9, backoff: { milliseconds: 1_000 }, max: { milliseconds: 60_000 } };

test('a pause doubles up to its cap, and its upper half is jitter of run, step and attempt alone', () => {
  const property = fc.property(fc.string(), fc.integer({ min: 1, max: 60 }), (key, tried) => {
    const full = Math.min(60_000, 1_000 * 2 ** (tried - 1));
    const delay = retryDelay(policy, key, tried);
    expect(delay).toBeGreaterThanOrEqual(Math.floor(full / 2));
    expect(delay).toBeLessThanOrEqual(full);
    expect(retryDelay(policy, key, tried)).toBe(delay);
  });
  fc.assert(property, { numRuns: 300 });
});

test('the jitter spreads runs that failed at once', () => {
  const delays = Array.from({ length: 1_000 }, (_, run) => retryDelay(policy, `run-${run}/step`, 7));
  const tenths = new Set(delays.map((delay) => Math.floor((delay - 30_000) / 3_000)));
  expect(tenths.size).toBeGreaterThanOrEqual(10);
  expect(new Set(delays).size).toBeGreaterThan(900);
});
