import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sqliteStore } from '../../src/index.ts';
import { temporaryFolder } from '../journal/temporary-folder.ts';
import { created, openScene, trigger } from './scene.ts';

/** Lets the desk work in a process of its own, kills that after so many accepted events, and tells which they were. */
async function workAndDie(path: string, world: string, from: number, after: number): Promise<readonly string[]> {
  const script = join(import.meta.dirname, 'work-until-killed.ts');
  const child = spawn(process.execPath, ['--conditions=@deskbook/source', script, path, world, String(from)]);
  let out = '';
  let fault = '';
  await new Promise<void>((resolve) => {
    child.stderr.on('data', (data: Buffer) => void (fault += data.toString()));
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
      if (out.split('\n').length > after) child.kill('SIGKILL');
    });
    child.on('close', () => resolve());
  });
  if (out === '') throw new Error(fault);
  return out.split('\n').slice(0, -1);
}

test('killed again and again, the desk loses no event, finishes every run, and does nothing under two keys', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'desk.db');
  const world = join(folder, 'world.txt');
  const accepted: string[] = [];
  for (const [round, after] of [7, 20, 31].entries())
    accepted.push(...(await workAndDie(path, world, round * 1000, after)));
  const store = sqliteStore(path);
  const performed: string[] = [];
  const { desk, clock } = await openScene({
    files: { 'trigger.yaml': trigger('jam', '') },
    store,
    options: {
      perform: async (_, __, { key }) => {
        performed.push(key);
        return { status: 'done', output: {} };
      },
    },
  });
  for (const id of accepted)
    expect(await desk.receive(created(Number(id.slice(1))))).toMatchObject({ status: 'duplicate' });
  await desk.settle();
  clock.advance(60_000); // what was interrupted on its way is tried again, a little later
  await desk.settle();
  const runs = desk.runs();
  expect(runs.length).toBeGreaterThanOrEqual(accepted.length);
  expect(runs.filter(({ end }) => end !== 'done')).toEqual([]);
  expect(new Set(runs.map(({ cause }) => cause)).size).toBe(runs.length);
  const keys = new Set([
    ...readFileSync(world, 'utf8')
      .split('\n')
      .filter((key) => key !== ''),
    ...performed,
  ]);
  expect([...keys].sort()).toEqual(runs.map(({ run }) => `${run}/restart`).sort());
  expect(store.verify()).toMatchObject({ ok: true });
  await desk.close();
}, 30_000);
