import type { Facts } from '../conditions/facts.ts';
import type { AccessRequest, Subject } from './access-request.ts';
import type { Asked } from './asked.ts';
import type { HeldRoles } from './held-roles.ts';

/**
 * What conditions see. The context cannot pass itself off as the subject or the resource, nor can properties change who they are. Where
 * a role is undecided, so is the list of all roles: it has no value.
 */
export function factsOfRequest(
  { type }: Asked,
  { list }: HeldRoles,
  subject: Subject,
  { resource, context }: Pick<AccessRequest, 'resource' | 'context'>,
): Facts {
  return {
    ...context,
    subject: { ...subject.properties, type: subject.type, id: subject.id, groups: subject.groups, roles: list },
    resource: { ...resource.properties, type, id: resource.id },
  };
}
