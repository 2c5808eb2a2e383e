import { expect, test } from 'vitest';
import type { Denial } from '@deskbook/policies';
import { action, field, node } from '../kernel/build.ts';
import { is, literal, path, scene } from './scene.ts';

const wipe = action('wipe', {
  input: { asset: field('asset'), said: field() },
  resource: { type: 'asset', from: 'asset' },
});
const notMacs: Denial = {
  id: 'not-macs',
  role: 'anyone',
  deny: ['wipe'],
  when: is('resource.os', 'macos'),
  reference: 'access#/not-macs',
  cites: [],
};

test('what is acted on is what the input names, not a record without an id that came with an event', async () => {
  const act = node('act', { kind: 'do', action: 'wipe', with: { asset: literal('LT-1'), said: path('asset.os') } });
  const { facts } = scene({}).bundle;
  const roots = { ...facts.roots, asset: { type: 'asset' } };
  const change = { facts: { ...facts, roots } };
  const desk = scene({ nodes: [act], actions: [wipe], access: { denials: [notMacs] }, change });
  const ticket = { id: 'T-1', requester: 'lena', state: 'new' };
  await desk.start({ facts: { ticket, asset: { os: 'windows' } } });
  expect(desk.did()).toEqual([]);
  expect(desk.store.tasks({})).toMatchObject([{ kind: 'hold', details: { reason: 'denied: denied' } }]);
});
