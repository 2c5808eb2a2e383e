import { describe, expect, test } from 'vitest';
import { created, openScene, trigger } from '../desk/scene.ts';

/** Diagnoses are steps of runs, and no way around what holds in them. */

const TREE = `
kind: tree
id: jam
title: The printer jams
input: { printer: { type: text, default: main } }
start: noisy
if_unsure: handed
loops: { visits: 3, else: handed }
nodes:
  noisy: { ask: Does it make a noise?, if_yes: restart, if_no: handed }
  restart: { fix: Restart it., do: printer.restart, with: { printer: '{{input.printer}}' }, if_fixed: solved, if_not_fixed: noisy }
outcomes:
  solved: { result: solved }
  handed: { result: escalated, to: support, evidence: all }
`;
const GUIDE = (by: string) => `
kind: workflow
id: guide
title: Guide somebody
input: { ticket: { type: ticket, optional: true } }
acts: { as: robot, for: requester }
steps:
  - { id: guided, title: Through the tree, tree: jam, by: { actor: employee, person: '${by}' }, outcomes: { solved: continue, escalated: { end: handed } } }
ends: { done: { title: Solved }, handed: { title: Handed over } }
`;
const SERVICE = (touch: string) => `
kind: service
id: guide-me
title: Guide me
form: {}
eligible: { requester.employment: employee }
start: guide
may_touch: ${touch}
pre_approved: { by: support, date: '2026-01-15' }
`;
const onCreate = { 'trigger.yaml': trigger('jam', '').replace('start: restart', 'start: guide') };
const guided = { 'tree.yaml': TREE, 'guide.yaml': GUIDE('{{ticket.requester}}') };

async function session(scene: Awaited<ReturnType<typeof openScene>>, person: string) {
  await scene.desk.settle();
  const [task] = scene.desk.tasks({ assignee: person });
  const id = task?.task ?? '';
  const noisy = () => scene.desk.respond(id, { by: person, node: 'noisy', choice: 'yes' });
  return { id, noisy, restarts: () => scene.ports.calls.filter(({ action }) => action === 'printer.restart').length };
}

describe('a fix in a diagnosis', () => {
  test('of a request that is allowed is done', async () => {
    const scene = await openScene({ files: { ...guided, ...onCreate } });
    await scene.desk.receive(created(1));
    const { noisy, restarts } = await session(scene, 'lena');
    await noisy();
    expect(restarts()).toBe(1);
  });

  test('of a request that is denied is not', async () => {
    const scene = await openScene({ files: { ...guided, ...onCreate } });
    await scene.desk.receive(created(1, { by: 'i1' }, { from: 'i1' }));
    const { noisy, restarts, id } = await session(scene, 'ivy');
    await noisy();
    expect(restarts()).toBe(0);
    expect(scene.store.entries(`session:${id}`).map(({ body }) => body)).toContainEqual(
      expect.objectContaining({ type: 'session.performed', result: 'denied', reason: expect.stringContaining('request_denied') as string }), // prettier-ignore
    );
  });

  test('of a run that was cancelled meanwhile is not', async () => {
    const scene = await openScene({ files: { ...guided, ...onCreate } });
    await scene.desk.receive(created(1));
    const { noisy, restarts } = await session(scene, 'lena');
    const [run] = scene.desk.runs();
    await scene.desk.cancel(run?.run ?? '', { by: 'lena', reason: 'never mind' });
    await scene.desk.settle();
    await noisy();
    expect(restarts()).toBe(0);
  });

  test.each([
    ['names another action', '{ actions: [mail.send] }', 0],
    ['names it', '{ actions: [printer.restart] }', 2],
    ['allows it once', '{ actions: [printer.restart], at_most: 1 }', 1],
  ])('of an offer that %s', async (_, touch, times) => {
    const files = { 'tree.yaml': TREE, 'guide.yaml': GUIDE('{{requester.id}}'), 'service.yaml': SERVICE(touch) };
    const scene = await openScene({ files });
    await scene.desk.request('guide-me', { person: 'lena', key: 'k', form: {} });
    const { noisy, restarts, id } = await session(scene, 'lena');
    await noisy();
    await scene.desk.respond(id, { by: 'lena', node: 'restart', choice: 'no' });
    await noisy();
    expect(restarts()).toBe(times);
  });
});
