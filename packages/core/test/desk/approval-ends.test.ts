import { describe, expect, test } from 'vitest';
import { approvalLinks } from '@deskbook/policies/approval-links';
import { deskApprovalLinks } from '../../src/approval-links/index.ts';
import { approvalFiles } from './approval-files.ts';
import { created, openScene } from './scene.ts';

async function open(rest: string, steps = '', more: { readonly [path: string]: string } = {}) {
  const scene = await openScene({ files: { ...approvalFiles(rest, steps), ...more } });
  const { desk, clock, ports } = scene;
  await desk.receive(created(1));
  await desk.settle();
  const task = desk.tasks()[0]?.task ?? '';
  return {
    ...scene,
    task,
    say: async (by: string, outcome: string, note = 'So be it.') => {
      const result = await desk.answer(task, { by, outcome, note });
      await desk.settle();
      return result;
    },
    until: async (instant: string) => {
      clock.set(instant);
      await desk.settle();
    },
    end: () => desk.runs()[0]?.end,
    restarts: () => ports.calls.filter(({ action }) => action === 'printer.restart').length,
    mailedTo: () => ports.calls.flatMap(({ action, input }) => (action === 'mail.send' ? [input['to']] : [])),
    /** As the desk tells whoever was asked, and as the report has it. */
    status: async () => {
      const report = await desk.report(desk.runs()[0]?.run ?? '');
      const status = (await desk.approval(task, 'sam'))?.status;
      return report.approvals[0]?.status === status ? status : `${status} but ${report.approvals[0]?.status}`;
    },
  };
}

describe('an approval ends in one of four ways, and they are not the same', () => {
  test('approved: what was asked for is done', async () => {
    const desk = await open('within: 2d');
    await desk.say('sam', 'approve');
    expect([desk.end(), desk.restarts(), await desk.status()]).toEqual([null, 0, 'open']);
    await desk.say('mia', 'approve');
    expect([desk.end(), desk.restarts(), await desk.status()]).toEqual(['done', 1, 'approved']);
  });

  test('rejected: nothing is', async () => {
    const desk = await open('within: 2d');
    await desk.say('sam', 'approve');
    await desk.say('mia', 'reject');
    expect([desk.end(), desk.restarts(), await desk.status()]).toEqual(['rejected', 0, 'rejected']);
  });

  test('expired: nothing is, and nobody has refused', async () => {
    const desk = await open('within: 2d');
    await desk.say('sam', 'approve');
    await desk.until('2026-03-29T14:00:00.000Z');
    expect([desk.end(), desk.restarts(), await desk.status()]).toEqual(['expired', 0, 'expired']);
    const { timeline } = await desk.desk.report(desk.desk.runs()[0]?.run ?? '');
    expect(timeline.map(({ what }) => what)).toContain('approval restart expired');
    expect(await desk.say('mia', 'approve')).toMatchObject({ ok: false, code: 'no_such_task' });
  });

  test('withdrawn, by whoever asked and nobody else: nothing is', async () => {
    const desk = await open('within: 2d');
    expect(await desk.say('sam', 'withdraw')).toMatchObject({ ok: false, reason: 'not_requester' });
    await desk.say('lena', 'withdraw');
    expect([desk.end(), desk.restarts(), await desk.status()]).toEqual(['cancelled', 0, 'withdrawn']);
  });

  test('silence is none of them: reminded, escalated, passed to others, it stays open', async () => {
    const desk = await open('chase: { every: 1d, at_most: 2, then: { replace: { role: employee } } }');
    for (let day = 28; day <= 31; day += 1) await desk.until(`2026-03-${day}T14:00:00.000Z`);
    await desk.until('2026-12-31T14:00:00.000Z');
    expect([desk.end(), desk.restarts(), await desk.status()]).toEqual([null, 0, 'open']);
    expect(desk.desk.tasks()[0]?.assignees).not.toContain('lena');
    await desk.say('tina', 'approve');
    await desk.say('sam', 'approve');
    expect([desk.end(), desk.restarts()]).toEqual(['done', 1]);
  });
});

test('a run that is cancelled takes its question back', async () => {
  const { desk, task, say } = await open('within: 2d');
  await say('sam', 'approve');
  await desk.cancel(desk.runs()[0]?.run ?? '', { by: 'lena', reason: 'no longer' });
  await desk.settle();
  expect(await desk.approval(task, 'mia')).toMatchObject({ status: 'withdrawn', asked: false });
});

