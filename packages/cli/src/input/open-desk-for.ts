import { environmentSecrets, openDesk, systemClock } from '@deskbook/core';
import type { Clock, Desk, DeskOptions, Secrets, Store } from '@deskbook/core';
import { resilientPorts } from '@deskbook/core/resilience';
import { fixturePorts, joinFixtures, virtualClock } from '@deskbook/core/testing';
import { WrongUse } from '../output/exit-code.ts';
import { readDeskConfiguration } from './desk-configuration.ts';
import type { OpenedBundle } from './open-bundle.ts';

/** A desk as the command line opens it, with what commands need beside it. */
export interface OpenedDesk {
  readonly desk: Desk;
  readonly clock: Clock;
  readonly secrets: Secrets;
}

export interface DeskWish {
  readonly store: Store;
  /** `--now`: the time to go by. */
  readonly now: string | undefined;
  readonly onEntry?: DeskOptions['onEntry'];
}

/** Opens a desk over a bundle, its ports bound as `desk.yaml` says and guarded. Where it cannot, the store is closed. */
export async function openDeskFor(opened: OpenedBundle, wish: DeskWish): Promise<OpenedDesk> {
  try {
    return await bind(opened, wish);
  } catch (error) {
    await wish.store.close();
    throw error;
  }
}

async function bind(opened: OpenedBundle, { store, now, onEntry }: DeskWish): Promise<OpenedDesk> {
  const configuration = readDeskConfiguration(opened);
  const clock = now === undefined ? systemClock() : virtualClock(instant(now));
  const world = fixturePorts(joinFixtures(configuration.fixtures), { bundle: opened.bundle, clock });
  const { ports, health } = resilientPorts(world, configuration.resilience);
  const environment = environmentSecrets(configuration.secretsPrefix);
  const secrets: Secrets = { secret: async (name) => (await ports.secrets.secret(name)) ?? environment.secret(name) };
  const desk = await openDesk({
    ...ports,
    health,
    secrets,
    clock,
    store,
    bundle: opened.bundle,
    values: configuration.values,
    ...(onEntry && { onEntry }),
  });
  return { desk, clock, secrets };
}

/** `--now`, as ISO 8601 with milliseconds. */
export function instant(text: string): string {
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw new WrongUse(`\`${text}\` is no instant`, 'write one such as 2026-03-27T14:00:00+01:00');
  return new Date(time).toISOString();
}
