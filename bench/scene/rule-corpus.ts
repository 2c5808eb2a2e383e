import type { Condition, Decision, Json, JsonObject, Operator } from '@deskbook/policies';
import { peerLibrary } from './peers.ts';
import { randomNumbers } from './random.ts';

/** A selective corpus: most rules begin with equalities that narrow, as those of a help desk do. */
const fields: { readonly [field: string]: readonly string[] } = {
  category: Array.from({ length: 20 }, (_, number) => `category-${number}`),
  team: Array.from({ length: 12 }, (_, number) => `team-${number}`),
  priority: ['P1', 'P2', 'P3', 'P4'],
  channel: ['mail', 'portal', 'phone', 'chat'],
  site: Array.from({ length: 8 }, (_, number) => `site-${number}`),
};

type Leaf = { readonly field: string; readonly operator: Operator; readonly value: Json };

/** A decision that collects every rule that holds, in their order. */
export function ruleDecision(size: number): Decision {
  const random = randomNumbers(size);
  const rules = Array.from({ length: size }, (_, number) => {
    const names = Object.keys(fields);
    const leaves = Array.from({ length: 2 + random(4) }, (__, index): Leaf => {
      const field = index === 0 ? 'category' : (names[random(names.length)] ?? 'team');
      const values = fields[field] ?? [];
      const value = values[random(values.length)] ?? '';
      return index > 0 && random(3) === 0
        ? { field, operator: 'in', value: [value, values[random(values.length)] ?? ''] }
        : { field, operator: 'equals', value };
    });
    const age: Leaf = { field: 'age', operator: 'gte', value: random(50) };
    const id = `rule-${number}`;
    const when: Condition = { kind: 'all', of: [...leaves, age].map(compare), reference: id };
    // oxlint-disable-next-line unicorn/no-thenable -- a rule says `when` and `then`
    return { id, when, then: { route: id }, reference: id, cites: [] };
  });
  return { id: 'routing', hit: 'rule_order', sets: ['route'], rules, reference: 'routing' };
}

const compare = ({ field, operator, value }: Leaf): Condition => ({
  kind: 'compare',
  fact: `ticket.${field}`,
  operator,
  operand: { value },
  reference: field,
});

/** Tickets to decide about, every fact there. */
export function ruleFacts(count: number): readonly JsonObject[] {
  const random = randomNumbers(7);
  return Array.from({ length: count }, () => ({
    ticket: {
      ...Object.fromEntries(
        Object.entries(fields).map(([field, values]) => [field, values[random(values.length)] ?? '']),
      ),
      age: random(100),
    },
  }));
}

interface EngineLibrary {
  readonly Engine: new () => {
    addRule(rule: object): void;
    run(facts: JsonObject): Promise<{ readonly events: readonly { readonly type: string }[] }>;
  };
}

const operators: { readonly [operator: string]: string } = { equals: 'equal', in: 'in', gte: 'greaterThanInclusive' };

/** The same rules in json-rules-engine as its documentation writes them: flat facts, one engine for all tickets. */
export function rulePeer(decision: Decision): (facts: JsonObject) => Promise<readonly string[]> {
  const engine = new (peerLibrary('json-rules-engine') as EngineLibrary).Engine();
  for (const { id, when } of decision.rules) {
    const leaves = when?.kind === 'all' ? when.of : [];
    const all = leaves.flatMap((leaf) =>
      leaf.kind === 'compare' && 'value' in leaf.operand
        ? [{ fact: leaf.fact.slice('ticket.'.length), operator: operators[leaf.operator], value: leaf.operand.value }]
        : [],
    );
    engine.addRule({ conditions: { all }, event: { type: id } });
  }
  return async (facts) => (await engine.run(facts['ticket'] as JsonObject)).events.map(({ type }) => type);
}
