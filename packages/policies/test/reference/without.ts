import type { Json, JsonObject } from '@deskbook/policies';

/** The same record, but that nothing stands at a path: its field is gone, or null. */
export function without<T extends JsonObject>(record: T, path: string, how: 'absent' | 'null'): T {
  const [key = '', ...rest] = path.split('.');
  const fields = Object.entries(record).flatMap(([name, value]): [string, Json][] => {
    if (name !== key) return [[name, value]];
    if (rest.length > 0) return [[name, isRecord(value) ? without(value, rest.join('.'), how) : value]];
    return how === 'null' ? [[name, null]] : [];
  });
  return Object.fromEntries(fields) as T;
}

function isRecord(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
