import type { Desk, DeskOptions } from './desk.ts';
import { openHostedDesk } from './open-hosted-desk.ts';

/**
 * Opens a desk over a bundle, a store and the ports to the world. What an earlier process left unfinished is resumed by the first
 * `settle`; until then nothing is performed.
 *
 * @throws TypeError where `links` has a key of less than 32 bytes, or no https URL.
 * @example
 * const desk = await openDesk({ bundle, store: sqliteStore('desk.db'), perform, directory });
 * await desk.receive({ source: 'jira', headers, body });
 * await desk.settle();
 */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const { desk } = await openHostedDesk(options, null);
  return desk;
}
