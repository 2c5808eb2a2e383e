import { sqliteStore } from '@deskbook/core';
import type { Store } from '@deskbook/core';

/** Where what is personal is sealed under keys of the people it is about. */
interface Privacy {
  readonly privateStore: (store: Store, options: { readonly keys: unknown }) => Store;
  readonly memoryKeys: () => unknown;
}

/** The embedded store, its chains on, and its encryption where this version has it. */
export async function openStore(path: string): Promise<Store> {
  const privacy = await findPrivacy();
  const store = sqliteStore(path);
  return privacy === null ? store : privacy.privateStore(store, { keys: privacy.memoryKeys() });
}

/** What the store does besides writing, in words. */
export async function whatIsOn(): Promise<string> {
  return (await findPrivacy()) === null ? 'chain on' : 'chain and encryption on';
}

async function findPrivacy(): Promise<Privacy | null> {
  try {
    const name = '@deskbook/core/privacy';
    return (await import(name)) as Privacy;
  } catch {
    return null;
  }
}
