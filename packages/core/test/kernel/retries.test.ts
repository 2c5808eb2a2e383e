import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RetryPolicy } from '@deskbook/dsl/bundle';
import { retryDelay } from '../../src/kernel/index.ts';
import { act, action, graph, minute } from './build.ts';
import { at, drive, perform, started, type Driven } from './drive.ts';

const classes = ['unavailable', 'timeout', 'refused'] as const;
const policies: fc.Arbitrary<RetryPolicy> = fc
  .record({
    errors: fc.subarray([...classes]),
    attempts: fc.integer({ min: 1, max: 8 }),
    backoff: fc.integer({ min: 1, max: 10 * minute }),
    max: fc.integer({ min: 1, max: 60 * minute }),
  })
  .map(({ errors, attempts, backoff, max }) => ({
    errors,
    attempts,
    backoff: { milliseconds: backoff },
    max: { milliseconds: max },
  }));

/** How long the longest pause before the next attempt is. */
const full = (policy: RetryPolicy, tried: number): number => {
  const [backoff, max] = [policy.backoff, policy.max].map((time) => ('milliseconds' in time ? time.milliseconds : 0));
  return Math.min(max ?? 0, (backoff ?? 0) * 2 ** (tried - 1));
};

/** Fails as it is told, for as long as it is tried again; the pauses in between. */
function fail(run: Driven, errors: readonly string[]): readonly number[] {
  const pauses: number[] = [];
  for (const error of errors) {
    perform(run, 'a', { error });
    const pause = run.state().outstanding.find(({ type }) => type === 'schedule');
    if (pause?.type !== 'schedule') break;
    pauses.push(pause.after !== null && 'milliseconds' in pause.after ? pause.after.milliseconds : -1);
    run.give({ type: 'timer.set', timer: 'retry', due: at(9_999), node: 'a', visit: 0 });
    run.give({ type: 'timer.fired', timer: 'retry', node: 'a', visit: 0 });
  }
  return pauses;
}

const failures = fc.array(fc.constantFrom(...classes), { minLength: 1, maxLength: 10 });
const over = (policy: RetryPolicy) =>
  graph([act('a', 'x')], {}, [action('x', { errors: [...classes], retry: policy })]);

test('a step is tried again after the errors its policy names and no others, so often and no more, then held', () => {
  fc.assert(
    fc.property(policies, failures, (policy, errors) => {
      const run = drive(over(policy));
      const pauses = fail(run, errors);
      const stops = errors.findIndex((error, index) => !policy.errors.includes(error) || index + 1 >= policy.attempts);
      expect(pauses).toHaveLength(stops < 0 ? errors.length : stops);
      expect(run.open()).toEqual(stops < 0 ? ['attempt a'] : ['open hold a']);
      expect(run.state().nodes['a']?.attempt).toBe(stops < 0 ? errors.length + 1 : stops + 1);
    }),
  );
});

test('each pause is at most twice the one before and the cap, and at least half of that', () => {
  fc.assert(
    fc.property(policies, failures, (policy, errors) => {
      for (const [index, pause] of fail(drive(over({ ...policy, errors: classes, attempts: 99 })), errors).entries()) {
        expect(pause).toBeLessThanOrEqual(Math.ceil(full(policy, index + 1)));
        expect(pause).toBeGreaterThanOrEqual(Math.floor(full(policy, index + 1) / 2));
      }
    }),
  );
});

test('pauses follow from the run, the step and the attempt alone: the same again, and another run pauses otherwise', () => {
  fc.assert(
    fc.property(policies, failures, (policy, errors) => {
      const eager = { ...policy, errors: classes, attempts: 99 };
      expect(fail(drive(over(eager)), errors)).toEqual(fail(drive(over(eager)), errors));
      for (const [index, pause] of fail(drive(over(eager)), errors).entries()) {
        expect(pause).toBe(retryDelay(eager, 'r/a', index + 1));
      }
    }),
  );
  const policy = { errors: classes, attempts: 9, backoff: { milliseconds: minute }, max: { milliseconds: minute } };
  const pauses = Array.from({ length: 1_000 }, (_, run) => {
    const driven = drive(over(policy), { ...started, run: `r-${run}` } as typeof started);
    return fail(driven, ['timeout'])[0] ?? 0;
  });
  // Spread over the whole upper half, so that a thousand runs do not come back at one moment.
  expect(new Set(pauses).size).toBeGreaterThan(900);
  const tenths = Map.groupBy(pauses, (pause) => Math.floor((pause - minute / 2) / (minute / 20)));
  for (let tenth = 0; tenth < 10; tenth += 1) expect(tenths.get(tenth)?.length ?? 0).toBeGreaterThan(50);
});

test('after a person says `retry` the policy counts from the beginning, its pauses too', () => {
  fc.assert(
    fc.property(policies, (policy) => {
      const run = drive(over({ ...policy, errors: classes }));
      const errors = Array<'timeout'>(20).fill('timeout');
      const first = fail(run, errors);
      const { task, visit } = run.find('open', 'a');
      run.give({ type: 'task.opened', task, what: 'hold', assignees: ['omar'], role: null, deadline: null, node: 'a', visit }); // prettier-ignore
      run.give({ type: 'task.answered', task, by: 'omar', outcome: 'retry', form: {}, note: null, node: 'a', visit });
      expect(fail(run, errors)).toEqual(first);
    }),
  );
});
