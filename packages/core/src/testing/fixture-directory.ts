import type { FixturePerson, Fixtures } from '@deskbook/dsl/bundle';
import type { Directory, Person } from '../ports/directory.ts';
import { own } from '../facts/own.ts';

/** A directory over fixture people, groups, schedules and absences. */
export function fixtureDirectory(fixtures: Fixtures): Directory {
  const people = Object.values(fixtures.people);
  return {
    person: async (id) => personOf(own(fixtures.people, id)),
    personByAccount: async (scheme, account) =>
      people.find((person) => hasAccount(person, scheme, account))?.id ?? null,
    groupsOfGroup: async (group) => own(fixtures.groups, group) ?? [],
    membersOfGroup: async (group) => ({
      people: people.filter((person) => person.groups.includes(group)).map(({ id }) => id),
      groups: Object.keys(fixtures.groups).filter((inner) => own(fixtures.groups, inner)?.includes(group)),
    }),
    onSchedule: async (schedule, at) => onDuty(own(fixtures.schedules, schedule) ?? [], at),
    absent: async (person, at) =>
      fixtures.absences.some((absence) => absence.person === person && isDuring(absence.from, absence.until, at)),
  };
}

/** Those who always are, and those whose shift it is, in the order they stand there. */
function onDuty(entries: Fixtures['schedules'][string], at: string): readonly string[] {
  const now = entries.flatMap((entry) => {
    if (typeof entry === 'string') return [entry];
    return isDuring(entry.from, entry.until, at) ? [entry.person] : [];
  });
  return [...new Set(now)];
}

function personOf(person: FixturePerson | undefined): Person | null {
  if (person === undefined) return null;
  const { id, groups, properties, accounts } = person;
  const email = Object.hasOwn(accounts, 'email') ? { email: accounts['email'] ?? null } : {};
  return { id, groups, properties: { ...email, ...properties } };
}

function hasAccount({ accounts, properties }: FixturePerson, scheme: string, account: string): boolean {
  if (own(accounts, scheme) === account) return true;
  return scheme === 'email' && properties['email'] === account;
}

/** From its beginning until its end. An end that is only a day lasts until that day is over. */
function isDuring(from: string, until: string, at: string): boolean {
  const now = Date.parse(at);
  const end = Date.parse(until) + (until.length === 'yyyy-mm-dd'.length ? 24 * 60 * 60 * 1000 : 0);
  return Date.parse(from) <= now && now < end;
}
