import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { sqliteStore } from '@deskbook/core';
import { resolutionReportSchema } from '@deskbook/core/reports';
import { answerAccessRequest, journalOf, openAcme, webhook } from './scene/acme-desk.ts';
import { deskbookProcess, runFile } from './scene/child-process.ts';
import { temporaryFolder } from './scene/temporary-folder.ts';

const folder = temporaryFolder();
const access = webhook('jira', 'jira/issue_created.json');

describe('from a vendor’s webhook to a resolution report', () => {
  test('classified, approved, done, reported; another process reads the same report', async () => {
    const path = join(folder, 'spine.db');
    const opened = await openAcme({ store: sqliteStore(path) });
    const { desk, ports } = opened;
    expect(await desk.classify(access)).toMatchObject({
      classification: { decision: 'REQUIRES_APPROVAL', rules: [{ id: 'production' }] },
      starts: [{ workflow: 'access-fulfilment' }],
    });
    const receipt = await desk.receive(access);
    expect(receipt).toMatchObject({ status: 'accepted', started: [{ workflow: 'access-fulfilment', how: 'started' }] });
    expect(await desk.receive(access)).toMatchObject({ status: 'duplicate' });
    await desk.settle();
    expect(ports.calls.filter(({ action }) => action === 'database.grant')).toEqual([]);
    await answerAccessRequest(opened);
    expect(ports.calls.filter(({ action }) => action === 'database.grant')).toHaveLength(1);

    const [run] = desk.runs();
    if (run === undefined) throw new Error('no run');
    expect(run).toMatchObject({ status: 'ended', end: 'done' });
    const report = await desk.report(run.run);
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(resolutionReportSchema);
    expect([validate(JSON.parse(JSON.stringify(report))), validate.errors]).toEqual([true, null]);
    expect(report).toMatchObject({ run: run.run, missing: [], journal: { verified: true } });
    await desk.close();

    const verified = sqliteStore(path, { readOnly: true });
    expect(verified.verify()).toMatchObject({ ok: true });
    await verified.close();

    const parameters = ['report', 'examples/acme-it', '--store', path, '--run', run.run, '--format', 'json'];
    const read = await deskbookProcess(parameters);
    expect(read).toMatchObject({ code: 0, notes: '' });
    expect(JSON.parse(read.out)).toEqual(JSON.parse(JSON.stringify(report)));
  });
});

describe('killed on the way, taken up again', () => {
  const lines = (path: string) =>
    existsSync(path)
      ? readFileSync(path, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
      : [];

  test.each([
    ['as soon as the run is durable', 'run.started'],
    ['while the question to the manager opens', 'task.opened'],
    ['when the approval is asked for', 'approval.entry'],
    ['while the grant is being made', 'performing database.grant'],
    ['after the grant, before the requester is told', 'performing helpdesk.comment'],
  ])(
    '%s',
    async (_, moment) => {
      const name = moment.replaceAll(/\W/g, '-');
      const path = join(folder, `${name}.db`);
      const world = join(folder, `${name}.txt`);
      const killed = await runFile('tests/scene/grant-until-killed.ts', [path, world], {
        kill: (out) => (out.includes(moment) ? 'SIGKILL' : null),
      });
      expect(killed).toMatchObject({ signal: 'SIGKILL', notes: '' });
      const between = sqliteStore(path);
      expect(between.verify()).toMatchObject({ ok: true });

      const opened = await openAcme({ store: between });
      expect(await opened.desk.receive(access)).toMatchObject({ status: 'duplicate' });
      await answerAccessRequest(opened);
      opened.clock.advance(600_000); // what was interrupted on its way is tried again, a little later
      await answerAccessRequest(opened);
      expect(opened.desk.runs()).toMatchObject([{ status: 'ended', end: 'done' }]);
      const done = [...lines(world), ...opened.ports.calls.map(({ action, key }) => `${action} ${key}`)];
      expect(new Set(done.filter((line) => line.startsWith('database.grant'))).size).toBe(1);
      expect(between.verify()).toMatchObject({ ok: true });
      await opened.desk.close();
    },
    30_000,
  );
});

test('the same bundle, events, clock and answers give the same journal, byte for byte', async () => {
  const once = async (path: string): Promise<string> => {
    const store = sqliteStore(path);
    const opened = await openAcme({ store });
    await opened.desk.receive(access);
    await answerAccessRequest(opened);
    await opened.desk.request('disk-cleanup', {
      person: 'tom',
      key: 'one',
      form: { device: 'tom-laptop', sure: true },
    });
    await opened.desk.settle();
    const journal = journalOf(store);
    await opened.desk.close();
    return journal;
  };
  const journal = await once(join(folder, 'one.db'));
  expect(journal.split('\n').length).toBeGreaterThan(30);
  expect(await once(join(folder, 'other.db'))).toBe(journal);
});
