import type { JsonObject } from '@deskbook/policies';
import type { Directory } from '../ports/directory.ts';
import { closeGroups } from './close-groups.ts';

/** A person as a record of facts: what the directory knows, their id, and their groups closed transitively. null: no such person. */
export async function personRecord(directory: Directory, id: string): Promise<JsonObject | null> {
  const person = await directory.person(id);
  if (person === null) return null;
  return { ...person.properties, id: person.id, groups: await closeGroups(directory, person.groups) };
}
