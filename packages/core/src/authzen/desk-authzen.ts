import type { AccessDecision, JsonObject } from '@deskbook/policies';
import { authzenHandler } from '@deskbook/policies/authzen';
import type { AuthzenEntity, AuthzenPorts, Evaluation, Search } from '@deskbook/policies/authzen';
import type { Desk, MayQuestion } from '../desk/desk.ts';
import { own } from '../facts/own.ts';

/** How a desk answers AuthZEN. */
export interface DeskAuthzenOptions extends Pick<AuthzenPorts, 'baseUrl' | 'admit'> {
  /** The types of subject that are people of the directory; `person` and `user` unless given. Anybody else is nobody. */
  readonly people?: readonly string[];
}

/**
 * The OpenID AuthZEN Authorization API 1.0 over a desk, as a function from Fetch requests to responses. Subjects are people of the
 * directory; what a caller says about them in `properties` counts for nothing, the desk reads it. Each evaluation is journaled as
 * `may` is. An action whose `properties` have `mode: ask` asks whether the person may have it done; `ticket` in the context
 * names the ticket it is about. A refusal that could be approved names what starts the approval, in `context.approval`.
 *
 * Searched for are subjects and actions; of resources no port has a list.
 *
 * @throws TypeError where `baseUrl` is no https URL without query and fragment.
 * @example
 * const handle = deskAuthzen(desk, { baseUrl: 'https://desk.example', admit: (request) => (isOurs(request) ? 200 : 401) });
 */
export function deskAuthzen(desk: Desk, options: DeskAuthzenOptions): (request: Request) => Promise<Response> {
  const { baseUrl, admit, people = ['person', 'user'] } = options;
  const isPerson = ({ type, id }: AuthzenEntity): boolean => people.includes(type) && id !== 'desk';
  return authzenHandler({
    baseUrl,
    ...(admit && { admit }),
    decide: async (evaluation) =>
      isPerson(evaluation.subject) ? desk.may({ ...scopeOf(evaluation), ...whoAndWhat(evaluation) }) : nobody,
    onDenied: async (evaluation) =>
      isPerson(evaluation.subject) ? approvalOf(desk, { ...scopeOf(evaluation), ...whoAndWhat(evaluation) }) : null,
    searchSubjects: async (search) => {
      const { type } = search.subject;
      if (!people.includes(type)) return [];
      const found = await desk.whoMay({ ...scopeOf(search), action: search.action.name });
      return found.map((id) => ({ type, id }));
    },
    searchActions: async (search) => {
      if (!isPerson(search.subject)) return [];
      const found = await desk.whatMay({ ...scopeOf(search), subject: search.subject.id });
      return found.map((name) => ({ name }));
    },
  });
}

const nobody: AccessDecision = { allowed: false, reason: 'no_grant', basis: null, missing: ['subject'] };

function whoAndWhat({ subject, action }: Evaluation): Pick<MayQuestion, 'subject' | 'action'> {
  return { subject: subject.id, action: action.name };
}

/** To what, how, and about which ticket. */
function scopeOf({ resource, action, context }: Search): Pick<MayQuestion, 'resource' | 'mode' | 'ticket'> {
  const ticket = own(context, 'ticket');
  return {
    resource: { type: resource.type, id: resource.id },
    mode: own(action.properties, 'mode') === 'ask' ? 'ask' : 'act',
    ...(typeof ticket === 'string' && ticket !== '' && { ticket }),
  };
}

/** What starts the approval that a refusal lacks; where several do, the nearest, and all of them. */
async function approvalOf(desk: Desk, question: MayQuestion): Promise<JsonObject | null> {
  const [first, ...more] = (await desk.whatStartsApproval(question)).map((each): JsonObject => ({ ...each }));
  if (first === undefined) return null;
  return { approval: first, ...(more.length > 0 && { approvals: [first, ...more] }) };
}
