import type { Json } from '../json.ts';
import { keyOf } from './key-value.ts';
import type { KeyValue } from './key-value.ts';
import { sameMoment } from './same-moment.ts';
import { sameValue } from './same-value.ts';

type List = readonly Json[];

/** A list, filed so that what is looked for in it is found at once. */
interface ListKeys {
  readonly keys: ReadonlySet<KeyValue>;
  /** What has no key: lists, records and null. */
  readonly others: List;
}

/** Lists that are looked through again and again while one `some` or `every` is decided. Afterwards its host may change them. */
let remembered: Map<List, ListKeys> | null = null;

/**
 * Decides something that may look for many values in one list: every record of a ticket in another list of the same ticket. Each list
 * is then gone through once, not once a record.
 */
export function rememberingLists<T>(decide: () => T): T {
  if (remembered !== null) return decide();
  remembered = new Map();
  try {
    return decide();
  } finally {
    remembered = null;
  }
}

/** Whether a list has an element that equals a value. */
export function listIncludes(list: List, wanted: Json): boolean {
  if (remembered !== null) return hasKey(remember(remembered, list), wanted);
  return list.some((item) => sameValue(item, wanted) || sameMoment(item, wanted));
}

/** Which of some values a list has: a test for each of them, after the list was gone through once. */
export function includedIn(list: List): (wanted: Json) => boolean {
  const filed = remembered === null ? fileList(list) : remember(remembered, list);
  return (wanted) => hasKey(filed, wanted);
}

function remember(lists: Map<List, ListKeys>, list: List): ListKeys {
  let filed = lists.get(list);
  if (filed === undefined) lists.set(list, (filed = fileList(list)));
  return filed;
}

function fileList(list: List): ListKeys {
  const keys = new Set<KeyValue>();
  const others: Json[] = [];
  for (const item of list) {
    const key = keyOf(item);
    if (key === undefined) others.push(item);
    else keys.add(key);
  }
  return { keys, others };
}

function hasKey({ keys, others }: ListKeys, wanted: Json): boolean {
  const key = keyOf(wanted);
  return key === undefined ? others.some((item) => sameValue(item, wanted)) : keys.has(key);
}
