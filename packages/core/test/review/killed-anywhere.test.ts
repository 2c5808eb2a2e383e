import { expect, test } from 'vitest';
import { type Desk, type Store, memoryStore, openDesk } from '../../src/index.ts';
import { mortal } from '../execution/mortal.ts';
import { created, message, openScene, trigger } from '../desk/scene.ts';

/** One story with everything in it, and a process that dies at every commit of it: events, approvals, parts, undo, cancel, self-service. */

const FILES = {
  'order.yaml': `
kind: action
id: printer.order
title: Order a printer
port: shop
input: { printer: text }
output: { order: text }
effect: write
undo: { do: printer.return, with: { order: '{{output.order}}' } }
idempotent: by_key
`,
  'return.yaml': `
kind: action
id: printer.return
title: Send a printer back
port: shop
input: { order: text }
output: {}
effect: write
undo: none
idempotent: by_key
`,
  'more.yaml': `
kind: access
id: more
roles: { boss: { from: { people: [sam] } } }
grants:
  - { id: robot-orders, role: robot, allow: [printer.order, printer.return] }
  - { id: people-order, role: employee, ask: [printer.order] }
`,
  'approval.yaml': `
kind: approval
id: buy
question: May {{requester.name}} have a new printer?
seats: [{ role: boss }]
need: all
reject: { at: 1, note: optional }
`,
  'buy.yaml': `
kind: workflow
id: buy
title: Buy a printer
input: { ticket: { type: ticket, optional: true } }
acts: { as: robot, for: requester }
one_run: { per: '{{ticket.id}}', else: join }
steps:
  - { id: ask, title: Ask, approve: buy, outcomes: { rejected: { end: refused }, expired: { end: refused } } }
  - { id: place, title: Place it, run: place, with: { ticket: '{{ticket.id}}' } }
  - { id: second, title: A second one, do: printer.order, with: { printer: second } }
  - { id: look, title: Unpack it, task: Unpack it, by: { actor: it_agent, role: support }, outcomes: { declined: { undo: all, end: undone }, timed_out: continue } }
ends: { done: { title: Bought }, refused: { title: Not bought }, undone: { title: Sent back } }
undo_window: 1h
`,
  'place.yaml': `
kind: workflow
id: place
title: Place an order
input: { ticket: { type: ticket, optional: true } }
acts: { as: robot, for: requester }
steps:
  - { id: order, title: Order it, do: printer.order, with: { printer: main } }
ends: { done: { title: Placed } }
`,
  'trigger.yaml': trigger('jam', '').replace('start: restart', 'start: buy'),
  'service.yaml': `
kind: service
id: quick-restart
title: Restart the printer myself
form: { printer: { type: text, one_of: [main, second] } }
eligible: { requester.employment: employee }
limits: [{ per: requester, at_most: 1, in: 1d }]
start: restart
with: { printer: '{{form.printer}}' }
may_touch: { actions: [printer.restart], at_most: 1 }
pre_approved: { by: support, date: '2026-01-15' }
`,
  'answers.yaml': `
kind: fixtures
id: answers
actions:
  printer.order: [{ output: { order: o-1 } }]
  printer.return: [{ output: {} }]
  mail.send: [{ output: { message: m-1 } }]
`,
};

/** What people do, again and again until it is done: whoever got no answer asks once more. */
async function story(desk: Desk, how: 'declined' | 'cancel' | 'undo'): Promise<void> {
  await desk.receive(created(1));
  await desk.receive(message({ id: 'e2', what: 'commented', ticket: { id: 'T-1' }, comment: { id: 'c1', text: 'soon?' } })); // prettier-ignore
  await desk.request('quick-restart', { person: 'lena', key: 'k', form: { printer: 'main' } });
  await desk.settle();
  for (const { task, kind } of desk.tasks()) if (kind === 'approval') await desk.answer(task, { by: 'sam', outcome: 'approve' }); // prettier-ignore
  await desk.settle();
  const [run] = desk.runs({ workflow: 'buy' });
  const id = run?.run ?? '';
  if (how === 'cancel') await desk.cancel(id, { by: 'lena', reason: 'never mind' });
  else {
    const outcome = how === 'undo' ? 'done' : 'declined';
    for (const { task, kind } of desk.tasks()) if (kind === 'task') await desk.answer(task, { by: 'sam', outcome });
  }
  await desk.settle();
  if (how === 'undo' && desk.runs({ workflow: 'buy' })[0]?.end === 'done') await desk.undo(id, { by: 'lena', reason: 'no' }); // prettier-ignore
  await desk.settle();
}

const worlds = async (store: Store) => openScene({ files: FILES, store });
const ended = (desk: Desk) =>
  desk
    .runs()
    .map(({ workflow, end, status }) => `${workflow} ${status} ${end}`)
    .toSorted();
const journal = (store: Store): string =>
  JSON.stringify(store.streams('').map((stream) => [stream, store.entries(stream)]));

test.each([
  ['declined', 'undone', 2],
  ['cancel', 'cancelled', 2],
  ['undo', 'undone', 1],
] as const)('killed at any commit, before and after: %s', async (how, end, every) => {
  const whole = memoryStore();
  const calm = await worlds(whole);
  let commits = 0;
  const counting: Store = { ...whole, commit: async (commit) => ((commits += 1), whole.commit(commit)) };
  const counted = await openDesk({ ...calm.ports, clock: calm.clock, bundle: calm.bundle, store: counting });
  await story(counted, how);
  expect(ended(calm.desk)).toEqual([`buy ended ${end}`, 'place ended undone', 'restart ended done']);
  const keys = new Set(calm.ports.calls.map(({ key }) => key));
  expect(commits).toBeGreaterThan(15);
  for (let at = 1; at <= commits; at += every) {
    for (const when of ['before', 'after'] as const) {
      const store = memoryStore();
      const { ports, clock, bundle } = await worlds(store);
      const process = mortal(store, ports.perform, { at, when });
      const dying = openDesk({ ...ports, perform: process.perform, clock, bundle, store: process.store });
      await Promise.race([dying.then((desk) => story(desk, how)), process.death]);
      const next = await openDesk({ ...ports, clock, bundle, store });
      // What nobody knows the outcome of is asked for again after a pause, under the same key.
      for (let time = 0; time < 3; time += 1) {
        await next.settle();
        clock.advance(60_000);
        await story(next, how);
      }
      const where = `${when} commit ${at}`;
      expect([where, ...ended(next)]).toEqual([where, ...ended(calm.desk)]);
      expect([where, new Set(ports.calls.map(({ key }) => key))]).toEqual([where, keys]);
      expect(store.verify()).toMatchObject({ ok: true });
      expect(next.tasks()).toEqual([]);
    }
  }
});

test('one story, told twice, makes one journal to the byte', async () => {
  const journals: string[] = [];
  for (let time = 0; time < 2; time += 1) {
    const store = memoryStore();
    const { desk } = await worlds(store);
    await story(desk, 'undo');
    journals.push(journal(store));
  }
  expect(journals[0]).toBe(journals[1]);
});
