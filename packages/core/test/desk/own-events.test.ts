import { describe, expect, test } from 'vitest';
import { type Store, memoryStore } from '../../src/index.ts';
import { dyingStore } from './dying-store.ts';
import { created, openScene, trigger } from './scene.ts';

const own = (id: string, event: string, rest = '', input = '{}'): string => `
kind: trigger
id: ${id}
event: ${event}
start: note
with: ${input}
${rest}
`;

const FILES = {
  'note.yaml': `
kind: workflow
id: note
input: { what: { type: text, optional: true } }
acts: { as: robot }
steps: [{ id: note, do: printer.restart, with: { printer: '{{input.what}}' } }]
`,
  'ask.yaml': `
kind: workflow
id: ask
input: { ticket: { type: ticket, optional: true } }
acts: { as: robot }
steps: [{ id: ask, approve: yes-or-no, outcomes: { expired: { end: expired } } }]
`,
  'approval.yaml': `
kind: approval
id: yes-or-no
question: 'May {{ticket.id}} be done?'
seats: [{ role: support }]
within: 1h
`,
  'look.yaml': `
kind: workflow
id: look
input: { ticket: { type: ticket, optional: true } }
acts: { as: robot }
steps: [{ id: look, task: 'Look at {{ticket.id}}', by: { actor: it_agent, role: support }, within: 1h, outcomes: { declined: continue, timed_out: { end: expired } } }]
`,
};

const started = (workflow: string): string => trigger('jam', '').replace('start: restart', `start: ${workflow}`);

/** What the desk told of itself, in any chain: its type, what it is about, and how far it is from a person's doing. */
function told(store: Store): readonly unknown[] {
  return ['desk', ...store.streams('ticket:')].flatMap((stream) =>
    store.entries(stream).flatMap(({ body, cause }) => {
      const event = body['event'] as { readonly type: string; readonly source: string; readonly data: { readonly own: { readonly hops: number } } }; // prettier-ignore
      return event?.source === 'deskbook:desk' ? [[event.type, event.data.own.hops, cause.startsWith('event:deskbook:desk/')]] : []; // prettier-ignore
    }),
  );
}

const printed = ({ ports }: Awaited<ReturnType<typeof openScene>>) => ports.calls.map(({ input }) => input['printer']);

