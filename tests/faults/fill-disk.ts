/**
 * Commits to a store on a disk with little room until there is none, says how that was told, makes room, and commits again. Prints what it
 * found as JSON. The disk is a small one of its own, made by whoever starts this.
 */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sqliteStore } from '@deskbook/core';

const [folder = '', size = ''] = process.argv.slice(2);
const path = join(folder, 'desk.db');
const ballast = join(folder, 'ballast');
writeFileSync(ballast, new Uint8Array(Number(size) / 2));
const store = sqliteStore(path);
const at = '2026-03-02T09:00:00.000Z';
let made = 0;

/** Three commits at once, each of two chains: all of one happens, or nothing. */
function commitThree(): Promise<PromiseSettledResult<unknown>[]> {
  const three = [0, 1, 2].map((one) => {
    const streams = [`run:${made}.${one}.a`, `run:${made}.${one}.b`];
    return store.commit({
      expect: Object.fromEntries(streams.map((stream) => [stream, null])),
      append: streams.map((stream) => ({ stream, at, cause: 'desk', body: { type: 'x', text: 'x'.repeat(3_000) } })),
      seen: [{ source: 'disk', id: `${made}.${one}` }],
    });
  });
  made += 1;
  return Promise.allSettled(three);
}

let acknowledged = 0;
let refusal: { readonly name: string; readonly code: string; readonly message: string } | null = null;
while (refusal === null && made < 10_000) {
  const results = await commitThree();
  acknowledged += results.filter(({ status }) => status === 'fulfilled').length;
  const failed = results.find((result) => result.status === 'rejected');
  if (failed === undefined) continue;
  const { name, code, message } = failed.reason as { name: string; code: string; message: string };
  refusal = { name, code, message };
}
const whileFull = { verified: store.verify(), streams: store.streams('run:').length, acknowledged };
rmSync(ballast);
const after = await commitThree();
const goesOn = after.map(({ status }) => status);
await store.close();
const again = sqliteStore(path);
const { ok } = again.verify();
console.log(JSON.stringify({ refusal, whileFull, goesOn, again: { ok, streams: again.streams('run:').length }, ballast: existsSync(ballast) })); // prettier-ignore
await again.close();
