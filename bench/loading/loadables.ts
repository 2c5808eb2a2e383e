import { createAccess } from '@deskbook/policies/access';
import type { Access } from '@deskbook/policies/access';
import { indexRules } from '@deskbook/policies/rules';
import { casbinEnforceSync } from '../access-peers/casbin.ts';
import { accessPolicy, accessRequest } from '../access-peers/deskbook.ts';
import type { PermissionPeer } from '../access-peers/permission-peer.ts';
import { nestedRoles } from '../corpora/nested-roles.ts';
import { mayPlainly, roleCorpus } from '../corpora/role-corpus.ts';
import type { RoleCorpus } from '../corpora/role-corpus.ts';
import { selectiveCorpus } from '../corpora/selective.ts';
import { closures } from '../rule-peers/closures.ts';
import { asFacts, deskbookRules } from '../rule-peers/deskbook.ts';
import { handWrittenIndex } from '../rule-peers/hand-written-index.ts';
import type { RulePeer } from '../rule-peers/rule-peer.ts';
import { zenEngine } from '../rule-peers/zen-engine.ts';

/**
 * Plain data that waits to be loaded. `load` goes as far as the first answers, so that nothing can be put off; `check` holds these
 * against what they must be, and asks once more: what was loaded is held until then.
 */
export interface Prepared {
  readonly load: () => Promise<{ readonly check: () => boolean | Promise<boolean> }>;
}

/** How many questions make the first answers. */
const answers = 8;

/** What can be loaded. */
export type Loadable =
  | 'rules'
  | 'rules-zen'
  | 'rules-by-hand'
  | 'policies'
  | 'policies-casbin'
  | 'policies-replaced'
  | 'nested-roles';

/** Everything that can be loaded, by name, from its size. */
export const loadables: { readonly [what in Loadable]: (size: number) => Prepared } = {
  rules: (size) => {
    const corpus = selectiveCorpus(size, answers);
    const rules = deskbookRules(corpus);
    return ruleLoad(corpus, () => {
      const index = indexRules(rules);
      return { name: 'ours', matching: (facts) => index.hits(asFacts(facts)).matched.map(({ id }) => id) };
    });
  },
  'rules-zen': (size) => {
    const corpus = selectiveCorpus(size, answers);
    return ruleLoad(corpus, () => zenEngine(corpus, 'decision table, a column a fact'));
  },
  'rules-by-hand': (size) => {
    const corpus = selectiveCorpus(size, answers);
    return ruleLoad(corpus, () => handWrittenIndex(corpus));
  },
  policies: (size) => {
    const corpus = roleCorpus(size, answers);
    const policy = accessPolicy(corpus);
    return permissionLoad(corpus, () => {
      const access = createAccess(policy);
      return { name: 'ours', may: (question) => access.may(accessRequest(question)).allowed };
    });
  },
  'policies-casbin': (size) => {
    const corpus = roleCorpus(size, answers);
    return permissionLoad(corpus, () => casbinEnforceSync(corpus));
  },
  'policies-replaced': (size) => {
    const corpus = roleCorpus(size, 1);
    const request = corpus.questions.map(accessRequest)[0];
    const allowed = corpus.questions.map(mayPlainly(corpus))[0];
    const [old, next] = [accessPolicy(corpus), accessPolicy(corpus)];
    const inForce = createAccess(old);
    const ask = (access: Access): boolean => request !== undefined && access.may(request).allowed === allowed;
    return {
      load: async () => {
        // Somebody asks just as the new policy begins to be prepared.
        const answered = new Promise<boolean>((resolve) => {
          setImmediate(() => resolve(ask(inForce)));
        });
        const access = createAccess(next);
        const right = await answered;
        return { check: () => right && ask(access) };
      },
    };
  },
  'nested-roles': (size) => {
    const { policy, requests, allowed } = nestedRoles(size);
    return {
      load: async () => {
        const { may } = createAccess(policy);
        const answered = requests.map((request) => may(request).allowed);
        return {
          check: () =>
            requests.every(
              (request, index) => answered[index] === allowed[index] && may(request).allowed === allowed[index],
            ),
        };
      },
    };
  },
};

function ruleLoad(corpus: Parameters<typeof closures>[0], make: () => RulePeer): Prepared {
  return {
    load: async () => {
      const { matching } = make();
      const answer = (): Promise<readonly (readonly string[])[]> =>
        Promise.all(corpus.facts.map(async (facts) => matching(facts)));
      const first = await answer();
      return {
        check: async () => {
          const wanted = JSON.stringify(corpus.facts.map(closures(corpus).matching));
          return JSON.stringify(first) === wanted && JSON.stringify(await answer()) === wanted;
        },
      };
    },
  };
}

function permissionLoad(corpus: RoleCorpus, make: () => PermissionPeer | Promise<PermissionPeer>): Prepared {
  return {
    load: async () => {
      const { may } = await make();
      const answer = (): Promise<readonly boolean[]> =>
        Promise.all(corpus.questions.map(async (question) => may(question)));
      const first = await answer();
      return {
        check: async () => {
          const wanted = JSON.stringify(corpus.questions.map(mayPlainly(corpus)));
          return JSON.stringify(first) === wanted && JSON.stringify(await answer()) === wanted;
        },
      };
    },
  };
}
