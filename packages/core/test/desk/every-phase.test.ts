import { describe, expect, test } from 'vitest';
import type { Perform, PerformResult } from '../../src/index.ts';
import { created, openScene } from './scene.ts';

const actions = `
kind: action
id: printer.restart
input: { printer: text }
output: {}
effect: write
undo: { do: printer.stop, with: { printer: '{{input.printer}}' } }
idempotent: by_key
errors: [broken, jammed]
retry: { errors: [jammed], attempts: 9, backoff: 10m, max: 10m }
---
kind: action
id: printer.stop
input: { printer: text }
output: {}
effect: write
undo: none
idempotent: by_key
errors: [broken]
---
kind: approval
id: sign
question: May it be?
seats: [{ role: support }]
`;
const access = `
kind: access
id: printers
roles: { robot: { title: The desk }, employee: { from: { group: everybody } }, support: { from: { group: support } } }
grants: [{ id: robot-restarts, role: robot, allow: ['*'] }, { id: people-ask, role: employee, ask: ['*'] }, { id: support-all, role: support, allow: ['pause:*', 'cancel:*', 'undo:*'] }]
`;

/** What a run stands in when it is stopped: the step after the first, which has been done. */
const phases: readonly (readonly [string, string])[] = [
  ['waiting for work of a person', 'task: Look, by: { role: support }, outcomes: { declined: hold }'],
  ['waiting for an answer', "ask: '{{requester.id}}', say: Why, form: { why: text }, outcomes: { declined: hold }"],
  ['waiting for an approval', 'approve: sign'],
  ['waiting for time', 'wait: { for: 1h }'],
  ['waiting for an event', "wait: { event: ticket.commented, match: { ticket.id: '{{ticket.id}}' } }"],
  ['held, because it failed', 'do: printer.restart, with: { printer: broken }'],
  ['held, because something is undecided', 'when: { ticket.floor: { gt: 3 } }, task: Look, by: { role: support }, outcomes: { declined: hold }'],
  ['between two attempts', 'do: printer.restart, with: { printer: jammed }'],
  ['with an effect in flight', 'do: printer.restart, with: { printer: slow }'],
  ['in a run that is a part of it', 'run: part, outcomes: { cancelled: hold }'],
  ['in a loop', "each: { in: '{{input.many}}', as: one, at_once: 2 }, steps: [{ id: it, task: Look, by: { role: support }, outcomes: { declined: hold } }], outcomes: { some_failed: hold, all_failed: hold }"],
  ['in the steps of an outcome', 'do: printer.restart, with: { printer: broken }, outcomes: { failed: { steps: [{ id: inner, task: Look, by: { role: support }, outcomes: { declined: hold } }] } }'],
]; // prettier-ignore

async function open(phase: string) {
  const done: string[] = [];
  let release = (): void => {};
  const slow = new Promise<void>((resolve) => (release = resolve));
  const perform: Perform = async (action, { printer }): Promise<PerformResult> => {
    const name = typeof printer === 'string' ? printer : '';
    if (action === 'printer.stop') done.push(`-${name}`);
    else if (name === 'broken' || name === 'jammed') return { status: 'failed', error: name, message: '' };
    else {
      if (name === 'slow') await slow;
      done.push(name);
    }
    return { status: 'done', output: {} };
  };
  const job = `
kind: workflow
id: job
input: { ticket: ticket, many: { type: text, list: true, default: [a, b, c] } }
acts: { as: robot, for: requester }
steps:
  - { id: first, do: printer.restart, with: { printer: first } }
  - { id: here, ${phase} }
  - { id: last, do: printer.restart, with: { printer: last } }
finally:
  - { id: tell, do: printer.restart, with: { printer: '{{run.end}}' } }
cancel_when: { changed: { ticket.state: { to: resolved } } }
---
kind: workflow
id: part
acts: { as: robot, for: requester }
steps:
  - { id: inside, do: printer.restart, with: { printer: inside } }
  - { id: look, task: Look, by: { role: support }, outcomes: { declined: hold } }
`;
  const trigger = 'kind: trigger\nid: jam\nevent: ticket.created\nstart: job\nwith: { ticket: "{{ticket.id}}" }\n';
  const files = { 'actions.yaml': actions, 'access.yaml': access, 'job.yaml': job, 'jam.yaml': trigger };
  const scene = await openScene({ files, options: { perform } });
  const receipt = await scene.desk.receive(created(1, {}, { floor: null }));
  const run = receipt.status === 'accepted' ? (receipt.started[0]?.run ?? '') : '';
  const settled = scene.desk.settle();
  const turn = () => new Promise((resolve) => setTimeout(resolve, 2));
  if (phase.includes('slow')) for (let turns = 0; turns < 4; turns += 1) await turn();
  else await settled;
  const settle = async (): Promise<void> => {
    release();
    await settled;
    await scene.desk.settle();
  };
  return { ...scene, run, done, settle };
}

/** What a part that was begun has done besides. */
const besides = (phase: string): readonly string[] =>
  phase.includes('part') ? ['inside'] : phase.includes('slow') ? ['slow'] : [];

describe.each(phases)('a run that stands %s', (_, phase) => {
  test.each([
    ['cancelled by a person', 'cancelled'],
    ['cancelled by an event', 'cancelled'],
    ['undone', 'undone'],
  ])('%s: takes back what was done, finishes, and leaves nothing open', async (how, end) => {
    const scene = await open(phase);
    const { desk, run, done, store } = scene;
    const why = { by: 'sam', reason: 'a mistake' };
    const solved = created(1, { id: 'u1', what: 'updated' }, { state: 'done', floor: null });
    const stop = (): Promise<object> =>
      how === 'undone' ? desk.undo(run, why) : how.endsWith('person') ? desk.cancel(run, why) : desk.receive(solved);
    expect(await stop()).not.toMatchObject({ ok: false });
    await scene.settle();
    const all = ['first', ...besides(phase)];
    expect(done.slice(0, all.length)).toEqual(all);
    expect(done.slice(all.length).toSorted()).toEqual([...all.map((name) => `-${name}`), end].toSorted());
    expect(done.at(-1)).toBe(end);
    expect(desk.runs({ status: 'open' })).toEqual([]);
    expect(desk.runs().find((one) => one.run === run)).toMatchObject({ end });
    expect(desk.tasks()).toEqual([]);
    expect(store.verify()).toMatchObject({ ok: true });
  });

  test('stands still while it is paused, and goes on where it was', async () => {
    const scene = await open(phase);
    const { desk, run, done, clock } = scene;
    expect(await desk.pause(run, { by: 'sam', reason: 'not now' })).toMatchObject({ ok: true });
    await scene.settle();
    const tasks = desk.tasks().map(({ task }) => task);
    clock.advance(2 * 60 * 60_000);
    await desk.settle();
    expect(done).toEqual(['first', ...besides(phase)]);
    expect(desk.tasks().map(({ task }) => task)).toEqual(tasks);
    expect(await desk.resume(run, { by: 'sam', reason: 'now' })).toMatchObject({ ok: true });
    await desk.settle();
    const goesOn = /wait: \{ for|slow/.test(phase);
    expect(done).toEqual(['first', ...besides(phase), ...(goesOn ? ['last', 'done'] : [])]);
    expect(desk.runs().find((one) => one.run === run)?.status).toBe(goesOn ? 'ended' : 'running');
  });
});
