import { approvalLinkHandler, approvalLinks } from '@deskbook/policies/approval-links';
import type { ApprovalLinkOptions, ApprovalLinkPorts } from '@deskbook/policies/approval-links';
import type { Desk } from '../desk/desk.ts';
import type { AnswerResult } from '../execution/answer-result.ts';

/** What the links of a desk are served with: the same `baseUrl` and `key` that the desk was opened with. */
export interface DeskApprovalLinkOptions extends ApprovalLinkOptions {
  /** Who is signed in, where the host knows; null: nobody. They must be whom the link is for. */
  readonly identify?: ApprovalLinkPorts['identify'];
  /** Told of the run of each answer that was taken: the moment to let the desk `settle`. */
  readonly answered?: (run: string) => void;
  /** This moment, ISO 8601; the system's clock unless given. */
  readonly now?: () => string;
}

/**
 * Serves the links in a desk's mails: a function from Fetch requests to responses, for any server that has those. The desk decides
 * about each answer as about any other.
 *
 * @throws TypeError where the key is shorter than 32 bytes, or `baseUrl` is no https URL without query and fragment.
 * @example
 * const links = { baseUrl: 'https://desk.example/approvals', key };
 * const desk = await openDesk({ bundle, store, perform, directory, links });
 * const handle = deskApprovalLinks(desk, { ...links, answered: () => void desk.settle() });
 */
export function deskApprovalLinks(
  desk: Pick<Desk, 'answer' | 'approval'>,
  { baseUrl, key, identify, answered, now = () => new Date().toISOString() }: DeskApprovalLinkOptions,
): (request: Request) => Promise<Response> {
  return approvalLinkHandler({
    links: approvalLinks({ baseUrl, key }),
    now,
    question: (task, person) => desk.approval(task, person),
    answer: async ({ task, by, outcome, note }) => {
      const result = await desk.answer(task, { by, outcome, ...(note !== null && { note }) });
      if (!result.ok) return { ok: false, ...refusalOf(result) };
      answered?.(result.run);
      return { ok: true };
    },
    ...(identify !== undefined && { identify }),
  });
}

/** What people are told of what the desk refuses with a word of its own. */
const sentences: { readonly [reason: string]: string } = {
  no_longer_in_role: 'you no longer have the role you were asked in',
  own_request: 'nobody decides about their own request',
  past_deadline: 'its time is over',
  unavailable: 'who may answer cannot be told just now; please try again',
};

function refusalOf({ code, reason }: Extract<AnswerResult, { ok: false }>): {
  readonly status: 403 | 409 | 503;
  readonly reason: string;
} {
  const sentence = Object.hasOwn(sentences, reason) ? sentences[reason] : undefined;
  const status = code === 'not_yours' ? 403 : reason === 'unavailable' ? 503 : 409;
  return { status, reason: sentence ?? reason };
}
