import { parseInstant } from '../conditions/parse-instant.ts';
import type { LinkClaim } from './link-claim.ts';
import type { ApprovalLinkPorts, LinkQuestion } from './link-ports.ts';
import { questionPage, refusalPage, shownOf, standingPage } from './question-page.ts';
import { readForm } from './read-form.ts';

/**
 * Answers approval links, as a function from Fetch requests to responses, for any server that has those. GET and HEAD show the question
 * and act on nothing, since mail is scanned by programs that open links. POST votes, once, and only for whom the link was made.
 *
 * @example
 * const handle = approvalLinkHandler({ links, question, answer, now: () => new Date().toISOString() });
 */
export function approvalLinkHandler(ports: ApprovalLinkPorts): (request: Request) => Promise<Response> {
  return async (request) => {
    const response = await answerRequest(request, ports).catch(() => refusalPage(500, 'fault'));
    if (request.method !== 'HEAD') return response;
    return new Response(null, { status: response.status, headers: response.headers });
  };
}

async function answerRequest(request: Request, ports: ApprovalLinkPorts): Promise<Response> {
  const token = tokenIn(request, ports);
  if (token === null) return refusalPage(404, 'nothing_here');
  const { method } = request;
  if (!['GET', 'HEAD', 'POST'].includes(method))
    return refusalPage(405, 'method', { headers: { allow: 'GET, HEAD, POST' } });
  const opened = ports.links.open(token);
  if (!opened.ok) return refusalPage(opened.reason === 'forged' ? 403 : 404, opened.reason);
  const { claim } = opened;
  return (await refuse(request, claim, ports)) ?? answerClaim(request, claim, ports);
}

/** What stands after the base URL, in one segment of the path. */
function tokenIn(request: Request, { links }: ApprovalLinkPorts): string | null {
  const mount = `${new URL(links.baseUrl).pathname.replace(/\/$/u, '')}/`;
  const { pathname } = new URL(request.url);
  const token = pathname.startsWith(mount) ? pathname.slice(mount.length) : '';
  return token === '' || token.includes('/') ? null : token;
}

/** Whoever holds a link that is too old, or is known to be somebody else, learns nothing of the question. */
async function refuse(request: Request, claim: LinkClaim, ports: ApprovalLinkPorts): Promise<Response | null> {
  const { now, identify } = ports;
  const until = parseInstant(claim.expires);
  const instant = parseInstant(now());
  if (until === undefined || instant === undefined || instant >= until) return refusalPage(410, 'outdated');
  if (identify === undefined) return null;
  const signedIn = await identify(request);
  if (signedIn === null) return refusalPage(401, 'sign_in');
  return signedIn === claim.person ? null : refusalPage(403, 'somebody_else');
}

async function answerClaim(request: Request, claim: LinkClaim, ports: ApprovalLinkPorts): Promise<Response> {
  const asked = await ports.question(claim.task, claim.person);
  const isPost = request.method === 'POST';
  if (asked === null) return refusalPage(410, 'no_question');
  if (asked.voted !== null) return standingPage(isPost ? 409 : 200, asked, isPost ? 'answered' : null);
  if (asked.status !== 'open') return refusalPage(410, 'ended', { asked });
  if (!asked.asked) return refusalPage(403, 'not_asked', { asked });
  return isPost ? vote(request, claim, asked, ports) : questionPage(200, asked, null);
}

const ofForm = { 400: 'form', 413: 'form_size', 415: 'form_type' } as const;

async function vote(
  request: Request,
  { task, person }: LinkClaim,
  asked: LinkQuestion,
  ports: ApprovalLinkPorts,
): Promise<Response> {
  const form = await readForm(request);
  if (!form.ok) return refusalPage(form.status, ofForm[form.status], { asked });
  const { outcome, note, shown } = form;
  if (shown !== null && shown !== shownOf(asked)) return questionPage(409, asked, 'changed');
  if (outcome === 'reject' && asked.noteRequired && note === null) return questionPage(422, asked, 'note_required');
  const taken = await ports.answer({ task, by: person, outcome, note });
  const after = await ports.question(task, person);
  if (taken.ok) return standingPage(200, { ...(after ?? asked), voted: outcome }, null);
  if (after !== null && after.voted !== null) return standingPage(409, after, 'answered');
  return refusalPage(taken.status ?? 409, 'not_taken', { asked, because: taken.reason });
}
