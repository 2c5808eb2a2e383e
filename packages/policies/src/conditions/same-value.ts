import type { Json } from '../json.ts';
import { isRecord } from './read-fact.ts';

/**
 * Whether two values are the same JSON: no coercion (`1` is not `'1'`), lists in order, records by their own keys in any order.
 * Works without recursion, so that no depth of nesting can overflow the stack.
 */
export function sameValue(left: Json, right: Json): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return left === right;
  const pending: [Json | undefined, Json | undefined][] = [[left, right]];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    if (!sameShape(pair[0], pair[1], pending)) return false;
  }
  return true;
}

function sameShape(
  left: Json | undefined,
  right: Json | undefined,
  pending: [Json | undefined, Json | undefined][],
): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    if (left.length !== right.length) return false;
    for (const [index, item] of left.entries()) pending.push([item, right[index]]);
    return true;
  }
  if (!isRecord(left) || !isRecord(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  for (const key of keys) {
    if (!Object.hasOwn(right, key)) return false;
    pending.push([left[key], right[key]]);
  }
  return true;
}
