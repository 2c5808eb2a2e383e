import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { keptServer } from '../../../packages/dbos/test/postgres/kept-server.ts';
import type { EngineSteps } from '../../execution-peers/engine.ts';
import { atLeast } from '../../goal.ts';
import { measurement } from '../../measurement.ts';
import type { Measurement } from '../../measurement.ts';
import { inTemporaryFolder } from '../../scene/temporary-folder.ts';
import type { Sizes } from './sizes.ts';
import type { Steps } from './steps.ts';

/** Other engines of durable workflows that can be had from npm, each in a process of its own, doing as many steps that only answer. */
export async function engines(sizes: Sizes, ours: Steps): Promise<readonly Measurement[]> {
  const openWorkflow = await inTemporaryFolder(async (folder) =>
    stepsOf('open-workflow', join(folder, 'peer.db'), sizes),
  );
  return [...beside('DBOS on PostgreSQL', await onPostgres(sizes), 4, ours, sizes), ...beside('OpenWorkflow on SQLite', openWorkflow, null, ours, sizes)]; // prettier-ignore
}

/** DBOS, on a server of its own. null: there is no PostgreSQL that can be started here. */
async function onPostgres(sizes: Sizes): Promise<EngineSteps | null> {
  try {
    const server = await keptServer();
    try {
      return stepsOf('dbos', server.url, sizes);
    } finally {
      await server.stop();
    }
  } catch (error) {
    process.stderr.write(`DBOS is left out: ${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  }
}

function stepsOf(engine: string, where: string, { rounds, atOnce, steps }: Sizes): EngineSteps {
  const script = join(import.meta.dirname, '../../execution-peers/engine.ts');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [script, engine, where, JSON.stringify({ rounds: Math.min(rounds, 5), atOnce, steps })],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${engine} failed: ${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as EngineSteps;
}

function beside(
  peer: string,
  theirs: EngineSteps | null,
  times: number | null,
  ours: Steps,
  { atOnce }: Sizes,
): readonly Measurement[] {
  // prettier-ignore
  if (theirs === null) return [];
  const goal = times === null ? {} : { goal: atLeast(times) };
  return [
    measurement({ name: 'one durable step, one run alone', unit: 'ms', ours: ours.alone, theirs: { peer, value: theirs.alone }, ...goal }), // prettier-ignore
    measurement({ name: `durable steps, ${atOnce} runs at once`, unit: '/s', ours: ours.together, theirs: { peer, value: theirs.together } }), // prettier-ignore
  ];
}
