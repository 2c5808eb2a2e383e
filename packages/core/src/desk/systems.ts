import { systemStatuses, type SystemStatus } from '../resilience/system-status.ts';
import { waitingForSystems } from '../resilience/waiting-for-systems.ts';
import type { DeskParts } from './desk-parts.ts';

/** How the systems are doing, and what waits for them. */
export function systems({ options, store, bundleOf }: DeskParts): readonly SystemStatus[] {
  return systemStatuses(options.health?.() ?? [], waitingForSystems(store, bundleOf));
}
