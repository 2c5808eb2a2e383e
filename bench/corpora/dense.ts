import type { CorpusTest, RuleCorpus } from './corpus-rule.ts';
import { pick, pickSome, randomNumbers } from './random.ts';
import { ages, vocabulary } from './ticket-vocabulary.ts';

const services = Array.from({ length: 50 }, (_, number) => `service-${number}`);

/**
 * The dense corpus: three to six wide conditions a rule (half of the values, all but one, all but a quarter, an age that most have), so
 * that about one rule in six matches a ticket, and no single value leaves many out.
 */
export function denseCorpus(size: number, tickets = 1024): RuleCorpus {
  const random = randomNumbers(4);
  const fields = ['service', 'priority', 'channel', 'site', 'department', 'age'] as const;
  const rules = Array.from({ length: size }, (_, number) => ({
    id: `rule-${number}`,
    all: pickSome(fields, 3 + random(4), random).map((field): CorpusTest => {
      if (field === 'age') return { field, operator: 'gte', value: random(ages / 2) };
      const values: readonly string[] = field === 'service' ? services : vocabulary[field];
      const half = values.length / 2;
      switch (random(3)) {
        case 0:
          return { field, operator: 'is_not', value: pick(values, random) };
        case 1:
          return { field, operator: 'not_in', value: pickSome(values, Math.ceil(half / 2), random) };
        default:
          return { field, operator: 'in', value: pickSome(values, half, random) };
      }
    }),
  }));
  const facts = Array.from({ length: tickets }, () => ({
    ticket: {
      service: pick(services, random),
      priority: pick(vocabulary.priority, random),
      channel: pick(vocabulary.channel, random),
      site: pick(vocabulary.site, random),
      department: pick(vocabulary.department, random),
      age: random(ages),
      summary: 'Cannot sign in',
    },
  }));
  return { name: 'dense', rules, facts };
}
