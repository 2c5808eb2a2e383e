import type { JsonObject, Subject } from '@deskbook/policies';
import type { Bundle, Workflow } from '@deskbook/dsl/bundle';
import { personRecord } from '../facts/person-record.ts';
import { activationsOf } from './activations-of.ts';
import type { ExecutionHost } from './host.ts';

/** The desk itself, in the role a workflow acts in if that is within its own: it may do with less, never with more. */
export function deskSubject(bundle: Bundle, workflow: Workflow | null): Subject {
  const own = bundle.robot.role;
  const wanted = workflow?.acts.as ?? own;
  return {
    type: 'service',
    id: 'desk',
    groups: [],
    roles: [includedIn(bundle, own).includes(wanted) ? wanted : own],
    properties: {},
  };
}

const included = new WeakMap<Bundle, Map<string, readonly string[]>>();

/** A role and every role it includes, transitively. Worked out once for each bundle. */
function includedIn(bundle: Bundle, role: string): readonly string[] {
  const known = included.get(bundle) ?? new Map<string, readonly string[]>();
  included.set(bundle, known);
  const found = known.get(role) ?? rolesWithin(bundle, role);
  known.set(role, found);
  return found;
}

function rolesWithin(bundle: Bundle, role: string): readonly string[] {
  const found = [role];
  for (const id of found) {
    const included = bundle.access.roles.find((role) => role.id === id)?.includes ?? [];
    found.push(...included.filter((other) => !found.includes(other)));
  }
  return found;
}

/**
 * A person as the access policy sees them: groups closed transitively, schedules they are on at this moment, temporary roles and broken
 * glass. null: there is no such
 * person of exactly this id, who then may do nothing.
 *
 * @throws what the directory rejects with.
 */
export async function personSubject(host: ExecutionHost, id: string): Promise<Subject | null> {
  const record = await personRecord(host.directory, id);
  // A directory may find people by other spellings of their id; whoever has two names could stand in their own way, or not.
  if (record?.['id'] !== id) return null;
  const { id: _, groups, ...properties } = record;
  const subject: Subject = {
    type: 'person',
    id,
    groups: Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : [],
    roles: await scheduledRoles(host, id),
    properties: properties satisfies JsonObject,
  };
  return { ...subject, ...activationsOf(host, subject) };
}

async function scheduledRoles(host: ExecutionHost, person: string): Promise<readonly string[]> {
  const now = host.clock.now();
  const roles: string[] = [];
  for (const { role, schedule } of schedulesOf(host.bundle())) {
    if ((await host.directory.onSchedule(schedule, now)).includes(person)) roles.push(role);
  }
  return roles;
}

const schedules = new WeakMap<Bundle, readonly { readonly role: string; readonly schedule: string }[]>();

/** The roles that come from being on duty, and on which schedule. Looked for once in each bundle. */
function schedulesOf(bundle: Bundle): readonly { readonly role: string; readonly schedule: string }[] {
  const known = schedules.get(bundle);
  if (known !== undefined) return known;
  const found = bundle.access.roles.flatMap(({ id, from }) =>
    from.flatMap((source) => (source.kind === 'schedule' ? [{ role: id, schedule: source.schedule }] : [])),
  );
  schedules.set(bundle, found);
  return found;
}
