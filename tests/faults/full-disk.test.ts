import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inRoot } from '../scene/deskbook.ts';
import { temporaryFolder } from '../scene/temporary-folder.ts';
import { startProcess } from './processes.ts';

/** How large the disk is, in bytes. */
const SIZE = 4 * 1_048_576;

/** Whether a process may have a disk of its own here: as root, or in a name space of its own. */
const mayMount =
  spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt'], { encoding: 'utf8' }).status === 0;

test.runIf(mayMount)(
  'on a full disk a commit is refused by name and whole, nothing else is lost, and it goes on once there is room',
  async () => {
    const disk = join(temporaryFolder(), 'disk');
    mkdirSync(disk);
    const node = `'${process.execPath}' --conditions=@deskbook/source '${inRoot('tests/faults/fill-disk.ts')}'`;
    const script = `mount -t tmpfs -o size=${SIZE} tmpfs '${disk}' && exec ${node} '${disk}' ${SIZE}`;
    const child = startProcess('unshare', ['-rm', 'sh', '-c', script]);
    expect([await child.ended, child.notes()]).toEqual([{ code: 0, signal: null }, '']);
    const told = JSON.parse(child.lines().join('')) as Told;
    expect(told.refusal).toMatchObject({ name: 'StoreError', code: 'full' });
    expect(told.whileFull).toMatchObject({ verified: { ok: true }, streams: told.whileFull.acknowledged * 2 });
    expect(told.whileFull.acknowledged).toBeGreaterThan(20);
    expect(told.goesOn).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect(told.again).toEqual({ ok: true, streams: told.whileFull.streams + 6 });
  },
);

interface Told {
  readonly refusal: object;
  readonly whileFull: { readonly acknowledged: number; readonly streams: number };
  readonly goesOn: readonly string[];
  readonly again: object;
}
