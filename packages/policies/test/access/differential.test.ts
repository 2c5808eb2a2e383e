import { newEnforcer, newModelFromString } from 'casbin';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAccess } from '@deskbook/policies/access';
import type { AccessPolicy, AccessRequest } from '@deskbook/policies/access';
import { broken, factsOf, may as referenceReason, overriddenDenials, rolesOf } from '../reference/access.ts';
import { evaluate } from '../reference/evaluate.ts';
import { policy, request } from './arbitraries.ts';

/**
 * Plain Casbin, used as its manual says: its own role manager and key matching, every row of the policy loaded. `maybe` links roles
 * that a fact might give; they count for denials alone.
 */
const MODEL = `
[request_definition]
r = sub, act, obj
[policy_definition]
p = sub, act, obj, decided, eft
[role_definition]
g = _, _
g2 = _, _
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = (g(r.sub, p.sub) || p.eft == "deny" && g2(r.sub, p.sub)) && keyMatch(r.act, p.act) && (p.obj == "any" || p.obj == r.obj) && p.decided == "yes"
`;

async function plainCasbin(policy: AccessPolicy, request: AccessRequest): Promise<boolean> {
  const enforcer = await newEnforcer(newModelFromString(MODEL));
  const roles = rolesOf(policy, request);
  for (const role of [
    'anyone',
    ...policy.roles.map(({ id }) => id),
    ...policy.roles.flatMap(({ includes }) => includes),
  ]) {
    if (roles(role) === 'holds') await enforcer.addGroupingPolicy('user', `role:${role}`);
    if (roles(role) === 'undecided') await enforcer.addNamedGroupingPolicy('g2', 'user', `role:${role}`);
  }
  const facts = factsOf(policy, request);
  const add = (
    role: string,
    action: string,
    resource: string | undefined,
    decided: boolean,
    effect: string,
  ): Promise<boolean> => enforcer.addPolicy(`role:${role}`, action, resource ?? 'any', decided ? 'yes' : 'no', effect);
  await add('nobody', 'nothing', 'none', false, 'deny');
  for (const { role, allow, ask, resource, when } of policy.grants) {
    const holds = when === null || evaluate(when, facts) === 'holds';
    for (const action of request.mode === 'ask' ? [...allow, ...ask] : allow)
      await add(role, action, resource, holds, 'allow');
  }
  for (const glass of policy.breakGlass ?? []) {
    const holds = broken(glass, policy, request) === 'holds';
    for (const action of glass.allow) await add(glass.role, action, glass.resource, holds, 'allow');
  }
  const overridden = overriddenDenials(policy, request);
  for (const { id, role, deny, resource, when } of policy.denials) {
    const possible = (when === null || evaluate(when, facts) !== 'fails') && !overridden.has(id);
    for (const action of deny) await add(role, action, resource, possible, 'deny');
  }
  return enforcer.enforce('user', request.action, request.resource.type);
}

describe('access, decided in three ways', () => {
  test('agrees with the plain reference, down to the reason', () => {
    fc.assert(
      fc.property(policy, request, (one, asked) => {
        expect(createAccess(one).may(asked).reason).toBe(referenceReason(one, asked));
      }),
      { numRuns: 2_000 },
    );
  });

  test('agrees with plain Casbin over all rows of the policy', async () => {
    await fc.assert(
      fc.asyncProperty(policy, request, async (one, asked) => {
        const unseparated = { ...one, separation: [] };
        fc.pre(asked.action !== '');
        expect(createAccess(unseparated).may(asked).allowed).toBe(await plainCasbin(unseparated, asked));
      }),
      { numRuns: 300 },
    );
  });

  test('whatever is not granted has a reason, and only what is granted is allowed', () => {
    fc.assert(
      fc.property(policy, request, (one, asked) => {
        const { allowed, reason, basis, missing } = createAccess(one).may(asked);
        expect(allowed).toBe(reason === 'granted');
        expect(basis === null).toBe(reason === 'no_grant');
        expect(missing.length > 0).toBe(reason === 'denial_undecided' || reason === 'grant_undecided');
      }),
      { numRuns: 1_000 },
    );
  });

  test('the order in which rules are declared changes no answer', () => {
    fc.assert(
      fc.property(policy, request, (one, asked) => {
        const turned = {
          ...one,
          grants: one.grants.toReversed(),
          denials: one.denials.toReversed(),
          roles: one.roles.toReversed(),
        };
        expect(createAccess(turned).may(asked).reason).toBe(createAccess(one).may(asked).reason);
      }),
    );
  });

  test('one more denial never allows what was not allowed', () => {
    fc.assert(
      fc.property(policy, policy, request, (one, other, asked) => {
        const more = other.denials.map((each) => ({ ...each, id: `more-${each.id}` }));
        const stricter = { ...one, denials: [...one.denials, ...more] };
        expect(createAccess(stricter).may(asked).allowed && !createAccess(one).may(asked).allowed).toBe(false);
      }),
    );
  });

  test('what is activated allows nothing after its end, before its beginning, and while nobody knows the time', () => {
    const later = ['2100-01-02', '1999-12-31T23:59:59Z', 'noon', null];
    fc.assert(
      fc.property(policy, request, fc.constantFrom(...later), (one, asked, now) => {
        const lasting = asked.subject.activations?.filter(({ until }) => until !== 'tomorrow') ?? [];
        const { may } = createAccess(one);
        const then = { ...asked, context: { ...asked.context, now } };
        const without = may({ ...then, subject: { ...asked.subject, activations: [] } });
        const decision = may({ ...then, subject: { ...asked.subject, activations: lasting } });
        expect(decision.allowed && !without.allowed).toBe(false);
        const over = lasting.every(({ from }) => from !== 'tomorrow') && now !== null && now !== 'noon';
        expect(over ? decision : without).toEqual(without);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a broken glass stands against no separation and no denial that it does not override', () => {
    fc.assert(
      fc.property(policy, request, (one, asked) => {
        const all = {
          ...one,
          grants: [],
          breakGlass: one.breakGlass?.map((each) => ({ ...each, overrides: [] })) ?? [],
        };
        const open = {
          ...all,
          breakGlass: [],
          grants: all.breakGlass.map((each) => ({ ...each, ask: [], role: 'anyone' })),
        };
        expect(createAccess(all).may(asked).allowed && !createAccess(open).may(asked).allowed).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});
