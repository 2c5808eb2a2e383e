import { expect, test } from 'vitest';
import { act, action, approval, field, minute, node } from '../kernel/build.ts';
import { done, is, path, rule, scene, type SceneOptions } from './scene.ts';

const parts: SceneOptions = {
  actions: [
    action('grant', {
      input: { user: field('person') },
      output: { grant: field() },
      undo: { action: 'revoke', with: { grant: path('output.grant') }, exact: true },
    }),
    action('revoke', { input: { grant: field() } }),
  ],
  decisions: [
    {
      id: 'access',
      hit: 'first',
      sets: ['decision'],
      rules: [rule('interns', is('requester.employment', 'intern'), 'DENIED'), rule('rest', null, 'REQUIRES_APPROVAL')],
      reference: 'decision/access#',
    },
  ],
  approvals: [approval('ok', { within: { milliseconds: 60 * minute }, question: { en: 'May {{requester.name}}?' } })],
  nodes: [
    node('verdict', { kind: 'decide', decision: 'access' }),
    node('approve', { kind: 'approve', approval: 'ok' }, { needs: ['verdict'], establishes: ['approved'] }),
    act('provision', 'grant', {
      needs: ['approve'],
      requires: ['approved'],
      verb: { kind: 'do', action: 'grant', with: { user: path('requester.id') } },
    }),
  ],
  fixtures: { actions: { grant: [done({ grant: 'g-1' })], revoke: [done()] } },
};

test('decided, asked, approved, permitted, done', async () => {
  const desk = scene(parts);
  const run = await desk.start();
  expect(desk.did()).toEqual(['mail.send']);
  const [task] = desk.store.tasks({ assignee: 'omar' });
  expect(task).toMatchObject({ kind: 'approval', title: 'May lena?', run, node: 'approve' });
  expect(await desk.executor.answer(task?.task ?? '', { by: 'omar', outcome: 'approve' })).toEqual({ ok: true, run });
  await desk.executor.settle();
  expect(desk.end(run)).toBe('done');
  expect(desk.types(run)).toEqual([
    'run.started',
    'decision.made',
    'approval.entry',
    'approval.asked',
    'approval.mailed',
    'approval.entry',
    'permission.decided',
    'effect.requested',
    'effect.done',
    'run.ended',
  ]);
  expect(desk.ports.calls.at(-1)).toMatchObject({ action: 'grant', input: { user: 'lena' }, key: `${run}/provision` });
  expect(desk.store.tasks({})).toEqual([]);
  expect(desk.store.verify()).toMatchObject({ ok: true });
});

test('the mail that asks goes to the people of the seat, at their addresses', async () => {
  const desk = scene(parts);
  const run = await desk.start();
  expect(desk.ports.calls[0]).toMatchObject({
    key: `${run}/approve/ask/owners/1`,
    input: { to: ['omar'], to_addresses: ['omar@acme.example'], subject: 'Approval required: May lena?' },
  });
});

test('the same start is the same run', async () => {
  const desk = scene(parts);
  const run = await desk.start();
  await expect(desk.start()).rejects.toThrow('head_moved');
  expect(run).toMatch(/^test-[0-9a-f]{16}$/);
});

test('the same desk, clock and answers: the same records, byte for byte', async () => {
  const record = async () => {
    const desk = scene(parts);
    const run = await desk.start();
    const [task] = desk.store.tasks({});
    await desk.executor.answer(task?.task ?? '', { by: 'omar', outcome: 'approve' });
    await desk.executor.settle();
    return JSON.stringify(desk.store.entries(`run:${run}`));
  };
  expect(await record()).toBe(await record());
});

test('undone within its window', async () => {
  const desk = scene(parts);
  const run = await desk.start();
  const [task] = desk.store.tasks({});
  await desk.executor.answer(task?.task ?? '', { by: 'omar', outcome: 'approve' });
  await desk.executor.settle();
  expect(await desk.executor.undo(run, 'lena', 'mistake')).toMatchObject({ ok: true });
  await desk.executor.settle();
  expect(desk.end(run)).toBe('undone');
  expect(desk.ports.calls.at(-1)).toMatchObject({
    action: 'revoke',
    input: { grant: 'g-1' },
    key: `${run}/provision/undo`,
  });
});
