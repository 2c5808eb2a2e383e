import { expect, test } from 'vitest';
import { type Commit, memoryStore, type Store } from '../../src/index.ts';
import { created, openScene, trigger } from './scene.ts';

/** A store that makes the first commit with such an entry, and fails to say so. */
function losing(type: string): Store {
  const store = memoryStore();
  let lost = false;
  const isMeant = ({ append }: Commit): boolean => append.some(({ body }) => body.type === type);
  return {
    ...store,
    commit: async (commit) => {
      const result = await store.commit(commit);
      if (lost || !isMeant(commit)) return result;
      lost = true;
      throw new Error('the connection was lost');
    },
  };
}

const files = { 'trigger.yaml': trigger('jam', '') };

test('an event whose acceptance nobody heard of is a duplicate when it is sent again, and what it started goes on', async () => {
  const { desk } = await openScene({ files, store: losing('event.received') });
  await desk.settle();
  await expect(desk.receive(created(1))).rejects.toThrow('lost');
  expect(await desk.receive(created(1))).toMatchObject({ status: 'duplicate' });
  await desk.settle();
  expect(desk.runs()).toMatchObject([{ workflow: 'restart', end: 'done' }]);
});

test('a run started by hand goes on, though whoever started it was told that it failed', async () => {
  const { desk } = await openScene({ store: losing('run.started') });
  await desk.settle();
  await expect(desk.start('restart', { by: 'lena', with: {} })).rejects.toThrow('lost');
  await desk.settle();
  expect(desk.runs()).toMatchObject([{ workflow: 'restart', end: 'done' }]);
});

test('an answer that was taken and not acknowledged counts, and its run goes on', async () => {
  const { desk } = await openScene({
    files: { 'trigger.yaml': trigger('jam', '').replace('start: restart', 'start: watch') },
    store: losing('task.answered'),
  });
  await desk.receive(created(1));
  await desk.settle();
  const [{ task } = { task: '' }] = desk.tasks();
  await expect(desk.answer(task, { by: 'sam', outcome: 'done' })).rejects.toThrow('lost');
  expect(await desk.answer(task, { by: 'sam', outcome: 'done' })).toMatchObject({ code: 'no_such_task' });
  await desk.settle();
  expect(desk.runs()).toMatchObject([{ workflow: 'watch', end: 'done' }]);
});

test('a start that was held while nobody could be asked whose it is can be let go by whoever has that role', async () => {
  const throttled = `throttle: { per: '{{ticket.floor}}', at_most: 1, in: 1h, else: hold }`;
  const { directory } = (await openScene()).ports;
  const membersOfGroup = async (): Promise<never> => Promise.reject(new Error('down'));
  const { desk } = await openScene({
    files: { 'trigger.yaml': trigger('jam', throttled) },
    options: { directory: { ...directory, membersOfGroup } },
  });
  await desk.receive(created(1));
  await desk.receive(created(2));
  const [held] = desk.tasks();
  expect(held).toMatchObject({ assignees: [], role: 'support' });
  expect(await desk.answer(held?.task ?? '', { by: 'ivy', outcome: 'start' })).toMatchObject({ code: 'not_yours' });
  expect(await desk.answer(held?.task ?? '', { by: 'sam', outcome: 'start' })).toMatchObject({ ok: true });
  expect(desk.runs()).toHaveLength(2);
});
