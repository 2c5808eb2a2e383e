import { expect, test } from 'vitest';
import { created, message, openScene, trigger } from './scene.ts';

/** A request is allowed below the third floor, and by what another decision makes of the ticket. */
const files = {
  'request.yaml': `
kind: decision
id: printer-request
hit: first
sets: { decision: decision }
rules:
  - { id: loud, when: { ticket.noise: loud }, then: { decision: DENIED } }
  - { id: rest, otherwise: true, then: { decision: ALLOWED } }
`,
  'restart.yaml': `
kind: workflow
id: restart
title: Restart a printer
input: { ticket: { type: ticket, optional: true }, printer: { type: text, default: main } }
acts: { as: robot }
steps:
  - { id: look, title: Look at it, task: Look at the printer, by: { actor: it_agent, role: support }, outcomes: { declined: continue, timed_out: continue } }
  - { id: restart, title: Restart it, do: printer.restart, with: { printer: '{{input.printer}}' } }
ends: { done: { title: Restarted } }
`,
  'trigger.yaml': trigger('wanted', ''),
};

const updated = (ticket: object) =>
  message({ id: 'e9', at: '2026-03-27T14:30:00Z', what: 'updated', ticket: { id: 'T-1', summary: 'Paper jam', state: 'open', floor: 1, from: 'l1', ...ticket } }); // prettier-ignore

async function looked(change: object) {
  const { desk, ports } = await openScene({ files });
  await desk.receive(created(1));
  await desk.settle();
  await desk.receive(updated(change));
  const [task] = desk.tasks();
  await desk.answer(task?.task ?? '', { by: 'sam', outcome: 'done' });
  await desk.settle();
  return { desk, done: ports.calls.map(({ action }) => action) };
}

test('a ticket that has become one that is not let through is classified again before anything is done', async () => {
  const { desk, done } = await looked({ floor: 4 });
  expect(done).toEqual([]);
  expect(desk.tasks()).toMatchObject([{ kind: 'hold', details: { reason: 'refused: request_denied' } }]);
});

test.each([
  ['in what the classification does not ask', { summary: 'Paper jam again', state: 'done' }],
  ['and is let through as it is now', { floor: 2 }],
])('one that changed %s goes on', async (_, change) => {
  const { desk, done } = await looked(change);
  expect(done).toEqual(['printer.restart']);
  expect(desk.runs({})).toMatchObject([{ end: 'done' }]);
});
