import { fileUnder } from '../file-under.ts';
import type { AccessRow } from './access-row.ts';
import { isMemorable } from './asked.ts';
import type { Asked } from './asked.ts';

/** Keys that rows are filed under: all of them, and whether something is one. */
export interface Keys {
  readonly names: readonly string[];
  readonly has: (name: string) => boolean;
}

/** Finds the rows that may decide: those filed under given keys that cover the action, mode and type of resource. In declared order. */
export type RowIndex = (keys: Keys, asked: Asked) => readonly AccessRow[];

/** Rows of one action or pattern, by key. */
type Shelf = Map<string, AccessRow[]>;

/** How many actions' shelves are remembered. */
const MAX_ACTIONS = 4_000;

/**
 * Files rows by action, then under a key (the role they are for). Of an action, its own shelf and those of patterns that cover it are
 * looked through, each by whichever is fewer: the keys given or those filed.
 */
export function indexRows(rows: readonly AccessRow[], keyOf: (row: AccessRow) => string): RowIndex {
  const shelves = new Map<string, Shelf>();
  for (const row of rows) file(shelves, row, keyOf(row));
  const shelvesOf = rememberShelves(shelves);
  return ({ names, has }, asked) => {
    const found: AccessRow[] = [];
    for (const shelf of shelvesOf(asked)) {
      const fewer = shelf.size < names.length;
      for (const key of fewer ? shelf.keys() : names) {
        if (fewer && !has(key)) continue;
        for (const row of shelf.get(key) ?? []) if (isAbout(row, asked)) found.push(row);
      }
    }
    return found.length < 2 ? found : found.sort((one, other) => one.number - other.number);
  };
}

/** Whether a row speaks of a mode and type of resource. */
export function isAbout({ resource, askOnly }: AccessRow, { mode, type }: Asked): boolean {
  return (resource === null || resource === type) && (!askOnly || mode === 'ask');
}

function file(shelves: Map<string, Shelf>, row: AccessRow, key: string): void {
  const shelf: Shelf = shelves.get(row.action) ?? new Map();
  fileUnder(shelf, key, row);
  shelves.set(row.action, shelf);
}

function rememberShelves(shelves: ReadonlyMap<string, Shelf>): (asked: Asked) => readonly Shelf[] {
  const lengths = patternLengths(shelves);
  const remembered = new Map<string, readonly Shelf[]>();
  return (asked) => {
    const { action } = asked;
    const known = remembered.get(action);
    if (known !== undefined) return known;
    const found = shelvesFor(shelves, lengths, action);
    if (remembered.size >= MAX_ACTIONS) remembered.clear();
    if (isMemorable(asked)) remembered.set(action, found);
    return found;
  };
}

/** How long patterns are without their star: what an action may begin with is looked up, not tried one by one. */
function patternLengths(shelves: ReadonlyMap<string, Shelf>): readonly number[] {
  const patterns = [...shelves.keys()].filter((action) => action.endsWith('*'));
  return [...new Set(patterns.map(({ length }) => length - 1))];
}

function shelvesFor(shelves: ReadonlyMap<string, Shelf>, lengths: readonly number[], action: string): readonly Shelf[] {
  const wide = lengths.filter((length) => length < action.length).map((length) => `${action.slice(0, length)}*`);
  const own = action.endsWith('*') ? [] : [action];
  return [...wide, ...own].flatMap((name) => shelves.get(name) ?? []);
}
