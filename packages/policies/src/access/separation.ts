import type { FactPath } from '../conditions/facts.ts';
import type { Separation } from './access-policy.ts';
import type { AccessRequest } from './access-request.ts';
import { compileActionPattern } from './action-pattern.ts';
import { isMemorable } from './asked.ts';
import type { Asked } from './asked.ts';
import type { HeldRoles } from './held-roles.ts';

/** A separation of duties that a request breaks, or may break because of a role that is undecided. */
export interface Clash {
  readonly kind: 'separation';
  readonly separation: Separation;
  /** The two names that do not go together. */
  readonly between: readonly [string, string];
  readonly missing: readonly FactPath[];
}

/** Finds what a request breaks. */
export interface SeparationCheck {
  readonly clashes: (
    asked: Asked,
    roles: HeldRoles,
    subject: string,
    duties: AccessRequest['duties'],
  ) => readonly Clash[];
  /** Whether any separation looks at this, for anybody with some of these roles. */
  readonly concerns: (asked: Asked, roles: HeldRoles) => boolean;
}

/** How many actions are remembered with the separations that name them. */
const MAX_ACTIONS = 4_000;

/**
 * Prepares the separations of a policy. Names are duties, actions (also patterns) or roles; a duty such as `approve` also covers
 * the actions `approve:…`, and the duty `perform` every action but asking, approving and starting. To act is what breaks a
 * separation: an action that is one of the names, by somebody who has exercised, or whose role is, another of them. `always`
 * moreover denies everything to whoever holds two of the roles at once.
 */
export function compileSeparations(separations: readonly Separation[]): SeparationCheck {
  const compiled = separations.map((separation): Compiled => ({
    separation,
    names: [...new Set(separation.apart)].map((name) => ({ name, covers: compileDuty(name) })),
  }));
  const always = compiled.filter(({ separation }) => separation.within === 'always');
  const holding = new WeakMap<HeldRoles, readonly Compiled[]>();
  const acting = new Map<string, readonly Compiled[]>();

  const broken = (roles: HeldRoles): readonly Compiled[] => {
    const known = holding.get(roles) ?? always.filter(({ names }) => heldOf(names, roles).length > 1);
    holding.set(roles, known);
    return known;
  };
  const named = (asked: Asked): readonly Compiled[] => {
    const { action } = asked;
    const known = acting.get(action);
    if (known !== undefined) return known;
    const found = compiled.filter(({ names }) => names.some(({ covers }) => covers(action)));
    if (acting.size >= MAX_ACTIONS) acting.clear();
    if (isMemorable(asked)) acting.set(action, found);
    return found;
  };
  const concerned = (asked: Asked, roles: HeldRoles): ReadonlySet<Compiled> =>
    new Set([...broken(roles), ...(asked.mode === 'act' ? named(asked) : [])]);
  return {
    clashes: (asked, roles, subject, duties) => {
      if (compiled.length === 0) return [];
      const some = concerned(asked, roles);
      if (some.size === 0) return [];
      const past = (Object.hasOwn(duties, subject) ? duties[subject] : undefined) ?? [];
      const ordered = some.size === 1 ? [...some] : compiled.filter((one) => some.has(one));
      return ordered.flatMap(({ separation, names }) => {
        const pairs = separation.within === 'always' ? heldTogether(names, roles) : [];
        if (asked.mode === 'act') pairs.push(...exercised(names, asked.action, past, roles));
        return pairs.map(({ between, missing }) => ({ kind: 'separation', separation, between, missing }));
      });
    },
    concerns: (asked, roles) => compiled.length > 0 && concerned(asked, roles).size > 0,
  };
}

interface Compiled {
  readonly separation: Separation;
  readonly names: readonly Duty[];
}

interface Duty {
  readonly name: string;
  readonly covers: (action: string) => boolean;
}

type Pair = Pick<Clash, 'between' | 'missing'>;

/** What is not performing: the other duties of a run. */
const OTHER_DUTIES = new Set(['request', 'approve', 'start']);

function compileDuty(name: string): Duty['covers'] {
  if (name === 'perform') return (action) => !OTHER_DUTIES.has(action.replace(/:.*/s, ''));
  const covers = compileActionPattern(name);
  return (action) => covers(action) || action.startsWith(`${name}:`);
}

/** Pairs of the names of which both are roles the subject has, or may have. */
function heldTogether(names: readonly Duty[], roles: HeldRoles): Pair[] {
  const had = heldOf(names, roles);
  return had.flatMap(({ name }, index) =>
    had
      .slice(index + 1)
      .map((other) => ({ between: [name, other.name] as const, missing: lacking(roles, [name, other.name]) })),
  );
}

function heldOf(names: readonly Duty[], roles: HeldRoles): readonly Duty[] {
  return names.filter(({ name }) => isHeld(roles, name));
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
