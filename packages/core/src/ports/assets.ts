import type { JsonObject } from '@deskbook/policies';

/** Devices and other assets. Methods may reject: what depends on them is then undecided. */
export interface Assets {
  /** One asset's record; null where there is none. */
  asset(id: string): Promise<JsonObject | null>;
  /** The ids of what a person has. */
  assetsOf(person: string): Promise<readonly string[]>;
}
