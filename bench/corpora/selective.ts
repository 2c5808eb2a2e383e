import type { CorpusCondition, CorpusRule, CorpusTest, RuleCorpus, Ticket } from './corpus-rule.ts';
import { isTest } from './corpus-rule.ts';
import { pick, pickSome, randomNumbers } from './random.ts';
import { ages, vocabulary } from './ticket-vocabulary.ts';

const generalRules = 20;
const rulesPerService = 20;
/** After so many services the rules are the same again, about other services. */
const patterns = 49;

/**
 * The selective corpus, as a help desk writes rules: nearly all are about one service and narrow it by two to five further conditions
 * (equalities, a few values, an age); twenty are about no service. A larger desk has more services, not more rules for each: every size
 * repeats the same rules about further services, so a ticket matches as many rules among 100,000 as among 1,000.
 *
 * The rules about one service are spread over the whole corpus. Each ticket is made to satisfy one of them.
 */
export function selectiveCorpus(size: number, tickets = 1024): RuleCorpus {
  const services = Math.max(1, Math.ceil((size - generalRules) / rulesPerService));
  const random = randomNumbers(1);
  const general = Array.from({ length: Math.min(size, generalRules) }, (_, number) => generalRule(number, random));
  const written = Array.from({ length: patterns * rulesPerService }, () => narrowing(random));
  const rules: CorpusRule[] = [...general];
  for (let number = 0; rules.length < size; number += 1) {
    const service = number % services;
    rules.push({
      id: `rule-${rules.length}`,
      all: [serviceIs(service), ...(written[patternOf(service, Math.floor(number / services))] ?? [])],
    });
  }
  const choose = randomNumbers(2);
  const place = randomNumbers(3);
  const facts = Array.from({ length: tickets }, () => {
    // The pattern is chosen apart from the service that it is about: the choice is the same for every size.
    const [pattern, nth] = [choose(patterns), choose(rulesPerService)];
    const repeats = Math.floor((services - 1 - (pattern % services)) / patterns) + 1;
    const service = (pattern % services) + patterns * place(repeats);
    const satisfied = written[patternOf(service, nth)] ?? [];
    return { ticket: satisfying(service, satisfied, choose) };
  });
  return { name: 'selective', rules, facts };
}

const patternOf = (service: number, nth: number): number => (service % patterns) * rulesPerService + nth;
const serviceIs = (service: number): CorpusTest => ({
  field: 'service',
  operator: 'equals',
  value: `service-${service}`,
});

type NamedField = keyof typeof vocabulary;
const named = Object.keys(vocabulary) as readonly NamedField[];

/** Two to five conditions, each about another field. */
function narrowing(random: (below: number) => number): readonly CorpusCondition[] {
  const fields = pickSome([...named, 'age' as const], 2 + random(4), random);
  return fields.map((field): CorpusTest => {
    if (field === 'age') return { field, operator: random(3) === 0 ? 'lt' : 'gte', value: 10 + random(ages - 20) };
    const values: readonly string[] = vocabulary[field];
    return random(3) === 0
      ? { field, operator: 'in', value: pickSome(values, 2, random) }
      : { field, operator: 'equals', value: pick(values, random) };
  });
}

/** A rule about every service: one channel, one site and one department at a time. */
function generalRule(number: number, random: (below: number) => number): CorpusRule {
  return {
    id: `rule-${number}`,
    all: (['channel', 'site', 'department'] as const).map((field) => ({
      field,
      operator: 'equals',
      value: pick<string>(vocabulary[field], random),
    })),
  };
}

function satisfying(
  service: number,
  conditions: readonly CorpusCondition[],
  random: (below: number) => number,
): Ticket {
  const ticket: { -readonly [field in keyof Ticket]: Ticket[field] } = {
    service: `service-${service}`,
    priority: pick(vocabulary.priority, random),
    channel: pick(vocabulary.channel, random),
    site: pick(vocabulary.site, random),
    department: pick(vocabulary.department, random),
    age: random(ages),
    summary: 'Cannot sign in',
  };
  for (const condition of conditions) {
    if (!isTest(condition)) continue;
    const { field, operator, value } = condition;
    if (field === 'age') ticket.age = operator === 'lt' ? random(Number(value)) : Number(value) + random(10);
    else ticket[field] = typeof value === 'object' ? pick(value, random) : String(value);
  }
  return ticket;
}
