import type { Store } from '@deskbook/core';

/** A place that held no store yet. What is opened again there goes on from what was closed. */
export interface StorePlace {
  open(): Promise<Store>;
}
