import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Perform } from '@deskbook/core';

/** Something that was done, as the world knows it: by whom, under which key. */
export interface Deed {
  readonly action: string;
  readonly key: string;
  readonly job: string;
  readonly worker: string;
}

/** Everything that was ever done, whoever did it, in order. */
export function deedsIn(file: string): readonly Deed[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Deed);
}

/**
 * A world apart from the desk and its database: one file, to which each process appends what it does. It takes its time to answer: `finish`
 * a quarter of a second, everything else a moment.
 */
export function worldIn(file: string, worker: string): Perform {
  return async (action, input, { key }) => {
    const job = typeof input['job'] === 'string' ? input['job'] : '';
    if (action === 'job.was_charged') {
      const charged = deedsIn(file).some((deed) => deed.action === 'job.charge' && deed.job === job);
      return { status: 'done', output: { charged } };
    }
    appendFileSync(file, `${JSON.stringify({ action, key, job, worker } satisfies Deed)}\n`);
    await new Promise((resolve) => setTimeout(resolve, action === 'job.finish' ? 250 : 5));
    return { status: 'done', output: action === 'mail.send' ? { message: key } : {} };
  };
}
