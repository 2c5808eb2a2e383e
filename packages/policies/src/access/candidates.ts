import type { AccessRow } from './access-row.ts';
import type { Asked } from './asked.ts';
import type { HeldRoles } from './held-roles.ts';
import { indexRows } from './row-index.ts';

/** Finds the rows that may decide a question for somebody with some roles, in declared order. */
export type Candidates = (roles: HeldRoles, asked: Asked) => readonly AccessRow[];

/** Files the rows of a policy: grants and denials by role, glasses by their id, since few are ever broken. */
export function findCandidates(rows: readonly AccessRow[]): Candidates {
  const ofRole = indexRows(
    rows.filter(({ kind }) => kind !== 'break_glass'),
    ({ role }) => role,
  );
  const ofGlass = indexRows(
    rows.filter(({ kind }) => kind === 'break_glass'),
    ({ id }) => id,
  );
  return (roles, asked) => {
    const { active } = roles;
    const found = ofRole(roles, asked);
    if (active.size === 0) return found;
    const broken = ofGlass({ names: [...active.keys()], has: (id) => active.has(id) }, asked);
    return [...found, ...broken.filter(({ role }) => roles.has(role))];
  };
}
