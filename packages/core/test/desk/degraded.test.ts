import { expect, test } from 'vitest';
import type { DeskEvent } from '@deskbook/core';
import { resolutionReportSchema } from '@deskbook/core/reports';
import { Ajv } from 'ajv';
import { message, openScene, trigger } from './scene.ts';

const files = {
  'level.yaml': `
kind: decision
id: level
hit: first
sets: { level: { one_of: [high, low] } }
rules:
  - { id: top, when: { ticket.floor: { gte: 3 } }, then: { level: high } }
  - { id: intern, when: { requester.employment: intern }, then: { level: low } }
  - { id: rest, otherwise: true, then: { level: low } }
`,
  'assess.yaml': `
kind: workflow
id: assess
title: Assess a printer
input: { ticket: { type: ticket } }
acts: { as: robot }
steps:
  - { id: level, title: How bad it is, decide: level, outcomes: { MISSING: hold } }
ends: { done: { title: Assessed } }
`,
  'trigger.yaml': trigger('assess', '').replace('start: restart', 'start: assess'),
};

const lacked = [{ system: 'directory', fact: 'requester' }];
const ticket = { id: 'T-1', summary: 'Smoke', state: 'open', floor: 4, from: 'l1' };

test('what was decided while the directory was down says so: in the run, in the report, in the journal of its event', async () => {
  const { desk, ports, store } = await openScene({ files });
  await desk.receive(message({ ticket }));
  ports.setDown('directory', true);
  await desk.settle();
  const [run] = desk.runs({});
  const report = await desk.report(run?.run ?? '');
  expect(run).toMatchObject({ end: 'done' });
  expect(report.decisions).toMatchObject([{ decision: 'level', rules: ['top'], degraded: lacked }]);
  expect(report.missing).toContain('what could not be read when level (directory: requester) was decided');
  expect(new Ajv({ strict: false }).validate(resolutionReportSchema, report)).toBe(true);
  ports.setDown('directory', false);
  const taken = await desk.receive(message({ id: 'e3', ticket: { ...ticket, id: 'T-3' } }));
  if (taken.status !== 'accepted') throw new Error(taken.status);
  const event: DeskEvent = { ...taken.event, id: 'e4' };
  ports.setDown('directory', true);
  await desk.receive(event);
  const received = store.entries('ticket:T-3').map(({ body }) => body['degraded']);
  expect(received).toEqual([undefined, lacked]);
  expect(await desk.classify({ ...event, id: 'e5' })).toMatchObject({ degraded: lacked });
  ports.setDown('directory', false);
  expect(await desk.classify({ ...event, id: 'e5' })).not.toHaveProperty('degraded');
});
