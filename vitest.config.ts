import { defineConfig } from 'vitest/config';

/** What is done to real processes and disks, and each fault to each construct on each host, takes its time: `pnpm faults`. */
export const faults = [
  'tests/faults/**/*.test.ts',
  'tests/conformance/faults.test.ts',
  'packages/dbos/test/worker/workers.test.ts',
  'packages/dbos/test/journal/processes.test.ts',
];

/** Tests run from source: the `@deskbook/source` condition makes each package resolve to its `src`. */
const conditions = ['@deskbook/source', 'module', 'node'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'tests/**/*.test.ts', 'examples/**/*.test.ts'],
    exclude: ['**/node_modules/**', ...faults],
    // Starts nothing until a test asks for a database.
    globalSetup: ['packages/dbos/test/postgres/global-setup.ts'],
    // Files share workers: nothing of ours is kept but by what it was made of, and loading it all for each file costs as much as the tests.
    isolate: false,
    // The process that hands out files does next to nothing itself.
    maxWorkers: '100%',
    // A busy machine is slow; what hangs still ends.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      reportsDirectory: 'coverage',
      reportOnFailure: true,
      thresholds: {
        'packages/templates/src/**': { lines: 90 },
        'packages/policies/src/**': { lines: 90 },
        'packages/dsl/src/**': { lines: 90 },
        'packages/core/src/**': { lines: 90 },
        'packages/dbos/src/**': { lines: 90 },
        'packages/cli/src/**': { lines: 90 },
        // Whom it lets in, where it leads people, what they can help themselves to: nothing untried.
        'packages/policies/src/access/**': { lines: 100, branches: 100 },
        'packages/core/src/troubleshooting/**': { lines: 100, branches: 100 },
        'packages/core/src/self-service/**': { lines: 100, branches: 100 },
      },
    },
  },
});
