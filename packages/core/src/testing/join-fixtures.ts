import type { Fixtures } from '@deskbook/dsl/bundle';

/** Several fixtures as one world; of two that name the same thing the later wins. */
export function joinFixtures(all: readonly Fixtures[]): Fixtures {
  const merge = <Value>(
    pick: (fixtures: Fixtures) => { readonly [id: string]: Value },
  ): { readonly [id: string]: Value } => Object.fromEntries(all.flatMap((fixtures) => Object.entries(pick(fixtures))));
  return {
    id: all.map(({ id }) => id).join('+'),
    people: merge(({ people }) => people),
    groups: merge(({ groups }) => groups),
    schedules: merge(({ schedules }) => schedules),
    absences: all.flatMap(({ absences }) => absences),
    assets: merge(({ assets }) => assets),
    monitoring: merge(({ monitoring }) => monitoring),
    tickets: merge(({ tickets }) => tickets),
    articles: all.flatMap(({ articles }) => articles),
    pastTickets: all.flatMap(({ pastTickets }) => pastTickets),
    secrets: merge(({ secrets }) => secrets),
    actions: merge(({ actions }) => actions),
  };
}
