import type { JsonObject } from '@deskbook/policies';
import { describe, expect, test } from 'vitest';
import { deskAuthzen } from '../../src/authzen/index.ts';
import { openScene } from '../desk/scene.ts';

const FOR_A_WHILE = `
kind: access
id: for-a-while
owner: chiefs
roles:
  mechanic: {}
  chiefs: { from: { group: chiefs } }
grants:
  - { id: mechanics-restart, role: mechanic, allow: [printer.restart] }
  - { id: robot-pauses, role: robot, allow: [printer.pause] }
  - { id: pausing-is-asked-for, role: employee, ask: [printer.pause] }
denials:
  - { id: no-interns, role: employee, deny: [printer.restart], when: { subject.employment: intern }, say: Ask a colleague. }
temporary:
  - { id: mechanic-for-a-while, role: mechanic, for: employee, at_most: 1h }
  - { id: agreed-mechanic, role: mechanic, for: employee, approval: agreed, at_most: 1h }
---
kind: approval
id: agreed
question: 'Is this in order: {{run.reason}}?'
seats: [{ role: chiefs }]
---
kind: approval
id: pause
question: May it be paused?
seats: [{ role: chiefs }]
---
kind: action
id: printer.pause
title: Pause a printer
port: printers
input: { printer: text }
output: {}
effect: write
undo: none
idempotent: by_key
---
kind: workflow
id: pausing
title: Pause a printer
input: { printer: text }
acts: { as: robot, for: requester }
steps:
  - { id: inside, run: pausing-asked, with: { printers: ['{{input.printer}}'] }, outcomes: { refused: { end: refused }, rejected: { end: refused } } }
ends: { done: { title: Paused }, refused: { title: Not paused } }
---
kind: workflow
id: pausing-asked
title: Pause printers, if the chiefs agree
input: { printers: { type: text, list: true } }
acts: { as: robot, for: requester }
steps:
  - { id: agree, approve: pause, outcomes: { expired: { end: refused } } }
  - id: all
    each: { in: '{{input.printers}}', as: printer }
    steps: [{ id: pause, do: printer.pause, with: { printer: '{{printer}}' } }]
    outcomes: { some_failed: continue, all_failed: continue }
ends: { done: { title: Paused }, refused: { title: Not paused }, rejected: { title: Refused } }
---
kind: service
id: pause-mine
title: Pause my printer
start: pausing-asked
with: { printers: [main] }
eligible: { requester.employment: employee }
may_touch: { actions: [printer.pause] }
`;
const PEOPLE = `
kind: fixtures
id: more
people:
  carl: { name: Carl, employment: employee, groups: [everybody, chiefs] }
`;

async function mounted(more: Partial<Parameters<typeof deskAuthzen>[1]> = {}) {
  const scene = await openScene({ files: { 'for-a-while.yaml': FOR_A_WHILE, 'more.yaml': PEOPLE } });
  const handle = deskAuthzen(scene.desk, { baseUrl: 'https://desk.example/authz', ...more });
  const ask = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const url = `https://desk.example/authz/access/v1/${path}`;
    const response = await handle(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }));
    return { status: response.status, body: (await response.json()) as JsonObject };
  };
  return { ...scene, handle, ask };
}

const main = { type: 'printer', id: 'main' };
const about = (id: string, name: string, more: object = {}) => ({
  subject: { type: 'user', id },
  action: { name },
  resource: main,
  ...more,
});

describe('an evaluation', () => {
  test('is decided by the desk with what the desk knows, and journaled', async () => {
    const { ask, store } = await mounted();
    expect(await ask('evaluation', about('sam', 'printer.restart'))).toEqual({ status: 200, body: { decision: true } });
    expect((await ask('evaluation', about('lena', 'printer.restart'))).body).toMatchObject({
      decision: false,
      context: { reason: 'no_grant' },
    });
    const decided = store.entries('desk').filter(({ body }) => body.type === 'access.decided');
    expect(decided).toHaveLength(2);
  });

  test('believes nothing a caller says about a person', async () => {
    const { ask } = await mounted();
    const subject = {
      type: 'user',
      id: 'ivy',
      properties: { employment: 'employee', roles: ['mechanic'], groups: ['support'] },
    };
    expect((await ask('evaluation', { ...about('ivy', 'printer.restart'), subject })).body).toMatchObject({
      decision: false,
      context: { reason: 'denied', reason_user: { en: 'Ask a colleague.' } },
    });
  });

  test.each([
    ['nobody of that id', { type: 'user', id: 'nobody' }],
    ['another type of subject', { type: 'group', id: 'sam' }],
    ['the desk itself', { type: 'user', id: 'desk' }],
  ])('refuses %s', async (_, subject) => {
    const { ask } = await mounted();
    const { body } = await ask('evaluation', { ...about('', 'printer.restart'), subject });
    expect(body).toMatchObject({ decision: false, context: { reason: 'no_grant' } });
    expect(body).not.toHaveProperty(['context', 'approval']);
  });

  test('asks whether it may be done for somebody, where the action says so', async () => {
    const { ask } = await mounted();
    const asking = { action: { name: 'printer.restart', properties: { mode: 'ask' } } };
    expect((await ask('evaluation', about('lena', 'printer.restart', asking))).body).toEqual({ decision: true });
    const odd = { action: { name: 'printer.restart', properties: { mode: 'whatever' } } };
    expect((await ask('evaluation', about('lena', 'printer.restart', odd))).body).toMatchObject({ decision: false });
  });

  test('an outage of the directory is a refusal, and a search an error', async () => {
    const { ask, ports } = await mounted();
    ports.setDown('directory', true);
    expect((await ask('evaluation', about('sam', 'printer.restart'))).body).toMatchObject({
      decision: false,
      context: { reason: 'unavailable' },
    });
    expect((await ask('search/subject', about('', 'printer.restart', { subject: { type: 'user' } }))).status).toBe(500);
  });

  test('several at once, up to the first refusal', async () => {
    const { ask } = await mounted();
    const { body } = await ask('evaluations', {
      action: { name: 'printer.restart' },
      resource: main,
      evaluations: ['sam', 'lena', 'carl'].map((id) => ({ subject: { type: 'user', id } })),
      options: { evaluations_semantic: 'deny_on_first_deny' },
    });
    expect(body['evaluations']).toMatchObject([{ decision: true }, { decision: false }]);
  });

  test('a caller who is not admitted asks nothing', async () => {
    const { ask } = await mounted({ admit: () => 401 });
    expect((await ask('evaluation', about('sam', 'printer.restart'))).status).toBe(401);
  });
});

