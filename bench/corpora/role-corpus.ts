import { pick, pickSome, randomNumbers } from './random.ts';

/** A role has as many rights however many roles there are: a larger organisation has more roles. */
const rightsPerRole = 20;
/** After so many roles the rights are the same again. */
const patterns = 5;
const people = 64;
const verbs = ['read', 'grant', 'revoke', 'restart', 'reset', 'close', 'assign', 'wipe'];
const types = ['database', 'device', 'mailbox', 'account', 'ticket'];

/** Whoever has the role may do the action to resources of the type. */
export interface Right {
  readonly role: string;
  readonly action: string;
  readonly type: string;
}

/** Plain role-based access: rights of roles, people with two roles each from all over the organisation, and what they ask. */
export interface RoleCorpus {
  readonly rights: readonly Right[];
  readonly roles: ReadonlyMap<string, readonly string[]>;
  readonly questions: readonly Question[];
}

/** Whether a person may do something to a resource of a type. */
export interface Question {
  readonly person: string;
  readonly roles: readonly string[];
  readonly action: string;
  readonly type: string;
}

const everyRight = types.flatMap((type) => verbs.map((verb) => ({ action: `${type}.${verb}`, type })));

/**
 * The corpus with so many rights, twenty a role. Half of what can be asked is nobody's right. A larger one has more roles of the same
 * kinds, so that the same people get the same answers, by as many grants, however many there are.
 */
export function roleCorpus(size: number, questions = 1024): RoleCorpus {
  const count = Math.ceil(size / rightsPerRole);
  const random = randomNumbers(6);
  const written = Array.from({ length: patterns }, () => pickSome(everyRight, rightsPerRole, random));
  const rights = Array.from({ length: count }, (_, role) =>
    (written[role % patterns] ?? []).map((right) => ({ role: `role-${role}`, ...right })),
  )
    .flat()
    .slice(0, size);
  const [choose, place] = [randomNumbers(7), randomNumbers(8)];
  const roleOf = (pattern: number): string => `role-${pattern + patterns * place(Math.max(1, count / patterns))}`;
  const roles = new Map<string, readonly string[]>(
    Array.from({ length: people }, (_, person) => {
      const one = choose(patterns);
      const other = (one + 1 + choose(patterns - 1)) % patterns;
      return [`person-${person}`, [roleOf(one), roleOf(other)]];
    }),
  );
  const ask = randomNumbers(9);
  const asked = Array.from({ length: questions }, () => {
    const person = `person-${ask(people)}`;
    return { person, roles: roles.get(person) ?? [], ...pick(everyRight, ask) };
  });
  return { rights, roles, questions: asked };
}

/** Who may what, worked out plainly: every right, one after the other. */
export function mayPlainly({ rights }: RoleCorpus): (question: Question) => boolean {
  const byRole = Map.groupBy(rights, ({ role }) => role);
  return ({ roles, action, type }) =>
    roles.some((role) => (byRole.get(role) ?? []).some((right) => right.action === action && right.type === type));
}
