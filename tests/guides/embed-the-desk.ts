import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { CLOUD_EVENTS_SOURCE, environmentSecrets, openDesk, sqliteStore } from '@deskbook/core';
import type { Desk, Directory, Perform, Person } from '@deskbook/core';
import { fileKeys, privateStore } from '@deskbook/core/privacy';
import { loadBundle } from '@deskbook/dsl/load';

/** The one way anything is done to the world. `key` is the same for every attempt of one effect: pass it on. */
export function performBy(systems: string): Perform {
  return async (action, input, { key, signal }) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    const body = JSON.stringify(input);
    try {
      const answer = await fetch(`${systems}/actions/${action}`, { method: 'POST', headers, body, signal });
      if (answer.status === 503) return { status: 'failed', error: 'unavailable', message: 'it is down' };
      if (!answer.ok) return { status: 'unknown', message: `${action} answered ${answer.status}` };
      return { status: 'done', output: JSON.parse(await answer.text()) };
    } catch (error) {
      return { status: 'unknown', message: String(error) };
    }
  };
}

/** People. A method that rejects leaves what depends on it undecided: nobody gets in because the directory is down. */
export function directoryAt(systems: string): Directory {
  const read = async <Found>(path: string): Promise<Found | null> => {
    const answer = await fetch(`${systems}/${path}`);
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error(`the directory answered ${answer.status}`);
    return JSON.parse(await answer.text()) as Found;
  };
  return {
    person: (id) => read<Person>(`people/${encodeURIComponent(id)}`),
    personByAccount: (scheme, account) => read<string>(`accounts/${scheme}/${encodeURIComponent(account)}`),
    groupsOfGroup: async (group) => (await read<string[]>(`groups/${group}/groups`)) ?? [],
    membersOfGroup: async (group) =>
      (await read<{ people: string[]; groups: string[] }>(`groups/${group}/members`)) ?? { people: [], groups: [] },
    onSchedule: async (schedule, at) => (await read<string[]>(`schedules/${schedule}?at=${at}`)) ?? [],
    absent: async (person, at) => (await read<boolean>(`people/${person}/absent?at=${at}`)) ?? false,
  };
}

/** A desk over a folder, a store and the company's systems. Ports that are left out answer that nothing is there. */
export async function openCompanyDesk(folder: string, store: string, systems: string): Promise<Desk> {
  const { bundle, diagnostics } = await loadBundle(folder);
  if (bundle === null) throw new Error(`${folder} has ${diagnostics.length} diagnostics: deskbook lint shows them`);
  const desk = await openDesk({
    bundle,
    // What is personal is sealed under keys that lie in a file of their own.
    store: privateStore(sqliteStore(store), { keys: fileKeys(`${store}.keys`), bundle }),
    perform: performBy(systems),
    directory: directoryAt(systems),
    secrets: environmentSecrets('DESK_SECRET_'),
  });
  await desk.settle(); // resumes what an earlier process left unfinished
  return desk;
}

/** Takes webhooks in at `/<source>`. What is answered with 202 is stored, and the runs it starts with it. */
export function webhooks(desk: Desk): Server {
  return createServer((request, response) => {
    void takeIn(desk, request).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(500).end(),
    );
  });
}

async function takeIn(desk: Desk, request: IncomingMessage): Promise<number> {
  const source = (request.url ?? '/').slice(1);
  if (source === CLOUD_EVENTS_SOURCE) return 404; // unsigned: never from the network
  const named = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  const receipt = await desk.receive({ source, headers: Object.fromEntries(named), body: await text(request) });
  if (receipt.status === 'rejected') return 400;
  void desk.settle(); // goes on by itself; what it does not finish, the next `settle` resumes
  return 202;
}
