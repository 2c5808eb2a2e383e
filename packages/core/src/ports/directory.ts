import type { JsonObject } from '@deskbook/policies';

/** A person as the directory knows them. `groups` are the direct ones; `properties` hold the fields `facts` declares. */
export interface Person {
  readonly id: string;
  readonly groups: readonly string[];
  readonly properties: JsonObject;
}

/** People, groups, absences and schedules. Every method may reject: then what depends on it is undecided, never assumed. */
export interface Directory {
  /** One person; null where the directory knows nobody of that id. */
  person(id: string): Promise<Person | null>;
  /** The person behind an account elsewhere (`jira`, `557058:…`; `email`, `lena@…`). */
  personByAccount(scheme: string, account: string): Promise<string | null>;
  /** The groups a group is directly in; together with `Person.groups` the desk closes membership transitively. */
  groupsOfGroup(group: string): Promise<readonly string[]>;
  /** People directly in a group, and groups directly in it. */
  membersOfGroup(group: string): Promise<{ readonly people: readonly string[]; readonly groups: readonly string[] }>;
  /** Who is on duty at an instant. */
  onSchedule(schedule: string, at: string): Promise<readonly string[]>;
  /** Whether a person is away at that instant. */
  absent(person: string, at: string): Promise<boolean>;
}
