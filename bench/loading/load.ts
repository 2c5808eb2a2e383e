/** `node --expose-gc load.ts WHAT SIZE`: loads it once and prints what that took, as JSON. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { loadables } from './loadables.ts';
import type { Loadable } from './loadables.ts';
import type { Loaded } from './loaded.ts';

const [what = '', size = ''] = process.argv.slice(2);
const prepared = loadables[what as Loadable](Number(size));
const before = heldAfterCollecting();
const began = process.cpuUsage();
const held = await prepared.load();
const { user, system } = process.cpuUsage(began);
const after = heldAfterCollecting();
assert.equal(await held.check(), true, 'what was loaded gives wrong answers');
const figures: Loaded = {
  milliseconds: (user + system) / 1000,
  held: (after - before) / 2 ** 20,
  peak: peakOfProcess() / 2 ** 10,
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

/** Kilobytes of memory at the most. What the system says of resources used begins with the process that started this one. */
function peakOfProcess(): number {
  const status = '/proc/self/status';
  const line = existsSync(status) ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8')) : null;
  return line === null ? process.resourceUsage().maxRSS : Number(line[1]);
}
