import { describe, expect, test } from 'vitest';
import type { Node } from '@deskbook/dsl/bundle';
import type { Directory } from '../../src/ports/directory.ts';
import { openScene } from '../desk/scene.ts';
import { scene, type Scene } from '../execution/scene.ts';
import { approval, node } from '../kernel/build.ts';

/** Directories find people whatever the case of their id. For the desk a person has one name. */

const anyCase = (directory: Directory): Directory => ({ ...directory, person: (id) => directory.person(id.toLowerCase()) }); // prettier-ignore
const ask: Node = node(
  'ask',
  { kind: 'approve', approval: 'ok' },
  { outcomes: { expired: { kind: 'end', end: 'expired', establishes: [] } } },
);
const work = node('work', { kind: 'task', text: { en: 'Do it' }, form: {}, within: null });
const people = scene({}).ports.directory;

const say = async (desk: Scene, given: { by: string; outcome: string; to?: string }) => {
  const [task] = desk.store.tasks({});
  const result = await desk.executor.answer(task?.task ?? '', given);
  await desk.executor.settle();
  return result;
};

describe('under another spelling of their id', () => {
  test('who asks is not delegated to, and does not approve', async () => {
    const seats = [{ role: 'staff', each: false }];
    const staff = { id: 'staff', from: [{ kind: 'group', group: 'G-staff' }], includes: [], reference: '' } as const;
    const approvals = [approval('ok', { seats, delegate: { to: 'same_role', times: 3 } })];
    const roles = [...scene({}).bundle.access.roles, staff];
    const host = { directory: anyCase(people) };
    const desk = scene({ nodes: [ask], approvals, access: { roles }, host });
    const run = await desk.start();
    expect(await say(desk, { by: 'omar', outcome: 'delegate', to: 'LENA' })).toMatchObject({ ok: false });
    expect(await say(desk, { by: 'LENA', outcome: 'approve' })).toMatchObject({ ok: false });
    expect(desk.end(run)).toBeNull();
  });

  test('nobody does the work of their role beside themselves', async () => {
    const desk = scene({ nodes: [work], host: { directory: anyCase(people) } });
    await desk.start();
    expect(await say(desk, { by: 'BEN', outcome: 'done' })).toMatchObject({ ok: false, code: 'not_yours' });
    expect(await say(desk, { by: 'ben', outcome: 'done' })).toMatchObject({ ok: true });
  });

  test('nobody has another allowance of a service, nor starts anything', async () => {
    const service = `
kind: service
id: quick
title: Restart it
form: {}
eligible: { requester.employment: employee }
limits: [{ per: requester, at_most: 1, in: 1d }]
start: restart
may_touch: { actions: [printer.restart] }
pre_approved: { by: support, date: '2026-01-15' }
`;
    const base = await openScene({ files: { 'service.yaml': service } });
    const options = { directory: anyCase(base.ports.directory) };
    const { desk } = await openScene({ files: { 'service.yaml': service }, options });
    expect(await desk.request('quick', { person: 'lena', key: '1', form: {} })).toMatchObject({ ok: true });
    expect(await desk.request('quick', { person: 'LENA', key: '2', form: {} })).toMatchObject({ ok: false });
    expect(await desk.start('restart', { by: 'Lena', with: {} })).toMatchObject({ ok: false });
    expect(await desk.offers('LENA')).toEqual([]);
  });
});
