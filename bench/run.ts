/**
 * `pnpm bench [AREA…]`: measures every area or those named, prints a table each, and writes `bench/results/AREA.json`.
 * `--markdown` prints them for a page; `--quick` measures in small, to see that all of it runs: its figures say nothing, and are not kept.
 * `pnpm bench policies --corpus DIR` measures nothing, and writes what would be measured as JSON.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Measurement } from './measurement.ts';
import { markdownTable, table } from './table.ts';

interface Area {
  readonly measure: (quick: boolean) => Promise<readonly Measurement[]>;
  /** Writes what is measured into a folder, where that is more than a few lines of code. */
  readonly write?: (folder: string) => Promise<readonly string[]>;
}

const areas: { readonly [area: string]: Area } = {
  policies: {
    measure: async () => (await import('./areas/policies.ts')).policies(),
    write: async (folder) => (await import('./corpora/write-corpora.ts')).writeCorpora(folder),
  },
  verification: { measure: async () => (await import('./areas/verification.ts')).verification() },
  distributed: { measure: async () => (await import('./areas/distributed.ts')).distributed() },
  execution: {
    measure: async (quick) => {
      const [{ execution }, { small, whole }] = await Promise.all([
        import('./areas/execution.ts'),
        import('./areas/execution/sizes.ts'),
      ]);
      return execution(quick ? small : whole);
    },
  },
};

const { positionals: asked, values } = parseArgs({
  allowPositionals: true,
  options: {
    corpus: { type: 'string' },
    markdown: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
});
const unknown = asked.find((area) => !Object.hasOwn(areas, area));
if (unknown !== undefined) {
  console.error(`there is no area ${unknown}; there are ${Object.keys(areas).join(', ')}`);
  process.exitCode = 2;
} else {
  const chosen = Object.entries(areas).filter(([area]) => asked.length === 0 || asked.includes(area));
  await (values.corpus === undefined ? measure(chosen) : write(chosen, values.corpus));
}

async function measure(chosen: readonly (readonly [string, Area])[]): Promise<void> {
  const results = join(import.meta.dirname, 'results');
  mkdirSync(results, { recursive: true });
  console.log(
    `${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB memory, Node ${process.versions.node}`,
  );
  for (const [area, { measure: measured }] of chosen) {
    const rows = await measured(values.quick);
    if (!values.quick) writeFileSync(join(results, `${area}.json`), `${JSON.stringify(rows, null, 2)}\n`);
    console.log(`\n${area}\n\n${values.markdown ? markdownTable(rows) : table(rows)}`);
  }
}

async function write(chosen: readonly (readonly [string, Area])[], folder: string): Promise<void> {
  for (const [, area] of chosen) for (const name of (await area.write?.(folder)) ?? []) console.log(join(folder, name));
}
