import type { AccessRequest } from './access-request.ts';
import type { AccessRow } from './access-row.ts';

/** Finds the rows that may decide a request: those of given roles that cover its action, mode and resource. In declared order. */
export type RowIndex = (roles: Iterable<string>, request: AccessRequest) => readonly AccessRow[];

interface Shelf {
  readonly exact: Map<string, AccessRow[]>;
  readonly patterns: AccessRow[];
}

/** Files rows by role, then by action; only patterns of the roles at hand are tried one by one. */
export function indexRows(rows: readonly AccessRow[]): RowIndex {
  const shelves = new Map<string, Shelf>();
  for (const row of rows) {
    const shelf = shelves.get(row.rule.role) ?? { exact: new Map<string, AccessRow[]>(), patterns: [] };
    shelves.set(row.rule.role, shelf);
    if (row.action.endsWith('*')) shelf.patterns.push(row);
    else shelf.exact.set(row.action, [...(shelf.exact.get(row.action) ?? []), row]);
  }
  return (roles, request) => {
    const found: AccessRow[] = [];
    for (const role of roles) {
      const shelf = shelves.get(role);
      if (shelf === undefined) continue;
      found.push(...(shelf.exact.get(request.action) ?? []).filter((row) => isAbout(row, request)));
      found.push(...shelf.patterns.filter((row) => row.covers(request.action) && isAbout(row, request)));
    }
    return found.sort((one, other) => one.number - other.number);
  };
}

/** Whether a row speaks of a request's mode and type of resource. */
export function isAbout({ rule, askOnly }: AccessRow, { mode, resource }: AccessRequest): boolean {
  return (rule.resource === undefined || rule.resource === resource.type) && (!askOnly || mode === 'ask');
}
