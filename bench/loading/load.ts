/** `node --expose-gc load.ts WHAT SIZE`: loads it once and prints what that took, as JSON. */
import assert from 'node:assert/strict';
import { loadables } from './loadables.ts';
import type { Loadable } from './loadables.ts';
import type { Loaded } from './loaded.ts';

const [what = '', size = ''] = process.argv.slice(2);
const prepared = loadables[what as Loadable](Number(size));
const before = heldAfterCollecting();
const began = performance.now();
const held = await prepared.load();
const milliseconds = performance.now() - began;
const after = heldAfterCollecting();
assert.equal(await held.check(), true, 'what was loaded gives wrong answers');
const figures: Loaded = {
  milliseconds,
  held: (after - before) / 2 ** 20,
  peak: process.resourceUsage().maxRSS / 2 ** 10,
};
process.stdout.write(JSON.stringify(figures));

/** Bytes on the heap and in buffers beside it. */
function heldAfterCollecting(): number {
  assert.ok(globalThis.gc, 'run with --expose-gc');
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
