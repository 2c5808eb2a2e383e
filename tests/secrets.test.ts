import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backUpStore, sqliteStore } from '@deskbook/core';
import type { JsonObject } from '@deskbook/policies';
import type { Fixtures } from '@deskbook/dsl/bundle';
import { renderReport } from '@deskbook/core/reports';
import { cloudEvent, journalOf, openAcme } from './scene/acme-desk.ts';
import { deskbook, inRoot } from './scene/deskbook.ts';
import { temporaryFolder } from './scene/temporary-folder.ts';

const folder = temporaryFolder();

/** No word of any text, so that finding it is finding the secret. */
const planted = {
  webhook: 'planted-webhook-Zq7',
  handle: 'planted-handle-Xk3',
  phone: 'planted-phone-Wv9',
  token: 'planted-token-Uj5',
  link: 'planted-key-of-approval-links-Rt8-32-bytes',
};

/** The example's world with secrets wherever secrets go: webhook keys, a one-time password's handle, people's private numbers. */
function plant(fixtures: Fixtures): Fixtures {
  const entries = <Value, Made>(map: { readonly [id: string]: Value }, make: (value: Value) => Made) =>
    Object.fromEntries(Object.entries(map).map(([id, value]) => [id, make(value)]));
  return {
    ...fixtures,
    people: entries(fixtures.people, (person) => ({
      ...person,
      properties: { ...person.properties, private_phone: planted.phone },
    })),
    secrets: { ...entries(fixtures.secrets, () => planted.webhook), 'rt-webhook': planted.token },
    actions: {
      ...fixtures.actions,
      'directory.reset_password': [
        { when: null, output: { handle: planted.handle, expires_at: '2026-03-27T15:00:00Z' }, error: null },
      ],
    },
  };
}

/** Answers whoever is asked with what ends it soonest; what a form or a person refuses is left open. */
async function answerEverything(desk: Awaited<ReturnType<typeof openAcme>>['desk']): Promise<void> {
  const tried = new Set<string>();
  for (;;) {
    const task = desk.tasks().find((each) => !tried.has(each.task));
    if (task === undefined) return;
    tried.add(task.task);
    const [by = 'omar'] = task.assignees;
    const outcome = task.kind === 'approval' ? 'approve' : 'done';
    await desk.answer(task.task, { by, outcome, note: 'Fine.', form: { justification: 'Needed.', risks: 'None.' } });
    await desk.settle();
  }
}

test('no secret is found in anything the desk keeps, reports or prints', async () => {
  const path = join(folder, 'secrets.db');
  const store = sqliteStore(path);
  const told: JsonObject[] = [];
  const { desk, ports, bundle } = await openAcme({
    store,
    change: plant,
    links: { baseUrl: 'https://desk.example/approvals', key: planted.link },
    onEntry: (_, entry) => void told.push(entry),
  });
  const printed: unknown[] = [];
  for (const name of readdirSync(inRoot('examples/acme-it/events')).toSorted()) {
    printed.push(await desk.classify(cloudEvent(name), { explain: true }), await desk.plan(cloudEvent(name)));
    printed.push(await desk.receive(cloudEvent(name)));
  }
  const ticket = readFileSync(inRoot('examples/acme-it/payloads/request-tracker/ticket_created.json'), 'utf8');
  const headers = { 'x-rt-token': planted.token, authorization: `Bearer ${planted.token}` };
  printed.push(await desk.receive({ source: 'rt', headers, body: ticket }));
  const malformed = await desk.receive({ source: 'rt', headers, body: '{ "malformed": ' });
  expect(malformed.status).toBe('rejected');
  printed.push(malformed);
  await desk.settle();
  await answerEverything(desk);
  printed.push(await desk.request('password-reset', { person: 'tom', key: 'one', form: { sure: true } }));
  printed.push(await desk.may({ subject: 'dora', action: 'database.grant', resource: { type: 'person', id: 'lena' } }));
  printed.push(
    await desk.explain({ subject: 'dora', action: 'database.grant', resource: { type: 'person', id: 'lena' } }),
  );
  await desk.settle();
  await answerEverything(desk);

  const reports = [];
  for (const { run } of desk.runs()) {
    const report = await desk.report(run);
    reports.push(report);
    for (const format of ['json', 'html', 'markdown'] as const)
      reports.push(renderReport(report, format, { language: 'en', templates: bundle.templates, template: null }));
  }
  expect(reports.length).toBeGreaterThan(20);
  expect(ports.calls.some(({ action }) => action === 'directory.reset_password')).toBe(true);
  const journal = journalOf(store);
  expect(journal).toContain('directory.reset_password');
  expect(journal).toContain('[secret]'); // there was one to leave out
  // Whoever has a link answers in somebody's name: it goes out in a mail, and is kept nowhere.
  const links = JSON.stringify(ports.calls).match(/v1\.[\w-]{20,}[\w.-]*/g) ?? [];
  expect(links.length).toBeGreaterThan(0);
  await desk.close();
  await backUpStore(path, join(folder, 'backup.db'));
  const exported = await deskbook('audit', 'export', '--store', path);
  expect(exported.out.length).toBeGreaterThan(1000);

  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  const outputs = {
    journal,
    told: JSON.stringify(told),
    printed: JSON.stringify(printed),
    reports: JSON.stringify(reports),
    exported: exported.out,
    files: files.join('\n'),
  };
  const found = Object.entries(outputs).flatMap(([where, text]) =>
    [...Object.entries(planted), ...links.map((link): [string, string] => ['a link', link])].flatMap(([name, secret]) =>
      text.includes(secret) ? [`${name} in ${where}`] : [],
    ),
  );
  expect(found).toEqual([]);
});
