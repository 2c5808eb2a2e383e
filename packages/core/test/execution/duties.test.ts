import { describe, expect, test } from 'vitest';
import type { AccessPolicy } from '@deskbook/policies';
import type { Node } from '@deskbook/dsl/bundle';
import { approval, node } from '../kernel/build.ts';
import { scene, type Scene } from './scene.ts';

const end = (name: string) => ({ kind: 'end', end: name, establishes: [] }) as const;
const ask = (needs: readonly string[]): Node =>
  node('ask', { kind: 'approve', approval: 'ok' }, { needs, outcomes: { expired: end('expired') } });
const work = (needs: readonly string[]): Node =>
  node(
    'work',
    { kind: 'task', text: { en: 'Carry it out' }, form: {}, within: null },
    {
      needs,
      outcomes: { declined: end('declined'), timed_out: end('late') },
      by: { actor: 'it_agent', role: 'owners', person: null, fallback: [] },
    },
  );

const apart: Partial<AccessPolicy> = {
  separation: [{ id: 'four-eyes', apart: ['approve', 'perform'], within: 'run', reference: '', cites: [] }],
};
const denial = (deny: string): Partial<AccessPolicy> => ({
  denials: [{ id: 'not-omar', role: 'owners', deny: [deny], when: null, reference: '', cites: [] }],
});

function desk(nodes: readonly Node[], access: Partial<AccessPolicy>): Scene {
  return scene({ nodes, approvals: [approval('ok', {})], access });
}

async function says(scene: Scene, outcome: string) {
  const [task] = scene.store.tasks({});
  const result = await scene.executor.answer(task?.task ?? '', { by: 'omar', outcome });
  await scene.executor.settle();
  return result;
}

describe('one person, two duties of one run', () => {
  test('who approved may not carry it out', async () => {
    const both = desk([ask([]), work(['ask'])], apart);
    const run = await both.start();
    expect(await says(both, 'approve')).toMatchObject({ ok: true });
    expect(await says(both, 'done')).toMatchObject({ ok: false, code: 'refused', reason: 'four-eyes' });
    expect(await says(both, 'declined')).toMatchObject({ ok: true });
    expect(both.end(run)).toBe('declined');
  });

  test('who carried it out may not approve it', async () => {
    const both = desk([work([]), ask(['work'])], apart);
    await both.start();
    expect(await says(both, 'done')).toMatchObject({ ok: true });
    expect(await says(both, 'approve')).toMatchObject({ ok: false, code: 'refused', reason: 'four-eyes' });
  });

  test('where nothing keeps them apart, one person may do both', async () => {
    const both = desk([work([]), ask(['work'])], {});
    const run = await both.start();
    await says(both, 'done');
    expect(await says(both, 'approve')).toMatchObject({ ok: true });
    expect(both.end(run)).toBe('done');
  });
});

test.each([
  ['approve:*', ask([]), 'approve'],
  ['perform:work', work([]), 'done'],
])('a denial of %s keeps its people from it, seat or no seat', async (deny, step, outcome) => {
  const kept = desk([step], denial(deny));
  await kept.start();
  expect(await says(kept, outcome)).toMatchObject({ ok: false, code: 'refused', reason: 'not-omar' });
});
