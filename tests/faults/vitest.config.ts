import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

/** What is done to real processes, disks and clocks. Apart from the other tests, since it waits for the real world. */
const { test, ...rest } = mergeConfig(base, {});

export default defineConfig({
  ...rest,
  test: {
    ...test,
    include: ['tests/faults/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: 240_000,
    reporters: ['default'],
  },
});
