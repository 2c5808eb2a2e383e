/** The benchmark of execution in small: all of it runs, and what it counts is so. No figure is looked at. */
import { expect, test } from 'vitest';
import { execution } from '../bench/areas/execution.ts';
import { small } from '../bench/areas/execution/sizes.ts';

test('every comparison is made, over runs that did what they were to do', async () => {
  const rows = await execution(small);
  expect(rows.filter(({ name, ours }) => name === '' || !Number.isFinite(ours) || ours <= 0)).toEqual([]);
  expect(rows.filter(({ goal }) => goal !== null).map(({ goal }) => goal)).toEqual([
    '≤ 2× its time',
    '≥ 50 %',
    '≥ 15,000 /s',
    'limits and conflicts exact',
    '≤ 1,000 ms',
    '≤ 20 ms',
    '≤ 500 MB',
    '≤ 20 ms',
    '≤ 20 ms',
    '≤ 50 ms',
    '≤ 30 ms',
    '≤ 10 ms',
    '≤ 100 ms',
    '≤ 1.2× its time',
  ]);
  const entries = rows.find(({ unit }) => unit === 'entries');
  expect(entries?.ours).toBeGreaterThanOrEqual(3);
}, 60_000);
