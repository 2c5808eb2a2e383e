/**
 * The main job of a service desk on `acme-it`, from a vendor's webhook to a resolution report: a data analyst asks for access to a
 * production database. Every step is a command of `deskbook` that works on its own; the store is thrown away at the end.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { processTerminal, runProgram } from '@deskbook/cli';
import { sqliteStore } from '@deskbook/core';
import { fileKeys, privateStore } from '@deskbook/core/privacy';
import type { RunRecord, TaskRecord } from '@deskbook/core';

const terminal = processTerminal({ flag: undefined, environment: process.env });
const acme = relative('.', join(import.meta.dirname, 'acme-it')) || '.';
const payload = join(acme, 'payloads', 'jira', 'issue_created.json');
const folder = mkdtempSync(join(tmpdir(), 'deskbook-demo-'));
const store = join(folder, 'desk.db');
/** A time on the example's Friday, so that deadlines read the same whenever this runs. */
function at(time: string): readonly string[] {
  return ['--now', `2026-03-27T${time}:00+01:00`];
}

function heading(text: string): void {
  const line = `\n━━ ${text} ${'━'.repeat(Math.max(3, Math.min(terminal.width, 100) - text.length - 4))}\n`;
  terminal.out(terminal.colour ? `\u001b[1m${line}\u001b[22m` : line);
}

/** Runs a command as anybody could, showing it first. */
async function deskbook(...parameters: readonly string[]): Promise<void> {
  const shown = parameters.map((each) => (/^[\w./:@=-]+$/.test(each) ? each : `'${each}'`)).join(' ');
  terminal.out(
    `${terminal.colour ? '\u001b[2m' : ''}$ pnpm -s deskbook ${shown}${terminal.colour ? '\u001b[22m' : ''}\n\n`,
  );
  await runProgram(parameters, () => terminal);
}

/** What the store knows, read beside the desk. */
function look<Seen>(read: (opened: ReturnType<typeof sqliteStore>) => Seen): Seen {
  const opened = privateStore(sqliteStore(store, { readOnly: true }), {
    keys: fileKeys(`${store}.keys`, { readOnly: true }),
  });
  const seen = read(opened);
  void opened.close();
  return seen;
}

function openTask(): TaskRecord {
  const [task] = look((opened) => opened.tasks({}));
  if (!task) throw new Error('the demo expected somebody to be asked');
  return task;
}

function theRun(): RunRecord {
  const [run] = look((opened) => opened.runs({}));
  if (!run) throw new Error('the demo expected a run');
  return run;
}

function webhook(): void {
  const body = JSON.parse(readFileSync(payload, 'utf8')) as {
    webhookEvent: string;
    issue: { key: string; fields: { summary: string; reporter: { displayName: string } } };
  };
  const { key, fields } = body.issue;
  terminal.out(
    `Jira posts ${body.webhookEvent} (${payload}):\n  ${key}  “${fields.summary}”\n  from ${fields.reporter.displayName}\n\nIts signature is verified, and its fields are mapped by ${join(acme, 'sources', 'jira.yaml')}.\n`,
  );
}

function approvalMail(): void {
  const asked = look((opened) => opened.entries(`run:${theRun().run}`)).find(
    ({ body }) => body.type === 'approval.asked',
  );
  const mail = asked?.body['mail'] as
    | {
        subject: string;
        to: readonly string[];
        to_addresses?: readonly string[];
        cc_addresses?: readonly string[];
        body: string;
      }
    | null
    | undefined;
  if (!mail) throw new Error('the demo expected an e-mail');
  const cc = mail.cc_addresses ?? [];
  const copies = cc.length > 0 ? `  Cc:      ${cc.join(', ')}\n` : '';
  terminal.out(
    `  To:      ${(mail.to_addresses ?? mail.to).join(', ')}\n${copies}  Subject: ${mail.subject}\n\n${mail.body
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`)
      .join('\n')}\n`,
  );
}

try {
  heading('1  A webhook comes in');
  webhook();
  heading('2  It is classified, with the rules and the policies behind them');
  await deskbook('classify', acme, '--event', payload, '--source', 'jira', ...at('14:05'));
  heading('3  The plan');
  await deskbook('plan', acme, '--event', payload, '--source', 'jira', ...at('14:05'));
  heading('4  The desk takes it in, and asks the manager what the access is for');
  await deskbook('run', acme, '--events', payload, '--source', 'jira', '--store', store, ...at('14:05'));
  heading('5  The manager answers; the approval is asked for by e-mail');
  const form = JSON.stringify({
    justification: 'Lena takes over the monthly closing from April.',
    risks: 'She could change booked entries.',
  });
  await deskbook(
    'runs',
    acme,
    '--store',
    store,
    '--answer',
    openTask().task,
    '--by',
    'max',
    '--outcome',
    'done',
    '--form',
    form,
    ...at('15:20'),
  );
  terminal.out('\nThe e-mail as it was sent:\n\n');
  approvalMail();
  heading('6  Nobody decides about their own request');
  await deskbook(
    'runs',
    acme,
    '--store',
    store,
    '--answer',
    openTask().task,
    '--by',
    'lena',
    '--outcome',
    'approve',
    ...at('15:25'),
  );
  heading('7  The approval is given: permission is asked before each effect, and the steps run');
  await deskbook(
    'runs',
    acme,
    '--store',
    store,
    '--answer',
    openTask().task,
    '--by',
    'omar',
    '--outcome',
    'approve',
    '--note',
    'Until the end of September.',
    ...at('16:40'),
  );
  heading('8  The journal is verified');
  await deskbook('audit', 'verify', '--store', store, '--format', 'pretty');
  heading('9  The resolution report');
  await deskbook('report', acme, '--store', store, '--run', theRun().run);
  heading('What to try next');
  terminal.out(
    [
      `  pnpm -s deskbook test ${acme}`,
      `  pnpm -s deskbook graph ${acme} access-fulfilment`,
      `  pnpm -s deskbook can ${acme} kim database.grant person:kim --ask`,
      `  pnpm -s deskbook classify ${acme} --event ${join(acme, 'events', 'contractor-in-production.json')} --why`,
      `  pnpm -s deskbook run ${acme} --events ${join(acme, 'events', 'password-reset.json')} --store my.db`,
      '  pnpm -s deskbook init my-desk',
      '',
      `Then change a rule in ${join(acme, 'decisions')} and see what lint and test say.`,
      '',
    ].join('\n'),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
