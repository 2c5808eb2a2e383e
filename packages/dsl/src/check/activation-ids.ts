import type { Checking } from './checking.ts';
import { isRecord } from './is-record.ts';

/** The ids of the temporary roles and glasses to break, as written, in whichever `access` they stand. */
export function activationIds({ names }: Pick<Checking, 'names'>): readonly string[] {
  const entries = names
    .all('access')
    .flatMap(({ data }) => [data['temporary'], data['break_glass']])
    .flatMap((list) => (Array.isArray(list) ? list : []));
  return entries.flatMap((entry) => (isRecord(entry) && typeof entry['id'] === 'string' ? [entry['id']] : []));
}
