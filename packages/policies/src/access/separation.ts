import type { FactPath } from '../conditions/facts.ts';
import type { Separation } from './access-policy.ts';
import type { AccessRequest } from './access-request.ts';
import { compileActionPattern } from './action-pattern.ts';
import type { HeldRoles } from './role-finder.ts';

/** A separation of duties that a request breaks, or may break because of a role that is undecided. */
export interface Clash {
  readonly separation: Separation;
  /** The two names that do not go together. */
  readonly between: readonly [string, string];
  readonly missing: readonly FactPath[];
}

/** Finds what a request breaks. */
export type SeparationCheck = (request: AccessRequest, roles: HeldRoles) => readonly Clash[];

/**
 * Prepares the separations of a policy. Names are duties, actions (also patterns) or roles; a duty such as `approve` also covers
 * the actions `approve:…`, and the duty `perform` every action but asking, approving and starting. To act is what breaks a
 * separation: an action that is one of the names, by somebody who has exercised, or whose role is, another of them. `always`
 * moreover denies everything to whoever holds two of the roles at once.
 */
export function compileSeparations(separations: readonly Separation[]): SeparationCheck {
  const compiled = separations.map((separation) => ({
    separation,
    names: [...new Set(separation.apart)].map((name) => ({ name, covers: compileDuty(name) })),
  }));
  return (request, roles) => {
    const { duties, subject } = request;
    const past = (Object.hasOwn(duties, subject.id) ? duties[subject.id] : undefined) ?? [];
    return compiled.flatMap(({ separation, names }) => {
      const pairs = separation.within === 'always' ? heldTogether(names, roles) : [];
      if (request.mode === 'act') pairs.push(...exercised(names, request.action, past, roles));
      return pairs.map(({ between, missing }) => ({ separation, between, missing }));
    });
  };
}

interface Duty {
  readonly name: string;
  readonly covers: (action: string) => boolean;
}

type Pair = Omit<Clash, 'separation'>;

/** What is not performing: the other duties of a run. */
const OTHER_DUTIES = new Set(['request', 'approve', 'start']);

function compileDuty(name: string): Duty['covers'] {
  if (name === 'perform') return (action) => !OTHER_DUTIES.has(action.replace(/:.*/s, ''));
  const covers = compileActionPattern(name);
  return (action) => covers(action) || action.startsWith(`${name}:`);
}

/** Pairs of the names of which both are roles the subject has, or may have. */
function heldTogether(names: readonly Duty[], roles: HeldRoles): Pair[] {
  const had = names.filter(({ name }) => isHeld(roles, name));
  return had.flatMap(({ name }, index) =>
    had
      .slice(index + 1)
      .map((other) => ({ between: [name, other.name] as const, missing: lacking(roles, [name, other.name]) })),
  );
}

/** Pairs of what is being done with what was done before, or with a role. */
function exercised(names: readonly Duty[], action: string, past: readonly string[], roles: HeldRoles): Pair[] {
  const now = names.filter(({ covers }) => covers(action));
  return now.flatMap(({ name }) =>
    names.flatMap((other) => {
      if (other.name === name) return [];
      if (past.some((duty) => other.covers(duty))) return [{ between: [name, other.name] as const, missing: [] }];
      return isHeld(roles, other.name)
        ? [{ between: [name, other.name] as const, missing: lacking(roles, [other.name]) }]
        : [];
    }),
  );
}

function isHeld({ held, undecided }: HeldRoles, role: string): boolean {
  return held.has(role) || undecided.has(role);
}

function lacking({ undecided }: HeldRoles, roles: readonly string[]): readonly FactPath[] {
  return roles.flatMap((role) => undecided.get(role) ?? []);
}
