import type { JsonObject } from '../json.ts';
import { answerOne, answerSearch, answerSeveral } from './answer.ts';
import type { SearchKind } from './authzen-model.ts';
import type { AuthzenPorts, SearchPort } from './authzen-ports.ts';
import { metadataOf, metadataPath } from './metadata.ts';
import type { AuthzenMetadata } from './metadata.ts';
import { readBody } from './read-body.ts';
import { respond, respondError, withRequestId } from './respond.ts';

interface Routes {
  readonly metadata: { readonly path: string; readonly body: AuthzenMetadata };
  readonly answers: ReadonlyMap<string, (body: JsonObject) => Promise<Response>>;
}

/**
 * The AuthZEN Authorization API 1.0 as a function from Fetch requests to responses, for any server that has those. A refusal is an
 * answer (200, `decision: false`); errors are about the request (4xx), or about a search the host could not do (500).
 *
 * @throws TypeError where `baseUrl` is no https URL without query and fragment.
 * @example
 * const handle = authzenHandler({ baseUrl: 'https://desk.example/', decide: decideWith(sources) });
 */
export function authzenHandler(ports: AuthzenPorts): (request: Request) => Promise<Response> {
  const routes = routesOf(ports);
  return async (request) => {
    try {
      return withRequestId(request, await answer(request, routes, ports));
    } catch {
      return withRequestId(request, respondError(500, 'the request could not be answered'));
    }
  };
}

async function answer(request: Request, { metadata, answers }: Routes, { admit }: AuthzenPorts): Promise<Response> {
  const path = new URL(request.url).pathname;
  const isMetadata = path === metadata.path;
  const answerBody = answers.get(path);
  if (!isMetadata && answerBody === undefined) return respondError(404, 'there is nothing here');
  const method = isMetadata ? 'GET' : 'POST';
  if (request.method !== method) return respondError(405, `the method must be ${method}`, { allow: method });
  if (answerBody === undefined) return respond(200, metadata.body, { 'cache-control': 'max-age=300' });
  const admitted = (await admit?.(request)) ?? 200;
  if (admitted === 401) return respondError(401, 'say who you are');
  if (admitted !== 200) return respondError(403, 'you may not ask here');
  const body = await readBody(request);
  return body.ok ? answerBody(body.value) : respondError(body.status, body.message);
}

function routesOf(ports: AuthzenPorts): Routes {
  const { baseUrl } = ports;
  const path = metadataPath(baseUrl);
  const mount = new URL(baseUrl).pathname.replace(/\/$/u, '');
  const searches = searchesOf(ports);
  return {
    metadata: { path, body: metadataOf(baseUrl, [...searches.keys()]) },
    answers: new Map([
      [`${mount}/access/v1/evaluation`, (body: JsonObject) => answerOne(body, ports)],
      [`${mount}/access/v1/evaluations`, (body: JsonObject) => answerSeveral(body, ports)],
      ...[...searches].map(
        ([kind, search]) =>
          [`${mount}/access/v1/search/${kind}`, (body: JsonObject) => answerSearch(body, kind, search)] as const,
      ),
    ]),
  };
}

function searchesOf({
  searchSubjects,
  searchResources,
  searchActions,
}: AuthzenPorts): ReadonlyMap<SearchKind, SearchPort<object>> {
  const searches = new Map<SearchKind, SearchPort<object>>();
  if (searchSubjects !== undefined) searches.set('subject', searchSubjects);
  if (searchResources !== undefined) searches.set('resource', searchResources);
  if (searchActions !== undefined) searches.set('action', searchActions);
  return searches;
}
