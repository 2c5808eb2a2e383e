import type { JsonObject } from '@deskbook/policies';
import type { JournalEntry } from '../journal/journal-entry.ts';
import { auditedAct } from './audited-act.ts';
import type { AuditedAct } from './audited-act.ts';

/** The version of the Open Cybersecurity Schema Framework whose shape is written. */
export const OCSF_VERSION = '1.3.0';

/** API Activity, of the category Application Activity. */
const API_ACTIVITY = {
  category_uid: 6,
  category_name: 'Application Activity',
  class_uid: 6003,
  class_name: 'API Activity',
};

/** None of create, read, update and delete: what an action does to its resource is the action's to know. */
const OTHER = 99;

const statuses = { unknown: [0, 'Unknown'], success: [1, 'Success'], failure: [2, 'Failure'] } as const;

/**
 * One entry of the journal as an event of the Open Cybersecurity Schema Framework (https://schema.ocsf.io): API Activity (6003), with who
 * acted, the operation, the resource, the permission and the outcome. `metadata.uid` names the entry, `metadata.sequence` its place in
 * its chain, and `unmapped` holds the whole of it with its hash, so that nothing is lost on the way.
 */
export function toOcsf(entry: JournalEntry): JsonObject {
  const act = auditedAct(entry);
  const { stream, sequence, at, cause, body, previous, hash } = entry;
  const [status_id, status] = statuses[act.outcome];
  return {
    ...API_ACTIVITY,
    activity_id: OTHER,
    activity_name: body.type,
    type_uid: API_ACTIVITY.class_uid * 100 + OTHER,
    type_name: `${API_ACTIVITY.class_name}: Other`,
    time: Date.parse(at),
    severity_id: 1,
    severity: 'Informational',
    status_id,
    status,
    message: `${act.operation}: ${status.toLowerCase()}`,
    actor: actorOf(act),
    api: { operation: act.operation, service: { name: 'deskbook' } },
    src_endpoint: { name: 'deskbook' },
    ...(act.resource !== null && { resources: [{ type: act.resource.type, uid: act.resource.id }] }),
    metadata: {
      version: OCSF_VERSION,
      product: { name: 'Deskbook', vendor_name: 'Deskbook' },
      uid: `${stream}#${sequence}`,
      sequence,
      event_code: body.type,
      log_name: stream,
      log_provider: 'deskbook',
      original_time: at,
      correlation_uid: stream,
    },
    unmapped: { cause, body, previous, hash },
  };
}

/** The person in whose name it was done, and the desk as the application that did it; where nobody is, the desk is the user as well. */
function actorOf({ actor, onBehalfOf, authorization }: AuditedAct): JsonObject {
  const isDesk = actor === 'desk';
  const user = isDesk && onBehalfOf !== null && onBehalfOf !== '' ? onBehalfOf : actor;
  const system = user === 'desk';
  return {
    user: { uid: user, type_id: system ? 3 : 1, type: system ? 'System' : 'User' },
    ...(isDesk && { app_name: 'Deskbook', app_uid: 'desk' }),
    ...(authorization !== null && {
      authorizations: [
        {
          decision: authorization.allowed ? 'allowed' : 'denied',
          ...(authorization.policy !== null && {
            policy: {
              name: authorization.policy,
              ...(authorization.reference !== null && { uid: authorization.reference }),
            },
          }),
        },
      ],
    }),
  };
}
