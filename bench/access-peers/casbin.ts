import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Question, RoleCorpus } from '../corpora/role-corpus.ts';
import type { PermissionPeer } from './permission-peer.ts';

interface Enforcer {
  addPolicies(rows: readonly (readonly string[])[]): Promise<boolean>;
  addGroupingPolicies(rows: readonly (readonly string[])[]): Promise<boolean>;
  enforceSync(...request: readonly string[]): boolean;
  enforce(...request: readonly string[]): Promise<boolean>;
}

interface CasbinLibrary {
  readonly newModelFromString: (text: string) => unknown;
  readonly newEnforcer: (model: unknown) => Promise<Enforcer>;
}

/** The version that the policies package rests on, found from there: a comparison never measures another one. */
const library = createRequire(join(import.meta.dirname, '../../packages/policies/package.json'))(
  'casbin',
) as CasbinLibrary;

/** Casbin's model of roles as its documentation gives it, with the equalities before the walk through roles: its faster order. */
const model = (owned: boolean): string => `
[request_definition]
r = sub, obj, act${owned ? ', own' : ''}
[policy_definition]
p = sub, obj, act
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = ${owned ? 'r.own == r.sub && ' : ''}r.act == p.act && r.obj == p.obj && g(r.sub, p.sub)
`;

/** One Casbin enforcer over all rights, asked at once. */
export async function casbinEnforceSync(corpus: RoleCorpus): Promise<PermissionPeer> {
  const enforcer = await enforcerOf(corpus);
  return {
    name: 'Casbin enforceSync',
    may: (question) => enforcer.enforceSync(...asked(question, corpus)),
  };
}

/** The same, asked in the way its documentation asks. */
export async function casbinEnforce(corpus: RoleCorpus): Promise<PermissionPeer> {
  const enforcer = await enforcerOf(corpus);
  return { name: 'Casbin enforce', may: (question) => enforcer.enforce(...asked(question, corpus)) };
}

const asked = ({ person, type, action, owner }: Question, { owned }: RoleCorpus): readonly string[] =>
  owned ? [person, type, action, owner] : [person, type, action];

async function enforcerOf({ rights, roles, owned }: RoleCorpus): Promise<Enforcer> {
  const enforcer = await library.newEnforcer(library.newModelFromString(model(owned)));
  await enforcer.addPolicies(rights.map(({ role, type, action }) => [role, type, action]));
  await enforcer.addGroupingPolicies([...roles].flatMap(([person, held]) => held.map((role) => [person, role])));
  return enforcer;
}
