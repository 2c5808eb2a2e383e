import { describe, expect, test } from 'vitest';
import type { SessionResult } from '../../src/index.ts';
import { created, openScene, trigger } from './scene.ts';

const TREE = `
kind: tree
id: jam
title: The printer jams
input: { printer: { type: text, default: main } }
start: noisy
if_unsure: handed
loops: { visits: 2, else: handed }
nodes:
  noisy: { ask: Does it make a noise?, known: requester.mfa, if_yes: restart, if_no: tell }
  restart: { fix: Restart it., do: printer.restart, with: { printer: '{{input.printer}}' }, if_fixed: solved, if_not_fixed: handed }
  tell: { check: printer.look, with: { printer: '{{input.printer}}' }, yes_when: { check.state: jammed }, ask: Is paper stuck in it?, if_yes: handed, if_no: solved }
outcomes:
  solved: { result: solved }
  handed: { result: escalated, to: support, evidence: all }
`;
const LOOK = `
kind: action
id: printer.look
title: Look at a printer
port: printers
input: { printer: text }
output: { state: text }
effect: read
idempotent: always
`;
const GUIDE = `
kind: workflow
id: guide
title: Guide somebody
input: { ticket: { type: ticket, optional: true } }
acts: { as: robot, for: requester }
steps:
  - { id: guided, title: Through the tree, tree: jam, by: { actor: employee, person: '{{ticket.requester}}' }, outcomes: { solved: continue, escalated: { end: handed } } }
ends: { done: { title: Solved }, handed: { title: Handed over } }
`;
const ACCESS = `
kind: access
id: more
roles: { looker: { from: { people: [none] } } }
grants:
  - { id: robot-looks, role: robot, allow: [printer.look] }
  - { id: people-look, role: employee, ask: [printer.look] }
`;
const SERVICE = `
kind: service
id: quick-restart
title: Restart the printer myself
form: { printer: { type: text, one_of: [main, second] } }
eligible: { requester.employment: employee }
limits: [{ per: requester, at_most: 2, in: 1d }, { at_once: 1 }]
start: restart
with: { printer: '{{form.printer}}' }
may_touch: { actions: [printer.restart], at_most: 1 }
pre_approved: { by: support, date: '2026-01-15' }
`;
const files = { 'tree.yaml': TREE, 'look.yaml': LOOK, 'more.yaml': ACCESS };

const viewOf = (result: SessionResult) => {
  if (!result.ok) throw new Error(result.reason);
  return result.view;
};

describe('troubleshooting', () => {
  test('asks, performs with permission for both, and ends', async () => {
    const { desk, ports, store } = await openScene({ files });
    const begun = viewOf(await desk.troubleshoot('jam', { person: 'lena', with: { printer: 'second' } }));
    expect(begun).toMatchObject({ status: 'asking', prompt: { node: 'noisy', kind: 'yes_no' } });
    const after = viewOf(await desk.respond(begun.session, { by: 'lena', node: 'noisy', choice: 'yes' }));
    expect(after).toMatchObject({ status: 'asking', prompt: { node: 'restart' } });
    expect(ports.calls.map(({ action, input }) => [action, input])).toEqual([
      ['printer.restart', { printer: 'second' }],
    ]);
    expect(viewOf(await desk.respond(begun.session, { by: 'lena', node: 'restart', choice: 'yes' }))).toMatchObject({
      status: 'ended',
      outcome: { id: 'solved', result: 'solved' },
    });
    expect(await desk.session(begun.session)).toMatchObject({ status: 'ended' });
    expect(await desk.session('none')).toBeNull();
    expect(store.entries('desk').map(({ body }) => body.type)).toEqual(['access.decided']);
    const permitted = store.entries(`session:${begun.session}`).flatMap(({ body }) => body['permission'] ?? []);
    expect(permitted).toMatchObject([
      { allowed: true, action: 'printer.restart', actor: { id: 'desk' }, asker: { id: 'lena' } },
    ]);
  });

  test('asks a person what a check does not tell', async () => {
    const { desk } = await openScene({ files });
    const begun = viewOf(await desk.troubleshoot('jam', { person: 'lena' }));
    const view = viewOf(await desk.respond(begun.session, { by: 'lena', node: 'noisy', choice: 'no' }));
    expect(view.prompt).toMatchObject({ node: 'tell', because: expect.any(String) as string });
  });

  test('is refused to those who may not, and what a person may not have done is not done', async () => {
    const { desk } = await openScene({ files });
    expect(await desk.troubleshoot('jam', { person: 'nobody' })).toMatchObject({ ok: false, code: 'not_permitted' });
    const denied = {
      ...files,
      'deny.yaml': `
kind: access
id: deny
roles: { lookless: { from: { people: [none] } } }
denials: [{ id: not-now, role: employee, deny: [printer.restart] }]
`,
    };
    const scene = await openScene({ files: denied });
    const begun = viewOf(await scene.desk.troubleshoot('jam', { person: 'lena' }));
    const view = viewOf(await scene.desk.respond(begun.session, { by: 'lena', node: 'noisy', choice: 'yes' }));
    expect(scene.ports.calls).toEqual([]);
    expect(view.prompt?.node).not.toBe('noisy');
  });

  test('as a step of a run tells the run how it ended', async () => {
    const guided = {
      ...files,
      'guide.yaml': GUIDE,
      'a.yaml': trigger('jam', '').replace('start: restart', 'start: guide'),
    };
    const { desk } = await openScene({ files: guided });
    await desk.receive(created(1));
    await desk.settle();
    const [task] = desk.tasks({ assignee: 'lena' });
    expect(task).toMatchObject({ kind: 'tree' });
    const session = task?.task ?? '';
    await desk.respond(session, { by: 'lena', node: 'noisy', choice: 'not_sure' });
    await desk.settle();
    const [run] = desk.runs();
    expect(run).toMatchObject({ status: 'ended', end: 'handed' });
    expect(desk.tasks()).toEqual([]);
    const report = await desk.report(run?.run ?? '');
    expect(report.troubleshooting).toMatchObject([{ tree: 'jam', result: 'escalated' }]);
  });
});

