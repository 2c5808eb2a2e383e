import { describe, expect, test } from 'vitest';
import { replayStore } from '@deskbook/core/audit';
import { approvalFiles } from './approval-files.ts';
import { created, message, openScene, trigger } from './scene.ts';

/** The ticket of one person, for which another starts what has to be approved: it is the request of both. */

const base = approvalFiles('within: 2d');

async function started({ by = 'lena', from = 's1', change = (text: string) => text } = {}) {
  const files = {
    ...base,
    'trigger.yaml': trigger('wanted', 'when: { ticket.noise: loud }'),
    'approval.yaml': change(base['approval.yaml']),
  };
  const scene = await openScene({ files });
  const { desk, ports } = scene;
  await desk.receive(created(1, {}, { from }));
  await desk.start('restart', { by, with: { ticket: 'T-1' } });
  await desk.settle();
  const [task] = desk.tasks();
  const say = async (person: string, outcome: string, more = {}) => {
    const result = await desk.answer(task?.task ?? '', { by: person, outcome, note: 'So be it.', ...more });
    await desk.settle();
    return result;
  };
  const mailed = () => ports.calls.flatMap(({ action, input }) => (action === 'mail.send' ? [input['to']] : [])).flat();
  return { ...scene, task, say, mailed, end: () => desk.runs()[0]?.end };
}

const ownRequest = { ok: false, code: 'refused', reason: 'own_request' };

describe('whoever’s ticket it is, where somebody else started the run for it', () => {
  test('is not asked, does not vote, and is not handed a seat', async () => {
    const { task, say, mailed, end, store, desk } = await started();
    expect(task).toMatchObject({ kind: 'approval', assignees: ['tina', 'mia'] });
    expect(new Set(mailed())).toEqual(new Set(['mia', 'tina']));
    expect(await say('sam', 'approve')).toEqual(ownRequest);
    expect(await say('tina', 'delegate', { to: 'sam' })).toEqual(ownRequest);
    expect(await say('tina', 'reassign', { to: 'sam', seat: 'support' })).toEqual(ownRequest);
    expect(await say('sam', 'reassign', { to: 'tina', seat: 'support' })).toEqual(ownRequest);
    expect(await say('sam', 'withdraw')).toMatchObject({ ok: false, reason: 'not_requester' });
    expect(mailed()).not.toContain('sam');
    await say('tina', 'approve');
    expect(end()).toBeNull();
    await say('mia', 'approve');
    expect(end()).toBe('done');
    const run = desk.runs()[0]?.run ?? '';
    expect(replayStore(store)).toMatchObject({ ok: true, runs: 1 });
    expect(JSON.stringify(store.entries(`run:${run}`))).toContain('"parties":["sam"],"requester":"lena"');
  });

  test('and whoever started it is kept out as before, and may withdraw it', async () => {
    const { task, say, end } = await started({ by: 'tina', from: 'l1' });
    expect(task).toMatchObject({ assignees: ['sam', 'mia'] });
    expect(await say('tina', 'approve')).toEqual(ownRequest);
    expect(await say('tina', 'withdraw')).toMatchObject({ ok: true });
    expect(end()).toBe('cancelled');
  });

  test('nor does who was that when the run began, though the ticket is somebody else’s by now', async () => {
    const files = { ...base, 'trigger.yaml': trigger('wanted', 'when: { ticket.noise: loud }') };
    const { desk } = await openScene({ files });
    await desk.receive(created(1, {}, { from: 's1' }));
    await desk.start('restart', { by: 'lena', with: { ticket: 'T-1' } });
    await desk.receive(created(1, { id: 'e2', what: 'updated', at: '2026-03-27T13:59:30Z' }, { from: 'l1' }));
    await desk.settle();
    const [task] = desk.tasks();
    expect(task).toMatchObject({ kind: 'approval', assignees: ['tina', 'mia'] });
    const answer = { by: 'sam', outcome: 'approve', note: 'So be it.' };
    expect(await desk.answer(task?.task ?? '', answer)).toEqual(ownRequest);
  });

  test('where both leave too few people, it is held, and neither lets it be', async () => {
    const { task, say, end } = await started({ by: 'tina' });
    expect(task).toMatchObject({ kind: 'hold' });
    expect(await say('sam', 'skip')).toEqual(ownRequest);
    expect(await say('tina', 'skip')).toEqual(ownRequest);
    expect(end()).toBeNull();
  });

  test.each([
    ['add', { type: 'escalated', seat: { id: 'support', role: 'support', people: ['tina'] } }],
    ['replace', { type: 'replaced', role: 'support', people: ['tina'] }],
  ])('is not among those who are asked besides or instead: %s', async (how, entry) => {
    const chase = `chase: { every: 4h, at_most: 1, then: { ${how}: { role: support } } }`;
    const seats = 'seats: [{ role: support }, { role: boss }]';
    const { desk, clock, mailed, store } = await started({
      change: (text) => `${text.replace(seats, 'seats: [{ role: boss }]')}${chase}`,
    });
    for (let turn = 0; turn < 2; turn += 1) {
      clock.advance(4 * 3_600_000);
      await desk.settle();
    }
    const run = desk.runs()[0]?.run ?? '';
    expect(store.entries(`run:${run}`).map(({ body }) => body['entry'])).toContainEqual(expect.objectContaining(entry));
    expect(mailed()).toContain('tina');
    expect(mailed()).not.toContain('sam');
  });

  test('changes nothing where it is their own run', async () => {
    const { task, store, desk } = await started({ by: 'sam' });
    expect(task).toMatchObject({ assignees: ['tina', 'mia'] });
    const run = desk.runs()[0]?.run ?? '';
    expect(JSON.stringify(store.entries(`run:${run}`))).not.toContain('"parties"');
  });
});

