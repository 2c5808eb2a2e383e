/** `pnpm bench [AREA…]`: measures every area or those named, prints a table each, and writes `bench/results/AREA.json`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Measurement } from './measurement.ts';

const areas: { readonly [area: string]: () => Promise<readonly Measurement[]> } = {
  policies: async () => (await import('./areas/policies.ts')).policies(),
  execution: async () => (await import('./areas/execution.ts')).execution(),
};

const asked = process.argv.slice(2);
const unknown = asked.find((area) => !Object.hasOwn(areas, area));
if (unknown === undefined) {
  const results = join(import.meta.dirname, 'results');
  mkdirSync(results, { recursive: true });
  console.log(
    `${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB memory, Node ${process.versions.node}`,
  );
  for (const [area, measure] of Object.entries(areas)) {
    if (asked.length > 0 && !asked.includes(area)) continue;
    const measured = await measure();
    writeFileSync(join(results, `${area}.json`), `${JSON.stringify(measured, null, 2)}\n`);
    console.log(`\n${area}\n${table(measured)}`);
  }
} else {
  console.error(`there is no area ${unknown}; there are ${Object.keys(areas).join(', ')}`);
  process.exitCode = 2;
}

function table(measured: readonly Measurement[]): string {
  const header = ['what', 'ours', 'theirs', 'peer', 'better by', 'goal', 'met'];
  const rows = measured.map(({ name, unit, ours, theirs, peer, ratio, goal, met }) => [
    name,
    `${ours.toLocaleString('en')} ${unit}`,
    theirs === null ? '' : `${theirs.toLocaleString('en')} ${unit}`,
    peer ?? '',
    ratio === null ? '' : `${ratio.toLocaleString('en')}×`,
    goal ?? '',
    met === null ? '' : met ? 'yes' : 'no',
  ]);
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column]?.length ?? 0)));
  return [header, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