describe('a refusal that could be approved', () => {
  const approvals = async (id: string, name: string) => {
    const scene = await mounted();
    const { body } = await scene.ask('evaluation', about(id, name));
    const { approval, approvals: all } = body['context'] as JsonObject;
    return { ...scene, approval, approvals: all };
  };

  test('names the temporary role that would make it yes; started and approved, it is yes', async () => {
    const { approval, approvals: all, desk, ask } = await approvals('lena', 'printer.restart');
    expect(approval).toEqual({ kind: 'temporary_role', start: 'agreed-mechanic', approval: 'agreed' });
    expect(all).toBeUndefined();
    await desk.start('agreed-mechanic', { by: 'lena', with: { reason: 'The mechanic is ill' } });
    await desk.settle();
    const [task] = desk.tasks();
    expect(task).toMatchObject({ kind: 'approval', assignees: ['carl'] });
    await desk.answer(task?.task ?? '', { by: 'carl', outcome: 'approve' });
    await desk.settle();
    expect((await ask('evaluation', about('lena', 'printer.restart'))).body).toEqual({ decision: true });
  });

  test('names what does it for them, the approval standing in another workflow or around an iteration', async () => {
    const { approval, approvals: all } = await approvals('lena', 'printer.pause');
    expect(approval).toEqual({ kind: 'workflow', start: 'pausing', approval: 'pause' });
    expect(all).toEqual([
      { kind: 'workflow', start: 'pausing', approval: 'pause' },
      { kind: 'service', start: 'pause-mine', approval: 'pause' },
      { kind: 'workflow', start: 'pausing-asked', approval: 'pause' },
    ]);
  });

  test('names only services that are offered', async () => {
    const { approvals: all } = await approvals('ivy', 'printer.pause');
    expect((all as readonly JsonObject[]).map(({ start }) => start)).toEqual(['pausing', 'pausing-asked']);
  });

  test('says nothing where a denial would stand all the same', async () => {
    expect((await approvals('ivy', 'printer.restart')).approval).toBeUndefined();
  });

  test('says nothing where nothing asks anybody', async () => {
    expect((await approvals('lena', 'printer.explode')).approval).toBeUndefined();
  });
});

describe('searches', () => {
  test('who may do it, of the people that roles come from', async () => {
    const { ask } = await mounted();
    const { body } = await ask('search/subject', about('', 'printer.restart', { subject: { type: 'user' } }));
    expect(body['results']).toEqual([{ type: 'user', id: 'sam' }]);
    const asking = { subject: { type: 'person' }, action: { name: 'printer.restart', properties: { mode: 'ask' } } };
    const { body: askers } = await ask('search/subject', about('', 'printer.restart', asking));
    expect((askers['results'] as readonly JsonObject[]).map(({ id }) => id)).toEqual(['carl', 'lena', 'sam']);
    const groups = await ask('search/subject', about('', 'printer.restart', { subject: { type: 'group' } }));
    expect(groups.body['results']).toEqual([]);
  });

  test('what somebody may do', async () => {
    const { ask } = await mounted();
    const search = { subject: { type: 'user', id: 'sam' }, resource: main };
    expect((await ask('search/action', search)).body['results']).toEqual([{ name: 'printer.restart' }]);
    const workflow = { subject: { type: 'user', id: 'sam' }, resource: { type: 'workflow', id: 'restart' } };
    expect((await ask('search/action', workflow)).body['results']).toEqual([
      { name: 'cancel:restart' },
      { name: 'printer.restart' },
      { name: 'undo:restart' },
    ]);
    expect(
      (await ask('search/action', { ...search, subject: { type: 'user', id: 'nobody' } })).body['results'],
    ).toEqual([]);
  });

  test('metadata offers what can be answered, and no search for resources', async () => {
    const { handle, ask } = await mounted();
    const found = await handle(new Request('https://desk.example/.well-known/authzen-configuration/authz'));
    expect(await found.json()).toEqual({
      policy_decision_point: 'https://desk.example/authz',
      access_evaluation_endpoint: 'https://desk.example/authz/access/v1/evaluation',
      access_evaluations_endpoint: 'https://desk.example/authz/access/v1/evaluations',
      search_subject_endpoint: 'https://desk.example/authz/access/v1/search/subject',
      search_action_endpoint: 'https://desk.example/authz/access/v1/search/action',
    });
    expect(
      (await ask('search/resource', about('sam', 'printer.restart', { resource: { type: 'printer' } }))).status,
    ).toBe(404);
  });
});
