import type { JsonObject } from '@deskbook/policies';

/** What monitoring knows of an asset. */
export interface Monitoring {
  /** How an asset is doing; null where it is not watched. */
  status(asset: string): Promise<JsonObject | null>;
}
