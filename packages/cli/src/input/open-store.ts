import { existsSync } from 'node:fs';
import { sqliteStore, StoreError } from '@deskbook/core/journal';
import type { Store } from '@deskbook/core/journal';
import { WrongUse } from '../output/exit-code.ts';

/** How a store is opened: `make` lets one that is not there be made; `readOnly` leaves it to whoever writes, and reads it as it is now. */
export interface StoreWish {
  readonly make?: boolean;
  readonly readOnly?: boolean;
}

/** Opens the store a command names. What is wrong with the file is wrong use, not a fault. */
export function openStore(path: string, { make = false, readOnly = false }: StoreWish = {}): Store {
  if (!make && !existsSync(path)) throw new WrongUse(`there is no store at ${path}`, '`deskbook run` makes one');
  try {
    return sqliteStore(path, { snapshot: readOnly });
  } catch (error) {
    if (error instanceof StoreError) throw new WrongUse(error.message, error.code === 'locked' ? busy(path) : null);
    if (error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR')
      throw new WrongUse(`can't open ${path}: ${error.message}`);
    throw error;
  }
}

/** What can be done while a desk has the store open. */
export function busy(path: string): string {
  return `wait until that desk has ended, or stop it (nothing is lost), and say it again; meanwhile \`deskbook runs ${path}\`, \`report\` and \`audit\` only look`;
}
