import { copyFileSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteStore, type Store } from '../../src/index.ts';

/** A store in a file, that can be left as a process leaves it which dies. */
export interface OnDisk {
  readonly folder: string;
  readonly open: () => Store;
  /** The store as it is read from what the last one had on disk at this moment, its log included. */
  readonly crash: () => Store;
}

export function keptOnDisk(): OnDisk {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'simulated-desk-'));
  let number = 0;
  let last: Store | null = null;
  const path = (): string => join(folder, `desk-${number}.db`);
  const open = (): Store => (last = sqliteStore(path()));
  return {
    folder,
    open,
    crash: () => {
      const from = path();
      number += 1;
      for (const suffix of ['', '-wal']) if (existsSync(from + suffix)) copyFileSync(from + suffix, path() + suffix);
      void last?.close();
      return open();
    },
  };
}
