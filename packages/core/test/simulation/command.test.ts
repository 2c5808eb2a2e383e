import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

const simulate = (...args: string[]) =>
  spawnSync(
    process.execPath,
    ['--conditions=@deskbook/source', new URL('simulate.ts', import.meta.url).pathname, ...args],
    {
      encoding: 'utf8',
    },
  );

test('pnpm simulate leads the worlds it is asked for, in processes of its own', () => {
  const { status, stdout } = simulate('--seed', '64', '--worlds', '2', '--workers', '1');
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^2 worlds in \d+ s from seed 64: no law broken\n$/)]);
}, 120_000);

test('a seed alone is one world', () => {
  expect(readOptions(['--seed', '5'])).toMatchObject({ seed: 5, worlds: 1 });
  expect(readOptions(['--seed', '5', '--time', '60'])).toMatchObject({ seed: 5, worlds: Infinity, time: 60 });
  expect(readOptions(['--without', 'kill,stall', '--turns', '9'])).toMatchObject({
    without: ['kill', 'stall'],
    turns: 9,
  });
});

test.each([
  [['--worlds', 'many'], '--worlds is a whole number, not many'],
  [['--without', 'sleep'], /^there is no trouble sleep; there are kill, stall/u],
])('refuses %j', (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});
