import type { JsonObject } from '@deskbook/policies';

/** Devices and other assets. Methods may reject: what depends on them is then undecided. */
export interface Assets {
  asset(id: string): Promise<JsonObject | null>;
  assetsOf(person: string): Promise<readonly string[]>;
}