describe('in business hours', () => {
  const office = {
    'bundle.yaml': `
kind: bundle
id: printers
version: 1.0.0
language: 1
settings: { languages: [en], owner: support, calendar: office }
robot: { role: robot, known_as: { shop: robot-account } }
secrets: [shop]
`,
    'calendar.yaml': `
kind: calendar
id: office
zone: UTC
hours: { mon-fri: [08:00-16:00] }
`,
  };
  const dueOf = (desk: Awaited<ReturnType<typeof open>>) => desk.desk.runs()[0]?.due;

  test('reminders, escalation and the end fall when people work', async () => {
    const chase = 'chase: { every: 4 business hours, at_most: 1, then: { replace: { role: employee } } }';
    const desk = await open(`${chase}\nwithin: 2 business days`, '', office);
    const first = desk.mailedTo().length;
    expect(dueOf(desk)).toBe('2026-03-30T10:00:00.000Z'); // two hours of Friday, two of Monday
    await desk.until('2026-03-30T09:59:00.000Z');
    expect(desk.mailedTo()).toHaveLength(first);
    await desk.until('2026-03-30T10:00:00.000Z');
    expect(new Set(desk.mailedTo().slice(first).map(String))).toEqual(new Set(['sam,tina', 'mia']));
    expect(dueOf(desk)).toBe('2026-03-30T14:00:00.000Z');
    await desk.until('2026-03-30T14:00:00.000Z');
    expect(desk.desk.tasks()[0]?.assignees).toEqual(['mia', 'sam', 'tina']);
    expect(dueOf(desk)).toBe('2026-03-31T14:00:00.000Z');
    await desk.until('2026-03-31T14:00:00.000Z');
    expect([desk.end(), desk.restarts()]).toEqual(['expired', 0]);
  });

  test('what is asked again on a Friday evening is reminded of on Monday', async () => {
    const rest = 'ask_again_if_changed: [ticket.floor]\nchase: { every: 1 business hour, at_most: 1 }';
    const desk = await open(rest, '', office);
    await desk.until('2026-03-27T18:00:00.000Z');
    await desk.desk.receive(created(20, { what: 'updated' }, { id: 'T-1', floor: 3 }));
    await desk.desk.settle();
    expect(dueOf(desk)).toBe('2026-03-30T09:00:00.000Z');
  });
});

describe('what was asked for changes', () => {
  const rest = 'ask_again_if_changed: [ticket.floor]\nwithin: 9d\nchase: { every: 1d, at_most: 1 }';
  const changed = (floor: number) => created(floor + 10, { what: 'updated' }, { id: 'T-1', floor });

  test('while it is open: the votes are void, everybody is asked again, and reminded anew', async () => {
    const desk = await open(rest);
    await desk.say('sam', 'approve');
    await desk.until('2026-03-28T14:00:00.000Z');
    const before = desk.mailedTo().length;
    await desk.desk.receive(changed(3));
    await desk.desk.settle();
    expect(new Set(desk.mailedTo().slice(before).map(String))).toEqual(new Set(['sam,tina', 'mia']));
    await desk.say('mia', 'approve');
    expect([desk.end(), desk.restarts()]).toEqual([null, 0]);
    const again = desk.mailedTo().length;
    await desk.until('2026-03-29T14:00:00.000Z');
    expect(desk.mailedTo().slice(again)).toEqual([['sam', 'tina']]);
    await desk.say('sam', 'approve');
    expect([desk.end(), desk.restarts()]).toEqual(['done', 1]);
  });

  test('by something else: the votes stand', async () => {
    const desk = await open(rest);
    await desk.say('sam', 'approve');
    await desk.desk.receive(created(20, { what: 'updated' }, { id: 'T-1', summary: 'Paper jam again' }));
    await desk.say('mia', 'approve');
    expect(desk.end()).toBe('done');
  });

  test('whoever answered by link can answer again, by the same link', async () => {
    const desk = await open(rest);
    const links = { baseUrl: 'https://desk.example/approvals', key: 'a key that nobody guesses, 32 bytes or more' };
    const handle = deskApprovalLinks(desk.desk, { ...links, now: () => desk.clock.now() });
    const link = approvalLinks(links).linkFor({ task: desk.task, person: 'mia', expires: '2026-04-05T00:00:00Z' });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const vote = async () =>
      (await handle(new Request(link, { method: 'POST', body: 'outcome=approve', headers }))).status;
    expect([await vote(), await vote()]).toEqual([200, 409]);
    await desk.desk.receive(changed(3));
    await desk.desk.settle();
    expect([await vote(), await vote()]).toEqual([200, 409]);
  });

  test('after it was approved: what would be done is held for a person', async () => {
    const desk = await open(rest, '  - { id: rest, wait: { for: 1h } }');
    await desk.say('sam', 'approve');
    await desk.say('mia', 'approve');
    await desk.desk.receive(changed(3));
    await desk.until('2026-03-27T15:00:00.000Z');
    expect([desk.end(), desk.restarts()]).toEqual([null, 0]);
    expect(desk.desk.tasks()).toMatchObject([{ kind: 'hold', node: 'restart' }]);
  });
});
