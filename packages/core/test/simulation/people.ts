import type { Assets } from '../../src/ports/assets.ts';
import type { Directory, Person } from '../../src/ports/directory.ts';
import type { JsonObject } from '@deskbook/policies';

const person = (id: string, groups: readonly string[], properties: JsonObject): Person => ({
  id,
  groups: ['staff', ...groups],
  properties: { name: id, email: `${id}@example.com`, ...properties },
});

/** Everybody there is: three who ask for things, two agents, two bosses (one of whom asks as well), and a chief. */
export const EVERYBODY: { readonly [id: string]: Person } = {
  lena: person('lena', [], { employment: 'employee', manager: 'mia' }),
  ivy: person('ivy', [], { employment: 'intern', manager: 'omar' }),
  omar: person('omar', ['bosses'], { employment: 'employee', manager: 'carl', deputy: 'mia' }),
  mia: person('mia', ['bosses'], { employment: 'employee', manager: 'carl', deputy: 'ann' }),
  ann: person('ann', ['agents'], { employment: 'employee', manager: 'mia' }),
  ben: person('ben', ['agents'], { employment: 'contractor', manager: 'mia', deputy: 'ann' }),
  carl: person('carl', [], { employment: 'employee' }),
};

export const REQUESTERS = ['lena', 'ivy', 'omar'] as const;
export const NAMES = Object.keys(EVERYBODY);

/** A directory of them. `isAway` says who is not there. */
export function directoryOf(isAway: (person: string) => boolean): Directory {
  return {
    person: async (id) => (Object.hasOwn(EVERYBODY, id) ? (EVERYBODY[id] ?? null) : null),
    personByAccount: async (_, account) => (Object.hasOwn(EVERYBODY, account) ? account : null),
    groupsOfGroup: async () => [],
    membersOfGroup: async (group) => ({
      people: NAMES.filter((id) => EVERYBODY[id]?.groups.includes(group)),
      groups: [],
    }),
    onSchedule: async () => ['carl'],
    absent: async (id) => isAway(id),
  };
}

export const assets: Assets = { asset: async () => null, assetsOf: async () => [] };
