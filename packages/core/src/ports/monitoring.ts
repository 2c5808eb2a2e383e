import type { JsonObject } from '@deskbook/policies';

/** What monitoring knows of an asset. */
export interface Monitoring {
  status(asset: string): Promise<JsonObject | null>;
}
