import { runsNamed } from '@deskbook/core/runs';
import type { RunRecord } from '@deskbook/core/runs';
import type { Store } from '@deskbook/core/journal';
import { WrongUse } from '../output/exit-code.ts';

/** How many runs a hint names. */
const mostNamed = 5;

/** The run an operator means, by its id or by as much of its beginning as there is only one of. */
export function findRun(store: Store, name: string): RunRecord {
  const found = runsNamed(store, name);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (only === undefined) throw new WrongUse(`there is no run ${name}`, '`deskbook runs` lists them');
  const some = found.slice(0, mostNamed).map(({ run }) => run);
  const more = found.length > mostNamed ? `, … (${found.length} in all)` : '';
  throw new WrongUse(`${found.length} runs begin with ${name}`, `say more of it: ${some.join(', ')}${more}`);
}

/** The task an operator means: by its id, or by a run (or its beginning) that waits for one answer alone. */
export function findTask(store: Store, name: string): string {
  if (store.task(name) !== null) return name;
  const runs = runsNamed(store, name);
  const tasks = runs.flatMap(({ run }) => store.tasks({ run }));
  const [only] = tasks;
  if (runs.length === 1 && tasks.length > 1)
    throw new WrongUse(
      `${name} waits for ${tasks.length} answers`,
      `name one: ${tasks.map(({ task }) => task).join(', ')}`,
    );
  return tasks.length === 1 && only !== undefined ? only.task : name;
}
