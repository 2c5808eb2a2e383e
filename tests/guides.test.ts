import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { memoryStore, openDesk, sqliteStore } from '@deskbook/core';
import type { RawEvent } from '@deskbook/core';
import { fixturePorts, joinFixtures, virtualClock } from '@deskbook/core/testing';
import { check, parse } from '@deskbook/dsl';
import { readBundleFolder } from '@deskbook/dsl/load';
import type { JsonObject } from '@deskbook/policies';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { approvalServer } from './guides/approval-links.ts';
import { permissions } from './guides/authzen.ts';
import { companySystems, listening } from './guides/company-systems.ts';
import { openCompanyDesk, webhooks } from './guides/embed-the-desk.ts';
import { fileOf, readPage } from './reference/check-page.ts';
import { codeBlocks } from './reference/code-blocks.ts';
import type { CodeBlock } from './reference/code-blocks.ts';
import { deskbook, inRoot, root } from './scene/deskbook.ts';

const guides = readdirSync(inRoot('docs', 'guides'));
const folder = mkdtempSync(join(tmpdir(), 'deskbook-guides-'));
const open: Server[] = [];

afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

const commands = guides
  .map((name) => ({ name, lines: codeBlocks(inRoot('docs', 'guides', name)).flatMap(commandsIn) }))
  .filter(({ lines }) => lines.length > 0);

/** The commands of a block marked `run`, one a line. */
function commandsIn({ language, marks, text }: CodeBlock): readonly string[] {
  return language === 'sh' && marks.has('run') ? text.trim().split('\n') : [];
}

