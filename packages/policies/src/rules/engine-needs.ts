import type { TopLevelCondition } from 'json-rules-engine';
import { isRecord } from '../conditions/read-fact.ts';
import type { Json } from '../json.ts';

/** The operators and facts that compiled conditions name: all that an engine has to be given to decide them. */
export interface EngineNeeds {
  readonly operators: ReadonlySet<string>;
  readonly facts: ReadonlySet<string>;
}

const known = new WeakMap<TopLevelCondition, EngineNeeds>();

/** What conditions name. They are read once, and the answer is kept as long as they live. */
export function engineNeeds(conditions: TopLevelCondition): EngineNeeds {
  let needs = known.get(conditions);
  if (needs === undefined) {
    const operators = new Set<string>();
    const facts = new Set<string>();
    collect(conditions as unknown as Json, operators, facts);
    known.set(conditions, (needs = { operators, facts }));
  }
  return needs;
}

/** A part is `all`, `any`, `not`, or a comparison; what that compares with may name a fact too. */
function collect(part: Json, operators: Set<string>, facts: Set<string>): void {
  if (!isRecord(part)) return;
  const { all, any, not, operator, fact, value } = part;
  for (const list of [all, any])
    if (Array.isArray(list)) for (const each of list as readonly Json[]) collect(each, operators, facts);
  if (not !== undefined) collect(not, operators, facts);
  if (typeof operator === 'string') operators.add(operator);
  if (typeof fact === 'string') facts.add(fact);
  if (typeof operator === 'string' && isRecord(value) && typeof value['fact'] === 'string') facts.add(value['fact']);
}
