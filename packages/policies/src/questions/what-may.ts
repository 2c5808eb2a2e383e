import type { AccessDecision } from '../access/access-decision.ts';
import type { AccessRequest, Resource, Subject } from '../access/access-request.ts';
import type { Access } from '../access/create-access.ts';
import type { JsonObject } from '../json.ts';

/** What to ask about one subject. */
export interface WhatMayQuestion {
  /** The actions to ask about, by name; a pattern is no action. */
  readonly actions: readonly string[];
  /** The things to ask about; without them, nothing in particular: then only rules about any type of resource speak. */
  readonly resources?: readonly Resource[];
  readonly context: JsonObject;
  /** `act` unless given. */
  readonly mode?: AccessRequest['mode'];
  readonly duties?: AccessRequest['duties'];
}

/** One action on one thing, and whether the subject may. The decision names its basis, with the reference. */
export interface WhatMayAnswer {
  readonly action: string;
  /** `null` where no things were named. */
  readonly resource: Resource | null;
  readonly decision: AccessDecision;
}

/** No thing in particular. */
const NOTHING: Resource = { type: '', id: '', properties: {} };

/** What a subject may do: every action on every thing, in the order given, refusals included with why. */
export function whatMay(access: Access, subject: Subject, question: WhatMayQuestion): readonly WhatMayAnswer[] {
  const { actions, resources, context, mode = 'act', duties = {} } = question;
  return (resources ?? [null]).flatMap((resource) =>
    actions.map((action) => {
      const request = { subject, action, mode, resource: resource ?? NOTHING, context, duties };
      return { action, resource, decision: access.may(request) };
    }),
  );
}