describe('a ticket that changes hands while the approval is open', () => {
  const handedTo = (from: string) => message({ id: 'e9', at: '2026-03-27T14:30:00Z', what: 'updated', ticket: { id: 'T-1', summary: 'Paper jam', state: 'open', floor: 4, from } }); // prettier-ignore

  test('whoever has it now neither votes nor is handed a seat, and what they had said before does not count', async () => {
    const { desk, say, end, task } = await started({ by: 'lena', from: 'l1' });
    expect(task).toMatchObject({ assignees: ['sam', 'tina', 'mia'] });
    await desk.receive(handedTo('s1'));
    expect(await say('sam', 'approve')).toEqual(ownRequest);
    expect(await say('sam', 'reject')).toEqual(ownRequest);
    expect(await say('tina', 'delegate', { to: 'sam' })).toEqual(ownRequest);
    await say('tina', 'approve');
    await say('mia', 'approve');
    expect(end()).toBe('done');
  });

  test('after they had approved: what was approved by then is theirs, and is not done', async () => {
    const { desk, say, store } = await started({ by: 'lena', from: 'l1' });
    expect(await say('sam', 'approve')).toMatchObject({ ok: true });
    await desk.receive(handedTo('s1'));
    await say('mia', 'approve');
    const run = desk.runs({ status: 'open' })[0]?.run ?? '';
    expect(store.entries(`run:${run}`).map(({ body }) => body)).toContainEqual(
      expect.objectContaining({ type: 'effect.refused', reason: 'approval_void' }),
    );
    expect(desk.tasks({ run })).toMatchObject([{ kind: 'hold' }]);
  });

  test('where nobody can tell whose it is, nobody votes until it can be told', async () => {
    const { desk, say, ports } = await started({ by: 'lena', from: 'l1' });
    await desk.receive(handedTo('s1'));
    ports.setDown('directory', true);
    expect(await say('mia', 'approve')).toMatchObject({ ok: false, reason: 'unavailable' });
  });
});
