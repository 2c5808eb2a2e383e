import { existsSync } from 'node:fs';
import { sqliteStore, StoreError } from '@deskbook/core/journal';
import type { Store } from '@deskbook/core/journal';
import { fileKeys, keysOf, noKeys, privateStore } from '@deskbook/core/privacy';
import type { PersonKeys, PrivateStore } from '@deskbook/core/privacy';
import type { Bundle } from '@deskbook/dsl/bundle';
import { WrongUse } from '../output/exit-code.ts';

/** How a store is opened: `make` lets one that is not there be made; `readOnly` leaves it to whoever writes, and reads it as it is now. */
export interface StoreWish {
  readonly make?: boolean;
  readonly readOnly?: boolean;
  /** Where its keys are, unless beside it. */
  readonly keys?: string | undefined;
  /** What is personal in it is said by the fields of this bundle. */
  readonly bundle?: Bundle;
}

/** Opens the store a command names, and its keys. What is wrong with the files is wrong use, not a fault. */
export function openStore(
  path: string,
  { make = false, readOnly = false, keys, bundle }: StoreWish = {},
): PrivateStore {
  if (!make && !existsSync(path)) throw new WrongUse(`there is no store at ${path}`, '`deskbook run` makes one');
  try {
    const store = sqliteStore(path, { snapshot: readOnly });
    try {
      return privateStore(store, { keys: openKeys(keys ?? `${path}.keys`, store, readOnly), bundle });
    } catch (error) {
      void store.close();
      throw error;
    }
  } catch (error) {
    if (error instanceof StoreError) throw new WrongUse(error.message, hintFor(error.code, path));
    if (error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR')
      throw new WrongUse(`can't open ${path}: ${error.message}`);
    throw error;
  }
}

/** What can be done while a desk has the store open. */
export function busy(path: string): string {
  return `wait until that desk has ended, or stop it (nothing is lost), and say it again; meanwhile \`deskbook runs ${path}\`, \`report\` and \`audit\` only look`;
}

function hintFor(code: StoreError['code'], path: string): string | null {
  if (code === 'locked') return busy(path);
  return code === 'wrong_keys' ? 'name the keys that belong to it with --keys' : null;
}

/** The keys of a store. New ones would leave what is sealed in it unread for good, so that only who reads may do without. */
function openKeys(path: string, store: Store, readOnly: boolean): PersonKeys {
  if (existsSync(path)) return fileKeys(path, { readOnly });
  if (readOnly) return noKeys();
  if (keysOf(store) === null) return fileKeys(path);
  throw new WrongUse(`the keys of this store are not at ${path}`, 'put them there, or name them with --keys');
}
