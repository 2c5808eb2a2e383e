import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { atMost } from '../../goal.ts';
import { measurement } from '../../measurement.ts';
import type { Measurement } from '../../measurement.ts';
import { fillStore } from '../../many-open/fill-store.ts';
import type { Opened } from '../../many-open/open-many.ts';
import { inTemporaryFolder } from '../../scene/temporary-folder.ts';
import type { Sizes } from './sizes.ts';

/** A store with many open runs, almost all of which wait for an approval, opened and worked with by a process of its own. */
export async function manyOpen({ open, ready, timed }: Sizes): Promise<readonly Measurement[]> {
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'open.db');
    await fillStore(path, { open, ready });
    const { firstEffect, answered, resident, heap } = opened(path, { open, ready, answers: timed });
    const runs = `${open.toLocaleString('en')} runs`;
    const waiting = `${runs} waiting for approval`;
    const row = (name: string, unit: 'ms' | 'MB', ours: number, goal: number | null): Measurement =>
      measurement({ name, unit, ours, ...(goal !== null && { goal: atMost(goal, unit) }) });
    return [
      row(`opening a store with ${runs} open, ${ready.toLocaleString('en')} of them ready → first due effect`, 'ms', firstEffect, 1_000), // prettier-ignore
      row(`${waiting}, one answered → its next effect, p99`, 'ms', answered, 20),
      row(`${waiting}, the whole process`, 'MB', resident, 500),
      row(`${waiting}, heap in use`, 'MB', heap, null),
    ];
  });
}

/** Opens the store in a process of its own, so that neither its memory nor its speed depends on what was measured before. */
function opened(
  path: string,
  sizes: { readonly open: number; readonly ready: number; readonly answers: number },
): Opened {
  // prettier-ignore
  const script = join(import.meta.dirname, '../../many-open/open-many.ts');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=@deskbook/source', '--expose-gc', script, path, JSON.stringify(sizes)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`the store could not be worked with: ${stderr}`);
  return JSON.parse(stdout) as Opened;
}
