import { environmentSecrets, openDesk, systemClock } from '@deskbook/core';
import type { Clock, Desk, DeskOptions, Secrets, Store } from '@deskbook/core';
import { fixturePorts, virtualClock } from '@deskbook/core/testing';
import type { Fixtures } from '@deskbook/dsl/bundle';
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

/** Opens a desk over a bundle, its ports bound as `desk.yaml` says. */
export async function openDeskFor(opened: OpenedBundle, { store, now, onEntry }: DeskWish): Promise<OpenedDesk> {
  const configuration = readDeskConfiguration(opened);
  const clock = now === undefined ? systemClock() : virtualClock(instant(now));
  const ports = fixturePorts(joined(configuration.fixtures), { bundle: opened.bundle, clock });
  const environment = environmentSecrets(configuration.secretsPrefix);
  const secrets: Secrets = { secret: async (name) => (await ports.secrets.secret(name)) ?? environment.secret(name) };
  const desk = await openDesk({
    ...ports,
    secrets,
    clock,
    store,
    bundle: opened.bundle,
    values: configuration.values,
    ...(onEntry && { onEntry }),
  });
  return { desk, clock, secrets };
}

/** Several fixtures as one world; of two that name the same thing the later wins. */
function joined(all: readonly Fixtures[]): Fixtures {
  const merge = <Value>(
    pick: (fixtures: Fixtures) => { readonly [id: string]: Value },
  ): { readonly [id: string]: Value } => Object.assign({}, ...all.map(pick)) as { [id: string]: Value };
  return {
    id: all.map(({ id }) => id).join('+'),
    people: merge(({ people }) => people),
    groups: merge(({ groups }) => groups),
    schedules: merge(({ schedules }) => schedules),
    absences: all.flatMap(({ absences }) => absences),
    assets: merge(({ assets }) => assets),
    tickets: merge(({ tickets }) => tickets),
    articles: all.flatMap(({ articles }) => articles),
    pastTickets: all.flatMap(({ pastTickets }) => pastTickets),
    secrets: merge(({ secrets }) => secrets),
    actions: merge(({ actions }) => actions),
  };
}

function instant(text: string): string {
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw new WrongUse(`\`${text}\` is no instant`, 'write one such as 2026-03-27T14:00:00+01:00');
  return new Date(time).toISOString();
}
