import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { laws } from '../laws/index.ts';
import { law } from '../laws/law.ts';
import { keepCounterexample, keptCounterexamples } from './counterexample.ts';
import { readOptions } from './options.ts';
import { tryLaw } from './try-law.ts';

const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
afterAll(() => rmSync(folder, { recursive: true }));

const script = new URL('fuzz.ts', import.meta.url).pathname;
const command = (...args: string[]): string[] => ['--conditions=@deskbook/source', script, ...args];

describe('pnpm fuzz', () => {
  test('finds a law that is broken, by its smallest case, and finds it again from seed and path', async () => {
    const wrong = law('no number is greater than 41', 100, [fc.nat(1_000)], (number: number) => {
      if (number > 41) throw new Error(`${number} is`);
    });
    const breach = await tryLaw(wrong, { seed: 7, runs: 100 });
    expect(breach).toMatchObject({ law: wrong.name, values: [42], cause: expect.stringContaining('42 is') as string });
    const { seed = 0, path = '' } = breach ?? {};
    expect(await tryLaw(wrong, { seed, path, runs: 1 })).toMatchObject({ values: [42] });
    expect(await tryLaw({ ...wrong, holds: () => undefined }, { seed: 7, runs: 100 })).toBe(null);
  });

  test('says of a law that speaks of no case that it was not tried', async () => {
    const idle = law('nothing', 100, [fc.nat()], (number: number) => fc.pre(number < 0));
    expect(await tryLaw(idle, { seed: 7, runs: 10 })).toMatchObject({
      cause: expect.stringMatching(/^too few/) as string,
    });
  });

  test('keeps a case as it was, once', () => {
    const values = [{ ['__proto__']: -0, text: '\ud800\u0000', list: [1e308, null] }];
    const path = keepCounterexample({ area: 'rules', law: 'Some law: so it is', values }, folder);
    expect(keepCounterexample({ area: 'rules', law: 'Some law: so it is', values }, folder)).toBe(path);
    const [[name, kept] = ['', null]] = keptCounterexamples(folder);
    expect(path).toBe(join(folder, name));
    expect(name).toMatch(/^rules-some-law-so-it-is-[0-9a-f]{8}\.json$/);
    expect(kept?.values).toEqual(values);
    expect(readFileSync(path, 'utf8')).toContain('-0');
  });

  test('tries what it is asked to, in processes of its own', () => {
    const output = execFileSync(
      process.execPath,
      command('conditions', 'patterns', '--law', 'no', '--runs', '20', '--processes', '2', '--seed', '5'),
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    const asked = ['conditions', 'patterns']
      .flatMap((area) => laws[area] ?? [])
      .filter(({ name }) => name.includes('no'));
    expect(asked.length).toBeGreaterThan(1);
    expect(output).toMatch(new RegExp(`^${20 * asked.length} cases in \\d+ s from seed 5: no law broken\n$`));
  });

  test.each([
    [['nowhere'], 'there is no area nowhere; there are conditions, rules, access, patterns, security'],
    [['--runs', 'many'], '--runs is a whole number, not many'],
    [['--path', '1:2'], 'a path is a way from one seed, to a case of one law: --law LAW --seed S --path P'],
    [['--law', 'nobody wrote'], 'no law is called nobody wrote'],
  ])('refuses %j', (args, message) => {
    const { status, stderr } = spawnSync(process.execPath, command(...args), { encoding: 'utf8' });
    expect([status, stderr.split('\n')[0]]).toEqual([2, message]);
  });

  test('names areas, laws, seeds and paths as it prints them', () => {
    expect(readOptions(['rules', '--law', 'x', '--seed=-7', '--path', '1:0'], ['rules'])).toMatchObject({
      areas: ['rules'],
      law: 'x',
      seed: -7,
      path: '1:0',
    });
    const names = Object.values(laws).flatMap((some) => some.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name.includes("'"))).toEqual([]);
  });
});
