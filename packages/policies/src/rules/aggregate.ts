import type { Json } from '../json.ts';
import { PolicyFault } from '../policy-fault.ts';

/** Sum, least, greatest or number of what rules set. `list` is not empty but for a sum or a count. */
export function aggregate(
  decision: string,
  how: 'collect_sum' | 'collect_min' | 'collect_max' | 'collect_count',
  list: readonly Json[],
): number {
  if (how === 'collect_count') return list.length;
  const numbers = list.map((value) => asNumber(decision, value));
  if (how === 'collect_sum') return numbers.reduce((sum, number) => sum + number, 0);
  return numbers.reduce((one, other) => (how === 'collect_min' ? Math.min(one, other) : Math.max(one, other)));
}

function asNumber(decision: string, value: Json): number {
  if (typeof value === 'number') return value;
  throw new PolicyFault('malformed', `decision ${decision} adds up or compares what is not a number`);
}
