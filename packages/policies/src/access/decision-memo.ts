import type { AccessDecision } from './access-decision.ts';
import { isMemorable } from './asked.ts';
import type { Asked } from './asked.ts';
import type { HeldRoles } from './held-roles.ts';

/** Decisions that hang on roles alone, by those roles and what was asked. */
export interface DecisionMemo {
  readonly recall: (roles: HeldRoles, asked: Asked) => AccessDecision | undefined;
  readonly keep: (roles: HeldRoles, asked: Asked, decision: AccessDecision) => void;
}

/** Decisions of one set of roles, by action, then by type of resource. */
interface Decisions {
  readonly act: Map<string, Map<string, AccessDecision>>;
  readonly ask: Map<string, Map<string, AccessDecision>>;
}

const MAX_KEPT = 50_000;

/**
 * A memo of decisions. Each key is looked up on its own, so that no two questions can be mistaken for one another. It holds at most
 * `limit` decisions, of all sets of roles together; then it begins again.
 */
export function createDecisionMemo(limit = MAX_KEPT): DecisionMemo {
  let kept = new WeakMap<HeldRoles, Decisions>();
  let size = 0;
  return {
    recall: (roles, { action, mode, type }) => {
      const of = kept.get(roles);
      return of === undefined ? undefined : byMode(of, mode)?.get(action)?.get(type);
    },
    keep: (roles, asked, decision) => {
      if (!isMemorable(asked)) return;
      if (size >= limit) {
        kept = new WeakMap();
        size = 0;
      }
      const of = kept.get(roles) ?? { act: new Map(), ask: new Map() };
      const decisions = byMode(of, asked.mode);
      if (decisions === undefined) return;
      kept.set(roles, of);
      const ofAction = decisions.get(asked.action) ?? new Map<string, AccessDecision>();
      decisions.set(asked.action, ofAction.set(asked.type, decision));
      size += 1;
    },
  };
}

/** What is neither acting nor asking is not kept. */
function byMode({ act, ask }: Decisions, mode: string): Decisions['act'] | undefined {
  if (mode === 'act') return act;
  return mode === 'ask' ? ask : undefined;
}
