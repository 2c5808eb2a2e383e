import type { Condition } from '../conditions/condition.ts';
import type { AccessPolicy, BreakGlass, Denial, Grant } from './access-policy.ts';
import { compileActionPattern } from './action-pattern.ts';
import type { ActionPattern } from './action-pattern.ts';

/** One grant, denial or glass to break for one action or pattern of actions: what Casbin calls a policy row. */
export type AccessRow = {
  /** Its number, in declared order: grants, then denials, then glasses. */
  readonly number: number;
  readonly action: string;
  readonly covers: ActionPattern;
  /** Whether it only lets a person have the action done for them. */
  readonly askOnly: boolean;
  readonly when: Condition | null;
} & (
  | { readonly kind: 'grant'; readonly rule: Grant }
  | { readonly kind: 'denial'; readonly rule: Denial }
  | { readonly kind: 'break_glass'; readonly rule: BreakGlass }
);

/** The rows of a policy, in declared order. */
export function accessRows({ grants, denials, breakGlass = [] }: AccessPolicy): readonly AccessRow[] {
  const drafts = [
    ...grants.flatMap((rule) => [
      ...rule.allow.map((action) => ({ kind: 'grant', rule, action, askOnly: false }) as const),
      ...rule.ask.map((action) => ({ kind: 'grant', rule, action, askOnly: true }) as const),
    ]),
    ...denials.flatMap((rule) =>
      rule.deny.map((action) => ({ kind: 'denial', rule, action, askOnly: false }) as const),
    ),
    ...breakGlass.flatMap((rule) =>
      rule.allow.map((action) => ({ kind: 'break_glass', rule, action, askOnly: false }) as const),
    ),
  ];
  return drafts.map((draft, number) => ({
    ...draft,
    number,
    covers: compileActionPattern(draft.action),
    when: draft.rule.when,
  }));
}
