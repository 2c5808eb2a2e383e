import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deskbook, inRoot } from './scene/deskbook.ts';
import { temporaryFolder } from './scene/temporary-folder.ts';

const folder = temporaryFolder();
const bundle = join(folder, 'my-desk');
const store = join(folder, 'desk.db');

/** Secrets wherever secrets go. No word of any text, so that finding it is finding the secret. */
const planted = {
  webhook: 'planted-webhook-Zq7',
  environment: 'planted-environment-Hc2',
  fact: 'planted-fact-Wv9',
  output: 'planted-output-Xk3',
};

const files: { readonly [name: string]: string } = {
  'facts.yaml': `
kind: facts
id: my-facts
base: itil/1
person:
  employment: { one_of: [employee, contractor], optional: true }
  pin: { type: text, secret: true, personal: true, optional: true }
`,
  'actions.yaml': `
kind: action
id: directory.reset_password
title: Reset a password
port: directory
input: { user: person, pin: { type: text, secret: true } }
output: { ticket: { type: text, secret: true } }
effect: write
undo: none
errors: [unavailable, locked]
timeout: 30s
idempotent: by_key
resource: { type: person, from: user }
`,
  'sources.yaml': `
kind: source
id: tracker
verify: { scheme: token, header: X-Token, format: '{token}', secret: tracker-webhook }
event: { id: /id, time: { time: /time } }
emits: [{ event: ticket.created, when: { /kind: new } }]
ticket: { id: /ticket, summary: /subject, requester: { person: { email: /from } } }
changes: compare
---
kind: source
id: other
verify: { scheme: token, header: X-Token, format: '{token}', secret: other-webhook }
event: { id: /id, time: { time: /time } }
emits: [{ event: ticket.created, when: { /kind: new } }]
ticket: { id: /ticket, summary: /subject }
changes: compare
`,
  'desk.yaml': 'fixtures: [people]\nsecrets: { environment: PLANTED_ }\n',
};

beforeAll(async () => {
  cpSync(inRoot('packages/cli/starter'), bundle, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(bundle, name), text);
  change('bundle.yaml', 'values:', 'secrets: [tracker-webhook, other-webhook]\nvalues:');
  change(
    'password-reset.yaml',
    "with: { user: '{{requester.id}}' }",
    "with: { user: '{{requester.id}}', pin: '{{requester.pin}}' }",
  );
  change(
    'tests/people.yaml',
    'ada@example.com,',
    `ada@example.com, pin: ${planted.fact}, accounts: { email: ada@example.com },`,
  );
  change('tests/people.yaml', 'ticket: reset-1', `ticket: ${planted.output}`);
  change('tests/people.yaml', 'actions:', `secrets: { tracker-webhook: ${planted.webhook} }\nactions:`);
  process.env['PLANTED_OTHER_WEBHOOK'] = planted.environment;
  const message = {
    id: '1',
    time: '2026-03-02T09:00:00Z',
    kind: 'new',
    ticket: 'IT-9',
    subject: 'Help',
    from: 'ada@example.com',
  };
  const keep = (name: string, token: string, body: object): void => {
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(body));
    const headers = { 'x-token': token, authorization: `Bearer ${token}` };
    writeFileSync(join(folder, `${name}.headers.json`), JSON.stringify(headers));
  };
  keep('signed', planted.webhook, message);
  keep('forged', planted.environment, { ...message, id: '2' });
  keep('misshapen', planted.environment, { kind: 'old' });
});

afterAll(() => void delete process.env['PLANTED_OTHER_WEBHOOK']);

function change(name: string, from: string, to: string): void {
  const path = join(bundle, name);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

test('no secret is printed by any command in any format, nor is in a file that one writes', async () => {
  const printed = new Map<string, string>();
  const run = async (...parameters: readonly string[]): Promise<string> => {
    const { code, out, notes } = await deskbook(...parameters);
    expect([parameters.slice(0, 2), code, notes]).not.toContain(3);
    printed.set(parameters.filter((each) => !each.startsWith(folder)).join(' '), `${out}\n${notes}`);
    return out;
  };
  const event = join(bundle, 'payloads', 'ticket.json');
  const [about, formats] = [['--event', event] as const, ['pretty', 'json'] as const];
  expect(await run('lint', bundle)).toContain('nothing to say');
  for (const format of ['pretty', 'json', 'junit']) await run('test', bundle, '--format', format);
  for (const format of formats) {
    await run('classify', bundle, ...about, '--why', '--format', format);
    await run('plan', bundle, ...about, '--format', format);
    await run('sla', bundle, ...about, '--format', format);
    await run('can', bundle, 'kit', 'directory.reset_password', 'person:kit', '--why', '--format', format);
  }
  for (const [index, format] of ['pretty', 'json', 'jsonl'].entries()) {
    const path = index === 0 ? store : join(folder, `${format}.db`);
    const out = await run('run', bundle, '--events', event, '--store', path, '--format', format);
    expect(out).toContain('reset');
  }
  for (const [source, name] of [
    ['tracker', 'signed'],
    ['other', 'forged'],
    ['other', 'misshapen'],
    ['tracker', 'forged'],
  ] as const)
    await run('run', bundle, '--events', join(folder, `${name}.json`), '--source', source, '--store', store);
  const at = ['--store', store] as const;
  const { code, out } = await deskbook('runs', bundle, ...at, '--format', 'json');
  expect(code).toBe(0);
  const id = (JSON.parse(out) as readonly { readonly run: string }[])[0]?.run ?? '';
  for (const format of formats) {
    await run('runs', bundle, ...at, '--format', format);
    await run('runs', bundle, id, ...at, '--format', format);
    await run('events', bundle, ...at, '--format', format);
    await run('audit', 'verify', ...at, '--format', format);
    await run('audit', 'replay', ...at, '--format', format);
    await run('sla', bundle, '--ticket', 'IT-9', ...at, '--format', format);
    await run('systems', ...at, '--format', format);
    await run('privacy', 'people', ...at, '--format', format);
    await run('privacy', 'retain', bundle, ...at, '--dry-run', '--format', format);
    await run('privacy', 'erase', 'ada', ...at, '--format', format);
    await run('store', 'verify', store, '--format', format);
    await run(
      'can',
      bundle,
      'ada',
      'directory.reset_password',
      'person:ada',
      '--ask',
      '--why',
      ...at,
      '--format',
      format,
    );
  }
  for (const format of ['mermaid', 'dot']) {
    expect(await run('graph', bundle, 'password-reset', '--format', format)).not.toBe('');
    expect(await run('runs', store, id, '--format', format)).not.toBe('');
  }
  await run('route', bundle, '--state', join(folder, 'signed.json'));
  await run('explain', 'unquoted-template');
  for (const format of ['markdown', 'html', 'json'])
    await run('report', bundle, '--run', id, ...at, '--format', format);
  for (const format of ['json', 'ocsf', 'csv']) await run('audit', 'export', ...at, '--format', format);
  await run('store', 'backup', store, join(folder, 'copy.db'));
  await run('store', 'compact', store);
  expect(await run('privacy', 'export', 'ada', ...at)).toContain('[secret]');
  expect(printed.size).toBeGreaterThan(35);
  for (const name of readdirSync(folder).filter((each) => each.includes('.db')))
    printed.set(name, readFileSync(join(folder, name), 'latin1'));

  const found = [...printed].flatMap(([where, text]) =>
    Object.entries(planted).flatMap(([name, secret]) => (text.includes(secret) ? [`${name} in ${where}`] : [])),
  );
  expect(found).toEqual([]);
});
