import type { Directory } from '../ports/directory.ts';

/** How many groups a directory is asked about at once. */
const AT_ONCE = 32;

/**
 * Every group a person is in: the direct ones and all that those are in, directly or not. A group is asked once however often it is
 * reached, so circles end, and no depth is too much. Sorted, so that what is decided does not hang on the order of answers.
 *
 * @throws what the directory rejects with: a membership that cannot be read is not guessed.
 */
export async function closeGroups(
  directory: Pick<Directory, 'groupsOfGroup'>,
  direct: readonly string[],
): Promise<readonly string[]> {
  const found = new Set(direct);
  const pending = [...found];
  let next = 0;
  while (next < pending.length) {
    const asked = pending.slice(next, next + AT_ONCE);
    next += asked.length;
    const above = await Promise.all(asked.map((group) => directory.groupsOfGroup(group)));
    for (const groups of above) {
      for (const group of groups) {
        if (found.has(group)) continue;
        found.add(group);
        pending.push(group);
      }
    }
  }
  return [...found].sort();
}
