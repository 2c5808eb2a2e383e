import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '@deskbook/dsl/check';
import { readBundleFolder } from '@deskbook/dsl/load';
import { parse } from '@deskbook/dsl/syntax';
import { expect, test } from 'vitest';
import { memoryStore, openDesk } from '../../src/index.ts';
import { fixturePorts, joinFixtures, virtualClock } from '../../src/testing/index.ts';

const folder = join(import.meta.dirname, '../../../../examples/acme-it');

async function openAcme() {
  const { bundle, fixtures } = check(parse(await readBundleFolder(folder)));
  if (bundle === null) throw new Error('acme-it has errors');
  const ports = fixturePorts(joinFixtures(Object.values(fixtures)), { bundle });
  const clock = virtualClock('2026-03-27T13:01:00.000Z');
  return { ports, desk: await openDesk({ ...ports, clock, store: memoryStore(), bundle }) };
}

const created = {
  source: 'jira',
  headers: {},
  body: readFileSync(join(folder, 'payloads/jira/issue_created.json'), 'utf8'),
  verified: true,
} as const;

test('the plan of a webhook holds the mail that would be sent, to the people it would go to', async () => {
  const { desk } = await openAcme();
  expect(await desk.plan(created)).toMatchObject({
    ok: true,
    plan: {
      plan_id: 'PLAN_2024_001',
      classification: 'REQUIRES_APPROVAL',
      approval_workflow: { needed: true, approvers: ['IT_Security_Manager'], timeout_hours: 48 },
      email_draft: {
        subject: 'Approval Required: Administrative Database Access for Data Analyst',
        recipients: ['security.manager@company.com'],
        cc: ['it.director@company.com'],
        attachments: ['business_justification.pdf', 'risk_assessment.pdf', 'access_request_form.pdf'],
      },
    },
  });
  expect(await desk.plan(created)).toEqual(await desk.plan(created));
});

test('a plan is made without earlier tickets where their port is down', async () => {
  const { desk, ports } = await openAcme();
  const before = await desk.plan(created);
  ports.setDown('pastTickets', true);
  expect(await desk.plan(created)).toMatchObject({ ok: before.ok });
});

test('while the directory is down the request is not planned, but what is missing is named', async () => {
  const { desk, ports } = await openAcme();
  ports.setDown('directory', true);
  expect(await desk.plan(created)).toMatchObject({
    ok: false,
    code: 'missing_fields',
    missing: ['requester.employment'],
  });
});

test('the mail is in the language of whoever is asked, the question in it too', async () => {
  const { desk } = await openAcme();
  const body = readFileSync(join(folder, 'events/software-install.json'), 'utf8');
  const planned = await desk.plan({ source: 'cloudevents', headers: {}, body });
  if (!planned.ok) throw new Error(planned.reason);
  expect(planned.plan.email_draft.subject).toMatch(/^Freigabe/u);
  expect(planned.plan.email_draft.body).toContain('Darf Lena Hartmann eine Lizenz von tableau erhalten?');
});
