import type { Directory } from '../ports/directory.ts';

/**
 * Every group a person is in: the direct ones and all that those are in, directly or not. A group is asked once however often it is
 * reached, so circles end. Sorted, so that what is decided does not hang on the order of answers.
 *
 * @throws what the directory rejects with: a membership that cannot be read is not guessed.
 */
export async function closeGroups(directory: Directory, direct: readonly string[]): Promise<readonly string[]> {
  const found = new Set(direct);
  let fresh: readonly string[] = [...found];
  while (fresh.length > 0) {
    const above = await Promise.all(fresh.map((group) => directory.groupsOfGroup(group)));
    fresh = [...new Set(above.flat())].filter((group) => !found.has(group));
    for (const group of fresh) found.add(group);
  }
  return [...found].sort();
}
