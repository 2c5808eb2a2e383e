import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Desk } from '@deskbook/core';
import { deskApprovalLinks } from '@deskbook/core/approval-links';
import type { DeskApprovalLinkOptions } from '@deskbook/core/approval-links';

/** Serves the links in a desk's mails. `links` are those the desk was opened with. */
export function approvalServer(desk: Desk, links: DeskApprovalLinkOptions): Server {
  const handle = deskApprovalLinks(desk, { ...links, answered: () => void desk.settle() });
  return createServer((incoming, response) => {
    void answerOver(response, requestOf(incoming, links.baseUrl).then(handle));
  });
}

async function answerOver(response: ServerResponse, answering: Promise<Response>): Promise<void> {
  const answer = await answering.catch(() => new Response(null, { status: 500 }));
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
}

async function requestOf(incoming: IncomingMessage, baseUrl: string): Promise<Request> {
  const { method = 'GET', headers, url = '/' } = incoming;
  const named = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  const body = method === 'POST' ? { body: await buffer(incoming) } : {};
  return new Request(new URL(url, baseUrl), { method, headers: named, ...body });
}
