import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A device that was handed out, and the key it was asked for under. */
export interface Lent {
  readonly to: string;
  readonly key: string;
}

/** What a company has: a directory and an inventory, over HTTP. */
export interface CompanySystems {
  readonly server: Server;
  readonly url: string;
  readonly lent: readonly Lent[];
  readonly setDown: (down: boolean) => void;
}

interface Employee {
  readonly id: string;
  readonly groups: readonly string[];
  readonly properties: { readonly name: string; readonly employment: string };
}

const people: { readonly [id: string]: Employee } = {
  ana: { id: 'ana', groups: ['staff'], properties: { name: 'Ana Roy', employment: 'employee' } },
  ivo: { id: 'ivo', groups: ['staff'], properties: { name: 'Ivo Bak', employment: 'intern' } },
  sam: { id: 'sam', groups: ['staff', 'service-desk'], properties: { name: 'Sam Lee', employment: 'employee' } },
};

/** Three people and an inventory, listening. */
export async function companySystems(): Promise<CompanySystems> {
  const lent: Lent[] = [];
  let down = false;
  const server = createServer((request, response) => {
    const answer = down ? Promise.resolve([503, null] as const) : answerTo(request, lent);
    void answer.then(([status, body]) => response.writeHead(status).end(JSON.stringify(body)));
  });
  return { server, url: await listening(server), lent, setDown: (now) => void (down = now) };
}

async function answerTo(request: IncomingMessage, lent: Lent[]): Promise<readonly [status: number, body: unknown]> {
  const [, what = '', name = '', more] = (request.url ?? '').split(/[/?]/u);
  if (what === 'actions') {
    const { to } = JSON.parse(await text(request)) as { to: string };
    lent.push({ to, key: String(request.headers['idempotency-key']) });
    return [200, { loan: `L-${lent.length}` }];
  }
  if (what === 'people' && more === 'absent') return [200, false];
  if (what === 'people' && Object.hasOwn(people, name)) return [200, people[name]];
  if (what !== 'groups' || more !== 'members') return [404, null];
  const members = Object.values(people).filter(({ groups }) => groups.includes(name));
  return [200, { people: members.map(({ id }) => id), groups: [] }];
}

/** Lets a server listen on a port of this machine alone, and gives its address. */
export async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
