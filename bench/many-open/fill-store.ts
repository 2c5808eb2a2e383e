import assert from 'node:assert/strict';
import { sqliteStore } from '@deskbook/core';
import { openApprovals } from '../scene/approval-desk.ts';
import { cloneRuns } from '../scene/clone-runs.ts';
import { ticketCreated } from '../scene/open-bundle.ts';

/** The number of the first run that is a copy. */
export const firstCopy = 3;

/** Fills a store with open runs: most wait for an approval, and those that are ready have just been approved. */
export async function fillStore(
  path: string,
  { open, ready }: { readonly open: number; readonly ready: number },
): Promise<void> {
  const store = sqliteStore(path);
  let isSlow = false;
  const beforeReading = async (): Promise<void> => void (isSlow && (await new Promise((go) => setTimeout(go, 5))));
  const desk = await openApprovals(store, { beforeReading });
  await desk.receive(ticketCreated(1));
  await desk.receive(ticketCreated(2));
  await desk.settle();
  const [waiting, approved] = desk.runs({ status: 'open' });
  assert.ok(waiting !== undefined && approved !== undefined);
  await cloneRuns(store, waiting, numbers(firstCopy, open - ready - 1));
  const [task] = desk.tasks({ run: approved.run });
  // What the answer lets happen is asked for in a commit of its own: it takes a while to read what that rests on.
  isSlow = true;
  const answer = await desk.answer(task?.task ?? '', { by: 'max', outcome: 'approve' });
  assert.ok(answer.ok);
  const [readied] = store.runs({ ready: true });
  assert.ok(readied !== undefined);
  // What was approved is copied as it is now; the run itself goes on here, and ends.
  await cloneRuns(store, readied, numbers(firstCopy + open, ready));
  await desk.settle();
  assert.equal(store.runs({ status: 'open' }).length, open);
  assert.equal(store.runs({ ready: true }).length, ready);
  await store.close();
}

const numbers = (from: number, count: number): readonly number[] => Array.from({ length: count }, (_, index) => from + index); // prettier-ignore
