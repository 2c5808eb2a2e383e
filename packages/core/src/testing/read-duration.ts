import type { Duration } from '@deskbook/policies';

const units: { readonly [unit: string]: number } = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** A length of time as tests write it (`20m`, `1h30m`, `2d`, `8 business hours`); the linter has seen to its form. */
export function readDuration(written: string): Duration {
  const [, amount, unit, calendar] = /^(\d+) business (hour|day)s?(?: on (\S+))?$/.exec(written) ?? [];
  if (amount !== undefined) {
    const business = unit === 'day' ? 'days' : 'hours';
    return { business, amount: Number(amount), ...(calendar === undefined ? {} : { calendar }) };
  }
  const parts = written.matchAll(/(\d+(?:\.\d+)?)\s*(ms|[smhdw])/g);
  const milliseconds = [...parts].reduce((sum, [, count, each]) => sum + Number(count) * (units[each ?? ''] ?? 0), 0);
  return { milliseconds: Math.round(milliseconds) };
}