describe('what runs bring about', () => {
  test('an end starts what is for it, with the facts of the run that ended', async () => {
    const files = { ...FILES, 'in.yaml': started('restart'), 'end.yaml': own('after', 'run.ended', 'when: { run.workflow: restart, run.end: done }', "{ what: '{{run.workflow}} {{run.end}} {{ticket.summary}}' }") }; // prettier-ignore
    const scene = await openScene({ files });
    await scene.desk.receive(created(1));
    await scene.desk.settle();
    expect(printed(scene)).toEqual(['main', 'restart done Paper jam']);
    // The end of what it started was told too, and started nothing.
    expect(told(scene.store)).toEqual([['run.ended', 1, true], ['run.ended', 2, true]]); // prettier-ignore
    expect(
      scene.desk.runs().map(({ workflow, requester, cause }) => [workflow, requester, cause.split('/')[0]]),
    ).toEqual([
      ['restart', 'lena', 'event:shop'],
      ['note', 'lena', 'event:deskbook:desk'],
    ]);
  });

  test('what starts itself is cut after three hops, or as many as it says', async () => {
    for (const [rest, runs] of [
      ['', 4],
      ['own_events: { hops: 1 }', 2],
      ['own_events: ignore', 1],
    ] as const) {
      const files = { ...FILES, 'in.yaml': started('restart'), 'end.yaml': own('again', 'run.ended', rest, '{ what: again }') }; // prettier-ignore
      const scene = await openScene({ files });
      await scene.desk.receive(created(1));
      await scene.desk.settle();
      expect([rest, scene.desk.runs().length]).toEqual([rest, runs]);
    }
  });

  test.each([
    ['approve', 'approval.approved'],
    ['reject', 'approval.rejected'],
    ['withdraw', 'approval.withdrawn'],
    [null, 'approval.expired'],
  ])('an approval that ends: %s', async (outcome, event) => {
    const files = { ...FILES, 'in.yaml': started('ask'), 'end.yaml': own('after', event, 'when: { approval.id: yes-or-no }', "{ what: '{{approval.status}} {{approval.question}}' }") }; // prettier-ignore
    const scene = await openScene({ files });
    await scene.desk.receive(created(1));
    await scene.desk.settle();
    const task = scene.desk.tasks()[0]?.task ?? '';
    if (outcome === null) scene.clock.advance(3_600_000);
    else await scene.desk.answer(task, { by: outcome === 'withdraw' ? 'lena' : 'sam', outcome });
    await scene.desk.settle();
    expect(printed(scene)).toEqual([`${event.split('.')[1]} May T-1 be done?`]);
  });

  test('a task that is opened, one that is overdue, and a step that is held', async () => {
    const files = {
      ...FILES,
      'in.yaml': started('look'),
      'held.yaml': started('restart').replace('id: jam', 'id: second').replace('start: restart', "start: restart\nwhen: { ticket.floor: 2 }"), // prettier-ignore
      'opened.yaml': own('opened', 'task.opened', '', "{ what: '{{task.kind}} {{task.title}}' }"),
      'overdue.yaml': own('overdue', 'task.overdue', '', "{ what: '{{task.step}} overdue since {{task.deadline}}' }"),
    };
    const scene = await openScene({ files });
    await scene.desk.receive(created(1));
    await scene.desk.settle();
    scene.clock.advance(3_600_000);
    await scene.desk.settle();
    expect(printed(scene)).toEqual(['task Look at T-1', 'look overdue since 2026-03-27T15:00:00.000Z']);
  });

  test('a run that waits for one goes on with it', async () => {
    const wait = FILES['note.yaml'].replace('id: note\n', 'id: wait\n').replace('steps: [', 'steps: [{ id: rest, wait: { event: run.ended, match: { run.workflow: restart } } }, ').replace("'{{input.what}}'", 'afterwards'); // prettier-ignore
    const files = { ...FILES, 'wait.yaml': wait, 'in.yaml': started('restart') };
    const scene = await openScene({ files });
    await scene.desk.start('wait', { by: 'lena', with: {} });
    await scene.desk.settle();
    await scene.desk.receive(created(1));
    await scene.desk.settle();
    expect(printed(scene)).toEqual(['main', 'afterwards']);
  });

  test('nobody outside tells of them', async () => {
    const scene = await openScene({ files: { ...FILES, 'end.yaml': own('after', 'run.ended') } });
    const event = { specversion: '1.0' as const, id: 'x', source: 'evil', type: 'run.ended', subject: null, time: '2026-03-27T14:00:00Z', data: {} }; // prettier-ignore
    const body = JSON.stringify(event);
    for (const forged of [body, body.replace('run.ended', 'ticket.created').replace('evil', 'deskbook:desk')]) {
      expect(await scene.desk.receive({ source: 'cloudevents', headers: {}, body: forged })).toMatchObject({
        status: 'rejected',
        rejection: { code: 'invalid_event' },
      });
    }
  });
});

test('each is told once, whenever the process dies, and by two at once', async () => {
  const files = { ...FILES, 'in.yaml': started('restart'), 'end.yaml': own('after', 'run.ended', 'when: { run.workflow: restart }', '{ what: after }') }; // prettier-ignore
  for (let dies = 0; dies < 10; dies += 2) {
    const store = memoryStore();
    const first = await openScene({ files, store });
    await first.desk.receive(created(1));
    const dying = dyingStore(store, dies);
    const second = await openScene({ files, store: dying.store });
    await Promise.race([second.desk.settle(), dying.death]);
    const others = await Promise.all([openScene({ files, store }), openScene({ files, store })]);
    for (const minutes of [0, 5]) {
      for (const { clock } of others) clock.advance(minutes * 60_000);
      await Promise.all(others.map(({ desk }) => desk.settle()));
    }
    expect(
      others[0].desk.runs().map(({ workflow, status }) => [workflow, status]),
      `${dies} writes`,
    ).toEqual([
      ['restart', 'ended'],
      ['note', 'ended'],
    ]);
    expect(told(store)).toHaveLength(2);
  }
});
