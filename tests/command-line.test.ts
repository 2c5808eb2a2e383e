import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { deskbook, deskbookJson, inRoot } from './scene/deskbook.ts';

const folder = mkdtempSync(join(tmpdir(), 'deskbook-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const acme = inRoot('examples/acme-it');

describe('what comes with the package works as it says', () => {
  const desk = join(folder, 'my-desk');

  test('init makes a bundle that lints, passes its tests and can be run', async () => {
    expect(await deskbook('init', desk)).toMatchObject({ code: 0 });
    expect(await deskbookJson('lint', desk)).toMatchObject({ code: 0, json: { diagnostics: [] } });
    expect(await deskbookJson('test', desk)).toMatchObject({ code: 0, json: { passed: 1, failed: 0 } });
    const event = join(desk, 'payloads/ticket.json');
    expect(await deskbookJson('classify', desk, '--event', event)).toMatchObject({
      code: 0,
      json: {
        decision: 'ALLOWED',
        citations: [{ cite: 'password-policy#resets.a' }],
        missing_fields: [],
        starts: [{ workflow: 'password-reset' }],
      },
    });
    expect(await deskbookJson('plan', desk, '--event', event)).toMatchObject({
      code: 0,
      json: { classification: 'ALLOWED', steps: [{ step_id: 'step_1' }, { step_id: 'step_2' }] },
    });
    const store = join(folder, 'my-desk.db');
    const run = await deskbook('run', desk, '--events', event, '--store', store, '--format', 'json');
    const lines = run.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; status?: string; run?: string; end?: string });
    expect(lines.at(0)).toMatchObject({ type: expect.any(String) });
    expect(lines.findLast(({ type }) => type === 'run')).toMatchObject({ status: 'ended', end: 'done' });
    expect(await deskbookJson('audit', 'verify', '--store', store)).toMatchObject({ code: 0, json: { ok: true } });
    const id = lines.findLast(({ type }) => type === 'run')?.run ?? '';
    expect(await deskbookJson('report', desk, '--store', store, '--run', id)).toMatchObject({
      code: 0,
      json: { run: id, missing: [], journal: { verified: true } },
    });
    expect((await deskbook('report', desk, '--store', store, '--run', id)).out).toContain('Reset the password');
    expect(await deskbookJson('runs', desk, '--store', store)).toMatchObject({
      code: 0,
      json: [{ run: id, status: 'ended' }],
    });
  });

  test('init leaves a folder that is in use alone', async () => {
    expect(await deskbook('init', desk)).toMatchObject({ code: 2 });
  });
});

describe('examples', () => {
  test.each(['acme-it', 'network-assessment'])('%s has no error', async (name) => {
    const { code, json } = await deskbookJson('lint', inRoot('examples', name));
    expect({ code, errors: (json as { errors: number }).errors }).toEqual({ code: 0, errors: 0 });
  });

  test('acme-it passes its own tests', async () => {
    const { code, json } = await deskbookJson('test', acme);
    const failed = (json as { tests: readonly { id: string; failures: readonly object[] }[] }).tests.filter(
      ({ failures }) => failures.length > 0,
    );
    expect(failed).toEqual([]);
    expect(code).toBe(0);
  });

  test.each([
    ['dora', 'database.grant', 'person:lena', [], false],
    ['elena', 'device.run_check', 'asset:lena-laptop', [], true],
    ['kim', 'database.grant', 'person:kim', ['--ask'], false],
    ['nobody', 'database.grant', 'person:lena', [], false],
  ])('may %s do %s to %s %j: %s', async (subject, action, resource, flags, allowed) => {
    expect(await deskbookJson('can', acme, subject, action, resource, ...flags)).toMatchObject({
      code: allowed ? 0 : 1,
      json: { decision: allowed },
    });
  });

  test.each(['password-reset', 'network-connectivity', undefined])('graph %s draws Mermaid and DOT', async (id) => {
    const wanted = id === undefined ? [] : [id];
    expect((await deskbook('graph', acme, ...wanted)).out).toMatch(/^flowchart /);
    expect((await deskbook('graph', acme, ...wanted, '--format', 'dot')).out).toMatch(/^digraph /);
  });
});

describe('a bundle that is not right', () => {
  test('lint says where and how to mend it, and ends with 1', async () => {
    const broken = join(folder, 'broken');
    await deskbook('init', broken);
    writeFileSync(
      join(broken, 'on-password-ticket.yaml'),
      'kind: trigger\nid: t\nevent: ticket.created\nwhen: { ticket.category: password }\nstart: pasword-reset\nwith: { ticket: {{ticket.id}} }\n',
    );
    const { code, out } = await deskbook('lint', broken);
    expect(code).toBe(1);
    expect(out).toContain('quotes');
    const fixed = await deskbook('lint', broken, '--fix');
    expect(fixed.notes).toContain('mended 1 place');
    expect(fixed.out).toContain('did you mean `password-reset`');
    expect(await deskbook('plan', broken, '--event', join(broken, 'payloads/ticket.json'))).toMatchObject({
      code: 1,
      out: '',
    });
  });
});

describe('wrong use says what to do, and ends with 2', () => {
  test.each([
    ['a command there is not', ['frobnicate']],
    ['a folder there is not', ['lint', join(folder, 'nowhere')]],
    ['a file there is not', ['plan', acme, '--event', 'nowhere.json']],
    ['an option left out', ['plan', acme]],
    ['a format there is not', ['lint', acme, '--format', 'xml']],
    ['a diagnostic there is not', ['explain', 'DB0000']],
    ['a store there is not', ['audit', 'verify', '--store', join(folder, 'none.db')]],
    ['a run there is not', ['runs', acme, 'none', '--store', join(folder, 'none.db')]],
    ['a resource without an id', ['can', acme, 'dora', 'database.grant', 'person:']],
    ['an instant that is none', ['can', acme, 'dora', 'database.grant', 'person:lena', '--now', 'tomorrow']],
    ['a workflow there is not', ['graph', acme, 'nothing']],
  ])('%s', async (_, parameters) => {
    const { code, notes } = await deskbook(...parameters);
    expect(code).toBe(2);
    expect(notes).not.toContain('internal fault');
    expect(notes.length).toBeGreaterThan(10);
  });

  test('help ends with 0', async () =>
    expect(await deskbook('lint', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('Examples:') }));
});
