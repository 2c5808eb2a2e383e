/** Puts a value under a key, behind those that lie there. */
export function fileUnder<Key, Value>(files: Map<Key, Value[]>, key: Key, value: Value): void {
  const filed = files.get(key);
  if (filed === undefined) files.set(key, [value]);
  else filed.push(value);
}
