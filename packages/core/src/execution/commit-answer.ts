import type { Commit } from '../journal/store.ts';
import type { EntryBody } from '../kernel/entry.ts';
import type { AnswerResult } from './answer-result.ts';
import { noTask, refuse, type Answering, type Refused } from './answering.ts';
import { othersApart } from './decide-about.ts';
import type { ExecutionHost } from './host.ts';
import type { Kept } from './kept-from.ts';
import { ticketOf } from './run-facts.ts';

/** How often an answer is tried while other runs about its ticket go on beside it. */
const tries = 20;

/**
 * Commits an answer. What keeps somebody from it is asked again at that very moment, and other runs in which they may have exercised a duty
 * must not have gone on since: of two answers that are kept apart and come at once, one is taken.
 */
export async function commitAnswer(at: Answering, kept: Kept | null, entry: () => EntryBody): Promise<AnswerResult> {
  const { host, running, task } = at;
  for (let tried = 0; tried < tries; tried += 1) {
    const late: Refused[] = [];
    let expect: Commit['expect'] = {};
    const taken = await running.commit((state) => {
      const refused = kept?.();
      if (refused) {
        late.push(refused);
        return null;
      }
      if (kept !== null) expect = othersApart(host, { ticket: ticketOf(state), run: state.run });
      return { entries: [entry()], beside: [{ expect, append: [] }] };
    });
    if (taken) return { ok: true, run: running.run };
    if (late[0] !== undefined) return late[0];
    if (stand(host, expect)) return noTask(task.task);
  }
  return refuse('refused', 'unavailable');
}

/** Whether no other run has gone on: then it is this one that has, and the answer no longer fits. */
function stand({ store }: ExecutionHost, expect: Commit['expect']): boolean {
  return Object.entries(expect).every(([stream, head]) => store.head(stream)?.hash === head?.hash);
}
