/** An answer in JSON. Decisions are not to be kept by anything on the way. */
export function respond(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  });
}

/** An error: its body is one sentence, as a JSON text. */
export function respondError(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return respond(status, message, headers);
}

/** Gives a response the id by which the caller knows its request, where it has one. */
export function withRequestId(request: Request, response: Response): Response {
  const id = request.headers.get('x-request-id');
  if (id !== null) response.headers.set('x-request-id', id);
  return response;
}
