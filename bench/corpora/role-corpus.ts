import { pick, pickSome, randomNumbers } from './random.ts';

/** A role has as many rights however many roles there are: a larger organisation has more roles. */
const rightsPerRole = 5;
/** After so many roles the rights are the same again. */
const patterns = 20;
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
  /** Whether each right is only one over what the person owns: a condition, so that no answer follows from roles alone. */
  readonly owned: boolean;
}

/** Whether a person may do something to a resource of a type. */
export interface Question {
  readonly person: string;
  readonly roles: readonly string[];
  readonly action: string;
  readonly type: string;
  /** Whose the resource is. */
  readonly owner: string;
}

const everyRight = types.flatMap((type) => verbs.map((verb) => ({ action: `${type}.${verb}`, type })));

/**
 * The corpus with so many rights, five a role. A larger one has more roles of the same twenty kinds, so that the same people get the same
 * answers, by as many grants, however many there are. Every second question is about something that a role of theirs may do.
 */
export function roleCorpus(size: number, questions = 1024, owned = false): RoleCorpus {
  const count = Math.max(patterns, Math.ceil(size / rightsPerRole));
  const random = randomNumbers(6);
  const written = Array.from({ length: patterns }, () => pickSome(everyRight, rightsPerRole, random));
  const rights = Array.from({ length: count }, (_, role) =>
    (written[role % patterns] ?? []).map((right) => ({ role: `role-${role}`, ...right })),
  ).flat();
  const [choose, place] = [randomNumbers(7), randomNumbers(8)];
  const persons = Array.from({ length: people }, (_, person) => {
    const one = choose(patterns);
    const kinds = [one, (one + 1 + choose(patterns - 1)) % patterns];
    const roles = kinds.map((kind) => `role-${kind + patterns * place(Math.floor(count / patterns))}`);
    return { person: `person-${person}`, roles, may: kinds.flatMap((kind) => written[kind] ?? []) };
  });
  const ask = randomNumbers(9);
  const asked = Array.from({ length: questions }, (_, number) => {
    const { person, roles, may } = pick(persons, ask);
    const owner = number % 4 === 0 ? `person-${ask(people)}` : person;
    return { person, roles, owner, ...pick(number % 2 === 0 ? may : everyRight, ask) };
  });
  return { rights, roles: new Map(persons.map(({ person, roles }) => [person, roles])), questions: asked, owned };
}

/** Who may what, worked out plainly: every right, one after the other. */
export function mayPlainly({ rights, owned }: RoleCorpus): (question: Question) => boolean {
  const byRole = Map.groupBy(rights, ({ role }) => role);
  return ({ person, owner, roles, action, type }) =>
    (!owned || owner === person) &&
    roles.some((role) => (byRole.get(role) ?? []).some((right) => right.action === action && right.type === type));
}
