import type { Node } from '@deskbook/dsl/bundle';
import type { DecisionResult, JsonObject } from '@deskbook/policies';
import { answered, command, nodeState, setState, type Draft } from '../draft.ts';
import type { Entry } from '../entry.ts';
import { ofType } from '../fits.ts';
import { gateOf } from '../gate.ts';
import { conclude } from '../react.ts';

/** Asks for a decision over the facts of this moment. */
export function beginDecide(draft: Draft, node: Node): void {
  command(draft, { type: 'decide', node: node.id, visit: nodeState(draft, node.id).visit });
}

/** Takes the decision. */
export function takeDecide(draft: Draft, node: Node, entry: Entry): boolean {
  if (entry.type !== 'decision.made' || answered(draft, ofType('decide', entry)) === null) return false;
  if (entry.classifies === true && node.verb.kind === 'decide') {
    const gate = gateOf(entry.outcome, entry.result);
    setState(draft, { gates: { ...draft.state.gates, [node.verb.decision]: gate } });
  }
  conclude(draft, node, entry.outcome, readable(entry), because(entry.result, entry.outcome));
  return true;
}

/** What later steps read of a decision: what it set, which rules made it, and what the first of them says. */
function readable({ result, outcome, ...entry }: Extract<Entry, { type: 'decision.made' }>): JsonObject {
  const say = entry.say ?? null;
  switch (result.outcome) {
    case 'decided': {
      const rules = result.rules.map((rule) => rule.id);
      return { say, ...result.values, rule: rules[0] ?? null, rules, rows: result.rows };
    }
    case 'missing':
      return { missing: result.missing };
    case 'no_rule':
      return outcome === 'DENIED' ? { decision: outcome, rule: null, rules: [], rows: [], say } : {};
    case 'conflict':
      return {};
  }
}

function because(result: DecisionResult, outcome: string): string {
  return result.outcome === 'missing' ? `${outcome}: ${result.missing.join(', ')}` : outcome;
}
