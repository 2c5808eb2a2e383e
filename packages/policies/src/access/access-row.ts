import type { Condition } from '../conditions/condition.ts';
import type { AccessPolicy, Denial, Grant } from './access-policy.ts';
import { compileActionPattern } from './action-pattern.ts';
import type { ActionPattern } from './action-pattern.ts';

/** One grant or denial for one action or pattern of actions: what Casbin calls a policy row. */
export interface AccessRow {
  /** Its number, in declared order, grants first. */
  readonly number: number;
  readonly kind: 'grant' | 'denial';
  readonly rule: Grant | Denial;
  readonly action: string;
  readonly covers: ActionPattern;
  /** Whether it only lets a person have the action done for them. */
  readonly askOnly: boolean;
  readonly when: Condition | null;
}

/** The rows of a policy, in declared order. */
export function accessRows({ grants, denials }: AccessPolicy): readonly AccessRow[] {
  const drafts = [
    ...grants.flatMap((rule) => [
      ...rule.allow.map((action) => ({ kind: 'grant', rule, action, askOnly: false }) as const),
      ...rule.ask.map((action) => ({ kind: 'grant', rule, action, askOnly: true }) as const),
    ]),
    ...denials.flatMap((rule) =>
      rule.deny.map((action) => ({ kind: 'denial', rule, action, askOnly: false }) as const),
    ),
  ];
  return drafts.map(({ kind, rule, action, askOnly }, number) => {
    return { number, kind, rule, action, covers: compileActionPattern(action), askOnly, when: rule.when };
  });
}
