/** `node --expose-gc open-many.ts STORE SIZES`: opens a store with many open runs, goes on with them, and prints what that took, as JSON. */
import assert from 'node:assert/strict';
import { memoryUsage } from 'node:process';
import { openApprovals } from '../scene/approval-desk.ts';
import { cloneId } from '../scene/clone-runs.ts';
import { firstCopy } from './fill-store.ts';
import { doneAtOnce } from '../scene/open-bundle.ts';
import { openStore } from '../scene/open-store.ts';
import { percentile } from '../timing/percentile.ts';

/** What it took. */
export interface Opened {
  /** Milliseconds from opening the store to the first effect that was due. */
  readonly firstEffect: number;
  /** Milliseconds from an answer to what it lets happen, p99. */
  readonly answered: number;
  /** Megabytes of the whole process, and of its heap, once all of that was done. */
  readonly resident: number;
  readonly heap: number;
}

const [path = '', sizes = ''] = process.argv.slice(2);
const { open, ready, answers } = JSON.parse(sizes) as { readonly open: number; readonly ready: number; readonly answers: number }; // prettier-ignore
let effects = 0;
let last = 0;
const began = performance.now();
const store = await openStore(path);
const desk = await openApprovals(store, {
  perform: async (...asked) => {
    effects += 1;
    if (effects === 1 || effects > ready) last = performance.now();
    return doneAtOnce(...asked);
  },
});
await desk.settle();
assert.equal(effects, ready);
const firstEffect = last - began;
const ended = desk.runs({ status: 'ended' }).length;
const copies = Array.from({ length: Math.min(answers, open - ready - 1) }, (_, index) => firstCopy + index);
const waiting = copies.flatMap((number) => desk.tasks({ run: cloneId('approved-work', number) }));
assert.equal(waiting.length, copies.length);
const times: number[] = [];
for (const { task } of waiting) {
  const asked = performance.now();
  const answer = await desk.answer(task, { by: 'max', outcome: 'approve' });
  assert.ok(answer.ok);
  await desk.settle();
  times.push(last - asked);
}
assert.equal(effects, ready + waiting.length);
assert.equal(desk.runs({ status: 'ended' }).length, ended + waiting.length);
globalThis.gc?.();
const { rss, heapUsed } = memoryUsage();
const found: Opened = {
  firstEffect,
  answered: percentile(times, 0.99),
  resident: rss / 2 ** 20,
  heap: heapUsed / 2 ** 20,
};
process.stdout.write(JSON.stringify(found));
await desk.close();
