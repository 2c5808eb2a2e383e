import type { Model } from 'casbin';
import { PolicyFault } from '../policy-fault.ts';
import { casbinLibrary } from './casbin-library.ts';
import { compileActionPattern } from './action-pattern.ts';
import type { ActionPattern } from './action-pattern.ts';

/** A row as Casbin gets it: whom it is for, actions, resource type (`*` any), its name, and `allow` or `deny`. */
export type CasbinRow = readonly [
  role: string,
  action: string,
  resource: string,
  name: string,
  effect: 'allow' | 'deny',
];

/** Some names. */
interface Names {
  readonly has: (name: string) => boolean;
}

/** What Casbin is asked, besides rows. `roles` for which rows of each effect stand; `applies`: rows whose condition was decided so. */
export interface CasbinQuestion {
  readonly roles: { readonly allow: Names; readonly deny: Names };
  readonly action: string;
  readonly resource: string;
  readonly applies: Names;
}

/** Decides: some row allows and no row denies. */
export type Judge = (rows: readonly CasbinRow[], question: CasbinQuestion) => boolean;

/**
 * The model. No text of a policy is ever compiled: the matcher only calls functions registered below, and conditions were decided
 * before. `p_eft` is written by us, so no spelling of it can be wrong.
 */
export const CASBIN_MODEL = `
[request_definition]
r = roles, act, obj, applies

[policy_definition]
p = sub, act, obj, name, eft

[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

[matchers]
m = isFor(r.roles, p.sub, p.eft) && covers(p.act, r.act) && isAbout(p.obj, r.obj) && applies(r.applies, p.name)
`;

/** In a row: any resource type. */
export const ANY_RESOURCE = '*';

/** A row that matches nothing. Casbin evaluates its matcher over blanks where there is no row at all, which can come out as allowed. */
const NOBODY: CasbinRow = ['', '', '', '', 'deny'];

/** Makes a judge around one Casbin enforcer. It decides at once, so no second question can come between rows and answer. */
export function createJudge(given?: Model): Judge {
  const { Enforcer, newModelFromString } = casbinLibrary();
  const model = given ?? newModelFromString(CASBIN_MODEL);
  const assertion = model.model.get('p')?.get('p');
  if (assertion === undefined) throw new PolicyFault('malformed', 'the access model has no policy definition');
  const enforcer = new Enforcer();
  enforcer.setModel(model);
  for (const [name, test] of Object.entries(casbinFunctions())) void enforcer.addFunction(name, test);
  return (rows, { roles, action, resource, applies }) => {
    assertion.policy = [NOBODY, ...rows].map((row) => row.slice());
    try {
      return enforcer.enforceSync(roles, action, resource, applies);
    } finally {
      assertion.policy = [NOBODY.slice()];
    }
  };
}

/** What the matcher calls. Patterns are compiled once each; they come from the policy alone. */
export function casbinFunctions(): {
  readonly isFor: (roles: CasbinQuestion['roles'], role: string, effect: 'allow' | 'deny') => boolean;
  readonly covers: (pattern: string, action: string) => boolean;
  readonly isAbout: (type: string, resource: string) => boolean;
  readonly applies: (names: Names, name: string) => boolean;
} {
  const patterns = new Map<string, ActionPattern>();
  return {
    isFor: (roles, role, effect) => roles[effect].has(role),
    covers: (pattern, action) => {
      const compiled = patterns.get(pattern) ?? compileActionPattern(pattern);
      patterns.set(pattern, compiled);
      return compiled(action);
    },
    isAbout: (type, resource) => type === ANY_RESOURCE || type === resource,
    applies: (names, name) => names.has(name),
  };
}
