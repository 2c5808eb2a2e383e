import { describe, expect, test } from 'vitest';
import { memoryStore } from '../../src/index.ts';
import { created, openScene, trigger } from './scene.ts';

const workflow = (match: string, rest = ''): string => `
kind: workflow
id: wait
input: { ticket: { type: ticket, optional: true } }
acts: { as: robot }
steps:
  - { id: answer, wait: { event: ticket.commented, match: { ${match} } }, within: 1d, outcomes: { timed_out: { end: expired } } }
  - { id: then, do: printer.restart, with: { printer: answered } }
${rest}
`;
const SOURCE = `
kind: source
id: shop
verify: { scheme: token, header: X-Token, secret: shop }
event: { id: /id, time: { time: /at }, actor: { person: { shop: /by } } }
emits:
  - { event: ticket.created, when: { /what: created } }
  - { event: ticket.updated, when: { /what: updated } }
  - { event: ticket.commented, when: { /what: commented } }
ticket: { id: /ticket/id, summary: /ticket/summary, requester: { person: { shop: /ticket/from } } }
comment: { id: /comment/id, text: /comment/text, author: { person: { shop: /by } } }
changes: compare
`;
const files = (match: string, rest = '') => ({
  'source.yaml': SOURCE,
  'wait.yaml': workflow(match, rest),
  'in.yaml': trigger('jam', '').replace('start: restart', 'start: wait'),
});
const comment = (by = 'l1') => created(1, { id: `c-${by}`, what: 'commented', by, comment: { id: 'c', text: 'Yes' } });

describe('an event that comes while the directory is down', () => {
  test.each([
    ['what the wait compares with cannot be read', "ticket.summary: '{{requester.name}}'"],
    ['who wrote it cannot be looked up', "comment.author: '{{ticket.requester}}'"],
  ])('ends the wait once it can be told: %s', async (_, match) => {
    const store = memoryStore();
    const scene = await openScene({ files: files(match), store });
    await scene.desk.receive(created(1, {}, { summary: 'Lena' }));
    await scene.desk.settle();
    scene.ports.setDown('directory', true);
    await scene.desk.receive(created(1, { id: 'c1', what: 'commented', by: 'l1', comment: { id: 'c', text: 'Yes' } }, { summary: 'Lena' })); // prettier-ignore
    await scene.desk.settle();
    expect(scene.ports.calls).toEqual([]);
    // Whoever takes over knows of it.
    const next = await openScene({ files: files(match), store, now: '2026-03-27T14:10:00.000Z' });
    await next.desk.settle();
    expect(next.ports.calls.map(({ input }) => input['printer'])).toEqual(['answered']);
    await next.desk.settle();
    expect(next.ports.calls).toHaveLength(1);
  });

  test('that was another one after all leaves the wait as it was', async () => {
    const scene = await openScene({ files: files("comment.author: '{{ticket.requester}}'") });
    await scene.desk.receive(created(1));
    await scene.desk.settle();
    scene.ports.setDown('directory', true);
    await scene.desk.receive(comment('s1'));
    scene.ports.setDown('directory', false);
    await scene.desk.settle();
    expect(scene.ports.calls).toEqual([]);
    await scene.desk.receive(comment());
    await scene.desk.settle();
    expect(scene.ports.calls).toHaveLength(1);
  });

  test('cancels a run whose condition could not be decided then', async () => {
    const cancel = 'cancel_when: { changed: ticket.summary, when: { requester.employment: employee } }';
    const scene = await openScene({ files: files("comment.author: '{{ticket.requester}}'", cancel) });
    await scene.desk.receive(created(1));
    await scene.desk.settle();
    scene.ports.setDown('directory', true);
    await scene.desk.receive(created(1, { id: 'u1', what: 'updated' }, { summary: 'Never mind' }));
    await scene.desk.settle();
    expect(scene.desk.runs().map(({ status }) => status)).toEqual(['running']);
    scene.ports.setDown('directory', false);
    await scene.desk.settle();
    expect(scene.desk.runs().map(({ end }) => end)).toEqual(['cancelled']);
  });
});