describe.each(commands)('the commands of $name', ({ name, lines }) => {
  const store = join(folder, `${name}.db`);
  const before = process.cwd();

  beforeAll(() => process.chdir(root));
  afterAll(() => process.chdir(before));

  it('end as it says, in this order', { timeout: 60_000 }, async () => {
    for (const command of lines) {
      const [line = '', exits] = command.split(/\s+# exits /u);
      const words = [...line.matchAll(/'([^']*)'|(\S+)/gu)].map(([, quoted, plain]) => quoted ?? plain ?? '');
      const parameters = words.slice(1).map((word) => filledIn(word, store));
      const { code, notes } = await deskbook(...parameters);
      expect({ command, notes, code }).toMatchObject({ command, code: Number(exits ?? 0) });
    }
  });
});

/** What a guide writes in capitals, as it is called in this store. */
function filledIn(word: string, store: string): string {
  if (word === 'desk.db') return store;
  if (word !== 'TASK' && word !== 'RUN') return word;
  const read = sqliteStore(store, { readOnly: true });
  const found = word === 'TASK' ? read.tasks({})[0]?.task : read.runs({})[0]?.run;
  void read.close();
  return found ?? word;
}

describe('the guide to embedding', () => {
  it('shows the code that is run here', () => {
    const code = codeBlocks(inRoot('docs', 'guides', 'embed-the-desk.md')).find(({ language }) => language === 'ts');
    expect(code?.text).toBe(readFileSync(inRoot('tests', 'guides', 'embed-the-desk.ts'), 'utf8'));
  });

  it('shows how permissions are answered, and that is run here', async () => {
    const blocks = codeBlocks(inRoot('docs', 'guides', 'embed-the-desk.md')).filter(
      ({ language }) => language === 'ts',
    );
    expect(blocks[1]?.text).toBe(readFileSync(inRoot('tests', 'guides', 'authzen.ts'), 'utf8'));
    const systems = await companySystems();
    open.push(systems.server);
    const desk = await openCompanyDesk(bundleOf('write-a-bundle.md'), join(folder, 'asked.db'), systems.url);
    const handle = permissions(desk, 'https://desk.example', 'sesame');
    const ask = async (token: string, name: string) => {
      const question = {
        subject: { type: 'user', id: 'ana' },
        action: { name, properties: { mode: 'ask' } },
        resource: { type: 'person', id: 'ana' },
      };
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const url = 'https://desk.example/access/v1/evaluation';
      const response = await handle(new Request(url, { method: 'POST', headers, body: JSON.stringify(question) }));
      return response.ok ? ((await response.json()) as { readonly decision: boolean }).decision : response.status;
    };
    try {
      expect(await ask('sesame', 'inventory.lend')).toBe(true);
      expect(await ask('sesame', 'inventory.sell')).toBe(false);
      expect(await ask('guessed', 'inventory.lend')).toBe(401);
    } finally {
      await desk.close();
    }
  });

  it('opens a desk that lends a device once, and asks first for interns', { timeout: 30_000 }, async () => {
    const systems = await companySystems();
    open.push(systems.server);
    const desk = await openCompanyDesk(bundleOf('write-a-bundle.md'), join(folder, 'loans.db'), systems.url);
    try {
      expect((await desk.receive(loan('T-1', 'ana'))).status).toBe('accepted');
      expect((await desk.receive(loan('T-1', 'ana'))).status).toBe('duplicate');
      await desk.settle();
      expect(desk.runs({}).map(({ end }) => end)).toEqual(['done']);
      await desk.receive(loan('T-2', 'ivo'));
      await desk.settle();
      expect(systems.lent).toHaveLength(1);
      const [task] = desk.tasks();
      expect(task?.assignees).toEqual(['sam']);
      expect(await desk.answer(task?.task ?? '', { by: 'ivo', outcome: 'approve' })).toMatchObject({ ok: false });
      expect(await desk.answer(task?.task ?? '', { by: 'sam', outcome: 'approve' })).toMatchObject({ ok: true });
      await desk.settle();
      expect(systems.lent.map(({ to }) => to)).toEqual(['ana', 'ivo']);
      expect(new Set(systems.lent.map(({ key }) => key)).size).toBe(2);
    } finally {
      await desk.close();
    }
  });

  it('lends nothing while the directory is down', async () => {
    const systems = await companySystems();
    open.push(systems.server);
    const desk = await openCompanyDesk(bundleOf('write-a-bundle.md'), join(folder, 'down.db'), systems.url);
    try {
      systems.setDown(true);
      await desk.receive(loan('T-3', 'ana'));
      await desk.settle();
      expect(systems.lent).toEqual([]);
    } finally {
      await desk.close();
    }
  });

  it('takes in signed messages, and no others', async () => {
    const systems = await companySystems();
    open.push(systems.server);
    process.env['DESK_SECRET_CASES_WEBHOOK'] = 'sesame';
    const desk = await openCompanyDesk(bundleOf('webhooks.md'), join(folder, 'cases.db'), systems.url);
    const server = webhooks(desk);
    open.push(server);
    const url = await listening(server);
    const body = readFileSync(join(bundleOf('webhooks.md'), 'payloads', 'opened.json'), 'utf8');
    const send = async (path: string, secret: string): Promise<number> => {
      const at = new Date().toISOString();
      const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
      const headers = { 'x-cases-delivery': 'd-1', 'x-cases-time': at, 'x-cases-signature': `v1=${signature}` };
      return (await fetch(`${url}/${path}`, { method: 'POST', body, headers })).status;
    };
    try {
      expect(await send('cases', 'guessed')).toBe(400);
      expect(await send('cases', 'sesame')).toBe(202);
      expect(await send('cloudevents', 'sesame')).toBe(404);
      await desk.settle();
    } finally {
      delete process.env['DESK_SECRET_CASES_WEBHOOK'];
      await desk.close();
    }
  });
});

describe('the guide to approvals', () => {
  it('shows the code that is run here', () => {
    const code = codeBlocks(inRoot('docs', 'guides', 'approvals.md')).find(({ language }) => language === 'ts');
    expect(code?.text).toBe(readFileSync(inRoot('tests', 'guides', 'approval-links.ts'), 'utf8'));
  });

  it('answers from an e-mail, over HTTP', async () => {
    const { bundle, fixtures } = check(parse(await readBundleFolder(bundleOf('approvals.md'))));
    if (bundle === null) throw new Error('the guide has errors');
    const clock = virtualClock('2026-03-02T09:00:00Z');
    const ports = fixturePorts(joinFixtures(Object.values(fixtures)), { bundle, clock });
    const links = { baseUrl: 'https://archive.example/approvals', key: 'a key that nobody guesses, 32 bytes or more' };
    const desk = await openDesk({ ...ports, bundle, clock, store: memoryStore(), links });
    const server = approvalServer(desk, { ...links, now: () => clock.now() });
    open.push(server);
    const url = await listening(server);
    const ticket = { id: 'T-1', summary: 'The vault', category: 'the-vault', requester: 'ann' };
    await desk.receive(cloudEventOf({ ticket }));
    await desk.settle();
    const bodies = ports.calls.map(({ input }) => (typeof input['body'] === 'string' ? input['body'] : ''));
    const paths = bodies.flatMap((body) => /https:\/\/archive\.example(\/approvals\/\S+)/u.exec(body)?.[1] ?? []);
    expect(new Set(paths).size).toBe(5);
    const vote = async (path: string) =>
      (await fetch(url + path, { method: 'POST', body: new URLSearchParams({ outcome: 'approve' }) })).status;
    for (const path of paths)
      expect(await (await fetch(url + path)).text()).toContain('May the vault be opened for Ann?');
    expect(desk.tasks()).toHaveLength(1);
    const [first = '', second = '', third = '', fourth = ''] = paths;
    expect([await vote(first), await vote(first), await vote(second), await vote(third)]).toEqual([200, 409, 200, 200]);
    await desk.settle();
    expect(desk.runs()).toMatchObject([{ end: 'done' }]);
    expect(await vote(fourth)).toBe(410);
  });
});

/** Writes the bundle that a guide's blocks are into a folder. */
function bundleOf(guide: string): string {
  const into = join(folder, guide.replace('.md', ''));
  if (existsSync(into)) return into;
  for (const block of readPage(inRoot('docs', 'guides', guide)).sound) {
    const path = join(into, fileOf(block));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, block.text);
  }
  return into;
}

function loan(ticket: string, requester: string): RawEvent {
  return cloudEventOf({
    ticket: { id: ticket, summary: 'A camera', category: 'loan', requester },
    request: { device: 'camera-3' },
  });
}

function cloudEventOf(data: { readonly ticket: { readonly id: string } & JsonObject } & JsonObject): RawEvent {
  const event = {
    specversion: '1.0',
    id: data.ticket.id,
    source: 'portal',
    type: 'ticket.created',
    time: '2026-03-02T09:00:00Z',
    data,
  };
  return { source: 'cloudevents', headers: {}, body: JSON.stringify(event) };
}
