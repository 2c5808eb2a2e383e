import { expect, test } from 'vitest';
import { environmentSecrets, systemClock, systemRandom } from '../../src/index.ts';

test('secrets are found in the environment by their name, and nowhere else', async () => {
  const secrets = environmentSecrets('DESK_', { DESK_JIRA_WEBHOOK: 'k', OTHER: 'x', DESK_EMPTY: undefined });
  expect(await secrets.secret('jira-webhook')).toBe('k');
  expect(await secrets.secret('other')).toBeNull();
  expect(await secrets.secret('empty')).toBeNull();
  expect(await environmentSecrets('', {}).secret('to-string')).toBeNull();
  expect(await environmentSecrets('DESKBOOK_TEST_').secret('nobody-sets-this')).toBeNull();
});

test('the clock tells the time in UTC with milliseconds, and wakes when it is time', async () => {
  const clock = systemClock();
  expect(clock.now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u);
  const due = new Date(Date.now() + 15).toISOString();
  await clock.sleepUntil(due, new AbortController().signal);
  expect(clock.now() >= due).toBe(true);
  await clock.sleepUntil('2020-01-01T00:00:00Z', new AbortController().signal);
});

test('a sleeper that is no longer wanted gives up at once', async () => {
  const late = new Date(Date.now() + 3_000_000_000_000).toISOString();
  const controller = new AbortController();
  const sleeping = systemClock().sleepUntil(late, controller.signal);
  controller.abort(new Error('enough'));
  await expect(sleeping).rejects.toThrow('enough');
  await expect(systemClock().sleepUntil(late, controller.signal)).rejects.toThrow('enough');
});

test('randomness has the length that is asked for, and is not twice the same', () => {
  const [one, two] = [systemRandom().bytes(16), systemRandom().bytes(16)];
  expect(one).toHaveLength(16);
  expect(one).not.toEqual(two);
});
