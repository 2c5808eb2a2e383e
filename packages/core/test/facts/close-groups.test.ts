import { describe, expect, test } from 'vitest';
import { closeGroups } from '../../src/facts/index.ts';

/** A directory of groups: what was asked, and how much of it at once. */
function directoryOf(above: (group: string) => readonly string[]) {
  const asked: string[] = [];
  let [open, most] = [0, 0];
  const groupsOfGroup = async (group: string): Promise<readonly string[]> => {
    asked.push(group);
    open += 1;
    most = Math.max(most, open);
    await Promise.resolve();
    open -= 1;
    return above(group);
  };
  return { asked, most: () => most, groupsOfGroup };
}

describe('groups are closed', () => {
  test('circles end, and each group is asked once', async () => {
    const above: { readonly [group: string]: readonly string[] } = { a: ['b', 'c'], b: ['c'], c: ['a', 'c'] };
    const directory = directoryOf((group) => above[group] ?? []);
    expect(await closeGroups(directory, ['a', 'a'])).toEqual(['a', 'b', 'c']);
    expect(directory.asked.sort()).toEqual(['a', 'b', 'c']);
  });

  test('nobody is in no group', async () => {
    expect(
      await closeGroups(
        directoryOf(() => ['a']),
        [],
      ),
    ).toEqual([]);
  });

  test('tens of thousands, nested deeply and in circles: each once, and few at a time', async () => {
    const size = 40_000;
    const above = (group: string): readonly string[] => {
      const number = Number(group.slice(1));
      return number < size / 2 ? [`g${number + 1}`] : [number + 1, number * 3, number * 7].map((n) => `g${n % size}`);
    };
    const directory = directoryOf(above);
    const closed = await closeGroups(directory, ['g0']);
    expect(closed).toHaveLength(size);
    expect(directory.asked).toHaveLength(size);
    expect(new Set(directory.asked).size).toBe(size);
    expect(directory.most()).toBe(32);
  });

  test('where all are in all, it costs what there is', async () => {
    const all = Array.from({ length: 1_000 }, (_, n) => `g${n}`);
    const directory = directoryOf(() => all);
    expect(await closeGroups(directory, ['g7'])).toEqual(all.toSorted());
    expect(directory.asked).toHaveLength(1_000);
  });

  test('what cannot be read is not guessed, and no more is asked', async () => {
    const wide = Array.from({ length: 1_000 }, (_, n) => `g${n}`);
    const directory = directoryOf((group) => {
      if (group === 'g3') throw new Error('down');
      return [];
    });
    await expect(closeGroups(directory, wide)).rejects.toThrow('down');
    expect(directory.asked).toHaveLength(32);
  });
});
