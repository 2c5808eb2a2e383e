import { defineConfig, mergeConfig } from 'vitest/config';
import base, { faults } from '../../vitest.config.ts';

/** What goes wrong in the real world, and each fault on each host. Apart from the other tests, since it waits for processes, disks and clocks. */
const { test, ...rest } = mergeConfig(base, {});

export default defineConfig({
  ...rest,
  test: {
    ...test,
    include: faults,
    exclude: ['**/node_modules/**'],
    testTimeout: 240_000,
    reporters: ['default'],
  },
});
