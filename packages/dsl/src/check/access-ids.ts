import type { Checking } from './checking.ts';
import { isRecord } from './is-record.ts';

/** The ids of the entries of some lists, as written, in whichever `access` they stand. */
export function accessIds(
  { names }: Pick<Checking, 'names'>,
  ...lists: readonly ('denials' | 'temporary' | 'break_glass')[]
): readonly string[] {
  const written = names.all('access').flatMap(({ data }) => lists.map((list) => data[list]));
  const entries = written.flatMap((list) => (Array.isArray(list) ? list : []));
  return entries.flatMap((entry) => (isRecord(entry) && typeof entry['id'] === 'string' ? [entry['id']] : []));
}
