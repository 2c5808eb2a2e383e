import type { EntryBody } from '../kernel/entry.ts';
import type { AnswerResult } from './answer-result.ts';
import { noTask, refuse, type Answering, type Refused } from './answering.ts';
import { othersApart } from './decide-about.ts';
import type { Kept } from './kept-from.ts';
import { ticketOf } from './run-facts.ts';

/** How often an answer is tried while other runs about its ticket go on beside it. */
const tries = 20;

/**
 * Commits an answer. What keeps somebody from it is asked again at that very moment, and other runs in which they may have exercised a duty
 * must not have gone on since: of two answers that are kept apart and come at once, one is taken.
 */
export async function commitAnswer(at: Answering, kept: Kept, entry: () => EntryBody): Promise<AnswerResult> {
  const { host, running, task } = at;
  for (let tried = 0; tried < tries; tried += 1) {
    const refused: Refused[] = [];
    let others = false;
    const taken = await running.commit((state) => {
      const late = kept();
      if (late !== null) {
        refused.push(late);
        return null;
      }
      const expect = othersApart(host, { ticket: ticketOf(state), run: state.run });
      others = Object.keys(expect).length > 0;
      return { entries: [entry()], beside: [{ expect, append: [] }] };
    });
    if (taken) return { ok: true, run: running.run };
    if (refused[0] !== undefined) return refused[0];
    if (!others || host.store.task(task.task) === null) return noTask(task.task);
  }
  return refuse('refused', 'unavailable');
}
