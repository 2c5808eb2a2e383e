import { expect, test } from 'vitest';
import { memoryStore } from '../../src/index.ts';
import { openScene, sceneBundle } from './scene.ts';

const outer = `
kind: workflow
id: outer
acts: { as: robot }
steps:
  - { id: look, task: Look, by: { role: support }, outcomes: { declined: continue } }
  - { id: part, run: inner, outcomes: { cancelled: hold } }
`;
const inner = (printer: string, more = ''): string => `
kind: workflow
id: inner
acts: { as: robot }
undo_window: 1h
steps: [{ id: it, do: printer.restart, with: { printer: ${printer} } }${more}]
`;

test('a part of a run that begins later is of the bundle the run began with, also for another process', async () => {
  const store = memoryStore();
  const first = await openScene({ files: { 'outer.yaml': outer, 'inner.yaml': inner('old') }, store });
  await first.desk.start('outer', { by: 'lena', with: {} });
  await first.desk.settle();
  const files = { 'outer.yaml': outer, 'inner.yaml': inner('new', ', { id: more, do: printer.restart, with: { printer: newer } }') }; // prettier-ignore
  const { bundle } = sceneBundle({ files });
  await first.desk.replace(bundle);
  const next = await openScene({ files, store });
  await next.desk.answer(next.desk.tasks()[0]?.task ?? '', { by: 'sam', outcome: 'done' });
  await next.desk.settle();
  expect(next.ports.calls.map(({ input }) => input['printer'])).toEqual(['old']);
  const runs = next.desk.runs();
  expect(runs.map(({ end }) => end)).toEqual(['done', 'done']);
  expect(new Set(runs.map(({ bundle: hash }) => hash)).size).toBe(1);
  expect(runs[0]?.bundle).not.toBe(bundle.hash);
});

const taken = `
kind: action
id: printer.restart
input: { printer: text }
output: {}
effect: write
undo: { do: printer.stop, with: { printer: '{{input.printer}}' } }
idempotent: by_key
---
kind: action
id: printer.stop
input: { printer: text }
output: {}
effect: write
undo: none
idempotent: by_key
`;

test.each([
  ['2026-03-27T15:00:00.000Z', true],
  ['2026-03-27T15:00:00.001Z', false],
])('what was done can be taken back until a moment, whichever process is asked: at %s %s', async (now, ok) => {
  const store = memoryStore();
  const access = 'kind: access\nid: more\ngrants: [{ id: stops, role: robot, allow: [printer.stop] }]\n';
  const files = { 'inner.yaml': inner('p1'), 'actions.yaml': taken, 'more.yaml': access };
  const first = await openScene({ files, store });
  const started = await first.desk.start('inner', { by: 'lena', with: {} });
  await first.desk.settle();
  const next = await openScene({ files, store, now });
  const undone = await next.desk.undo(started.ok ? started.run : '', { by: 'lena', reason: 'wrong' });
  await next.desk.settle();
  expect(undone.ok).toBe(ok);
  expect(next.desk.runs().map(({ end }) => end)).toEqual([ok ? 'undone' : 'done']);
});
