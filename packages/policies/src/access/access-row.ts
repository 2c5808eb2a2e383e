import type { Condition } from '../conditions/condition.ts';
import type { AccessPolicy, BreakGlass, Denial, Grant } from './access-policy.ts';
import { compileActionPattern } from './action-pattern.ts';
import type { ActionPattern } from './action-pattern.ts';

/**
 * One grant, denial or glass to break for one action or pattern of actions: what Casbin calls a policy row. What decides is copied
 * from the rule; `rule` is for saying which it was.
 */
export interface AccessRow {
  /** Its number, in declared order: grants, then denials, then glasses. */
  readonly number: number;
  readonly kind: 'grant' | 'denial' | 'break_glass';
  readonly rule: Grant | Denial | BreakGlass;
  readonly id: string;
  readonly role: string;
  readonly action: string;
  readonly covers: ActionPattern;
  /** null: any type. */
  readonly resource: string | null;
  /** Whether it only lets a person have the action done for them. */
  readonly askOnly: boolean;
  readonly when: Condition | null;
  /** Of a glass: the ids of denials that do not count while it is broken. */
  readonly overrides: readonly string[];
}

/** The rows of a policy, in declared order. */
export function accessRows({ grants, denials, breakGlass = [] }: AccessPolicy): readonly AccessRow[] {
  const rows: AccessRow[] = [];
  const patterns = new Map<string, ActionPattern>();
  const add = (kind: AccessRow['kind'], rule: AccessRow['rule'], actions: readonly string[], askOnly = false): void => {
    const { id, role, resource = null, when } = rule;
    const overrides = 'overrides' in rule ? [...rule.overrides] : NONE;
    for (const action of actions) {
      const covers = patterns.get(action) ?? compileActionPattern(action);
      patterns.set(action, covers);
      rows.push({ number: rows.length, kind, rule, id, role, action, covers, resource, askOnly, when, overrides });
    }
  };
  for (const rule of grants) {
    add('grant', rule, rule.allow);
    add('grant', rule, rule.ask, true);
  }
  for (const rule of denials) add('denial', rule, rule.deny);
  for (const rule of breakGlass) add('break_glass', rule, rule.allow);
  return rows;
}

const NONE: readonly string[] = [];
