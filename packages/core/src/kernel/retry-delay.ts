import type { RetryPolicy } from '@deskbook/dsl/bundle';
import type { Duration } from '@deskbook/policies';

const fallback = { backoff: 30_000, max: 900_000, attempts: 5 };

/** FNV-1a over the characters, then a final mix: spreads well enough for jitter, and is the same everywhere. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}

/** A duration in milliseconds; `otherwise` for business time, which machines do not wait by. */
function clockTime(duration: Duration | undefined, otherwise: number): number {
  return duration !== undefined && 'milliseconds' in duration ? duration.milliseconds : otherwise;
}

/**
 * How long to wait before the next attempt, in milliseconds: twice as long each time up to the policy's maximum, of which the upper
 * half is jitter that follows from the run, the step and the attempt alone.
 *
 * @param tried - how many attempts there were since the policy began to count, from 1.
 */
export function retryDelay(policy: RetryPolicy | null, key: string, tried: number): number {
  const most = clockTime(policy?.max, fallback.max);
  const full = Math.min(most, clockTime(policy?.backoff, fallback.backoff) * 2 ** Math.min(tried - 1, 30));
  const jitter = hash(`${key}|${tried}`) / 0xffffffff;
  return Math.round(full / 2 + (full / 2) * jitter);
}

/** Whether an attempt that would begin so long after the first, in milliseconds, is still one of those there may be. */
export function isWithin(policy: RetryPolicy | null, elapsed: number): boolean {
  return elapsed <= clockTime(policy?.within, Number.POSITIVE_INFINITY);
}

/** Whether there is another attempt by itself, after `tried` of them. Without a policy an outage is still waited out for a while. */
export function mayRetry(policy: RetryPolicy | null, tried: number): boolean {
  return tried < (policy?.attempts ?? fallback.attempts);
}