describe('self-service', () => {
  const service = { 'service.yaml': SERVICE };
  const ask = (key: string, person = 'lena', printer = 'main') => ({ form: { printer }, person, key });

  test('offers what somebody may have, and does it once for one key', async () => {
    const { desk, ports } = await openScene({ files: service });
    expect((await desk.offers('lena')).map(({ service: id }) => id)).toEqual(['quick-restart']);
    expect(await desk.offers('ivy')).toEqual([]);
    expect(await desk.offers('nobody')).toEqual([]);
    const first = await desk.request('quick-restart', ask('k1'));
    expect(first).toMatchObject({ ok: true, how: 'started' });
    expect(await desk.request('quick-restart', ask('k1'))).toMatchObject({ ok: true, how: 'joined' });
    await desk.settle();
    expect(ports.calls.map(({ input }) => input)).toEqual([{ printer: 'main' }]);
    expect(desk.runs()).toMatchObject([{ requester: 'lena', end: 'done', cause: 'person:lena' }]);
  });

  test('holds its limits under a hundred requests at once', async () => {
    const { desk } = await openScene({ files: service });
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, number) => desk.request('quick-restart', ask(`k${number}`))),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.code === 'limit_reached')).toHaveLength(99);
  });

  test('counts by day what ends, and at once what runs', async () => {
    const { desk, clock } = await openScene({ files: service });
    const codes: string[] = [];
    for (const number of [1, 2, 3]) {
      const answer = await desk.request('quick-restart', ask(`k${number}`));
      codes.push(answer.ok ? answer.how : answer.code);
      await desk.settle();
    }
    expect(codes).toEqual(['started', 'started', 'limit_reached']);
    clock.advance(24 * 3_600_000);
    expect(await desk.request('quick-restart', ask('k4'))).toMatchObject({ ok: true });
  });

  test('is not for everybody, not for any form, and not while nobody can be looked up', async () => {
    const { desk, ports } = await openScene({ files: service });
    expect(await desk.request('quick-restart', ask('k', 'ivy'))).toMatchObject({ ok: false, code: 'not_eligible' });
    expect(await desk.request('quick-restart', ask('k', 'lena', 'third'))).toMatchObject({
      ok: false,
      code: 'invalid_form',
    });
    expect(await desk.request('nothing', ask('k'))).toMatchObject({ ok: false, code: 'no_such_service' });
    ports.setDown('directory', true);
    expect(await desk.request('quick-restart', ask('k'))).toMatchObject({ ok: false, code: 'unavailable' });
  });

  test('decides about the thing named in the form, which nobody needs to be offered', async () => {
    const about = {
      'service.yaml': SERVICE.replace(
        'form: { printer: { type: text, one_of: [main, second] } }',
        'form: { printer: { type: text, default: main }, device: { type: asset, optional: true } }',
      ).replace('{ requester.employment: employee }', "{ device.owner: '{{requester.id}}' }"),
      'device.yaml': 'kind: facts\nid: device\nroots: { device: { type: asset, from: form.device } }\n',
      'assets.yaml': 'kind: fixtures\nid: assets\nassets: { l-pc: { owner: lena }, s-pc: { owner: sam }, pool: {} }\n',
    };
    const { desk, ports } = await openScene({ files: about });
    expect((await desk.offers('lena')).map(({ service: id }) => id)).toEqual(['quick-restart']);
    const request = async (device: string, key: string) => {
      const answer = await desk.request('quick-restart', { form: { device }, person: 'lena', key });
      return answer.ok ? answer.how : answer.code;
    };
    expect(await request('l-pc', 'k1')).toBe('started');
    expect(await request('s-pc', 'k2')).toBe('not_eligible');
    expect(await request('pool', 'k3')).toBe('eligibility_undecided');
    expect(await request('none', 'k4')).toBe('eligibility_undecided');
    await desk.settle();
    expect(ports.calls).toHaveLength(1);
  });

  test('asks whoever waited once more whether they may have it, when it begins', async () => {
    const watched = `
kind: workflow
id: watched
input: { printer: text }
acts: { as: robot, for: requester }
one_run: { per: '{{input.printer}}', else: queue }
steps:
  - { id: look, task: Look, by: { role: support }, outcomes: { declined: continue } }
  - { id: restart, do: printer.restart, with: { printer: '{{input.printer}}' } }
`;
    const service = SERVICE.replace('start: restart', 'start: watched').replace(/limits: .*\n/u, '');
    const given = await openScene({ files: { ...files, 'service.yaml': service, 'watched.yaml': watched } });
    const employment = new Map([['lena', 'employee'], ['sam', 'employee']]); // prettier-ignore
    let isDown = false;
    const directory = {
      ...given.ports.directory,
      person: async (id: string) => {
        if (isDown) throw new Error('it is down');
        const person = await given.ports.directory.person(id);
        return person === null
          ? null
          : { ...person, properties: { ...person.properties, employment: employment.get(id) ?? 'intern' } };
      },
    };
    const { desk, store } = await openScene({
      files: { ...files, 'service.yaml': service, 'watched.yaml': watched },
      options: { directory },
    });
    const ask = (person: string, key: string) =>
      desk.request('quick-restart', { form: { printer: 'main' }, person, key });
    expect(await ask('sam', 'k1')).toMatchObject({ ok: true, how: 'started' });
    for (const [person, key] of [['lena', 'k2'], ['sam', 'k3']] as const) expect(await ask(person, key)).toMatchObject({ ok: true, how: 'queued' }); // prettier-ignore
    await desk.settle();
    employment.set('lena', 'intern');
    isDown = true;
    await desk.cancel(desk.runs()[0]?.run ?? '', { by: 'sam', reason: 'never mind' });
    await desk.settle();
    // Nobody can tell just now: both wait.
    expect(desk.runs({ status: 'open' })).toEqual([]);
    isDown = false;
    await desk.settle();
    expect(desk.runs({ status: 'open' }).map(({ requester }) => requester)).toEqual(['sam']);
    expect(store.entries('desk').flatMap(({ body }) => (body.type === 'start.dropped' ? [body] : []))).toMatchObject([
      { requester: 'lena', service: 'quick-restart', reason: 'not_eligible' },
    ]);
    await desk.settle();
    expect(store.parked('queued')).toEqual([]);
  });

  test('two requests for the same thing conflict as the workflow says', async () => {
    const one = { ...service, 'restart.yaml': RESTART_ONCE, 'service.yaml': SERVICE.replace(', { at_once: 1 }', '') };
    const { desk } = await openScene({ files: one });
    const answers = [await desk.request('quick-restart', ask('k1')), await desk.request('quick-restart', ask('k2'))];
    expect(answers).toMatchObject([{ ok: true }, { ok: false, code: 'conflict' }]);
  });
});

const RESTART_ONCE = `
kind: workflow
id: restart
title: Restart a printer
input: { ticket: { type: ticket, optional: true }, printer: { type: text, default: main } }
acts: { as: robot, for: requester }
one_run: { per: '{{input.printer}}', else: reject }
steps:
  - { id: restart, title: Restart it, do: printer.restart, with: { printer: '{{input.printer}}' } }
ends: { done: { title: Restarted } }
`;
