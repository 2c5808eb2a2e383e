import type { CorpusCondition, CorpusRule, CorpusTest, RuleCorpus } from './corpus-rule.ts';
import { pick, randomNumbers } from './random.ts';
import { ages, vocabulary } from './ticket-vocabulary.ts';

type Random = (below: number) => number;

const things = [
  'printer', 'scanner', 'laptop', 'monitor', 'keyboard', 'headset', 'projector', 'router', 'badge', 'phone',
  'mailbox', 'calendar', 'browser', 'spreadsheet', 'payroll', 'invoice', 'database', 'backup', 'licence', 'password',
] as const; // prettier-ignore
const troubles = [
  'offline', 'jammed', 'slow', 'frozen', 'locked', 'missing', 'expired', 'broken', 'stolen', 'full', 'noisy', 'hot',
  'unreachable', 'crashing', 'flickering', 'rejected',
] as const; // prettier-ignore
const places = ['floor', 'room', 'building', 'desk', 'lab'] as const;
const codes = ['ERR', 'VPN', 'DNS', 'SQL', 'KB'] as const;

/**
 * The hostile corpus: no equality to narrow by. Each rule has a regular expression over the summary or an `any` with one in it, ranges of
 * the age, and an `any` of both. The expressions are in the subset that RE2, JavaScript and Rust read alike.
 */
export function hostileCorpus(size: number, tickets = 1024): RuleCorpus {
  const random = randomNumbers(5);
  const rules = Array.from({ length: size }, (_, number) => hostileRule(`rule-${number}`, random));
  const facts = Array.from({ length: tickets }, () => ({
    ticket: {
      service: `service-${random(50)}`,
      priority: pick(vocabulary.priority, random),
      channel: pick(vocabulary.channel, random),
      site: pick(vocabulary.site, random),
      department: pick(vocabulary.department, random),
      age: random(ages),
      summary: sentence(random),
    },
  }));
  return { name: 'hostile', rules, facts };
}

function hostileRule(id: string, random: Random): CorpusRule {
  const parts: readonly (() => readonly CorpusCondition[])[] = [
    () => [matches(random), ...range(random, 50)],
    () => [{ any: [matches(random), { all: range(random, 10) }] }, ...range(random, 40)],
    () => [{ any: [matches(random), matches(random)] }, { any: [{ all: range(random, 30) }, matches(random)] }],
  ];
  return { id, all: pick(parts, random)() };
}

/** From one age to another, about so many minutes apart. */
function range(random: Random, wide: number): readonly CorpusTest[] {
  const from = random(ages - wide);
  return [
    { field: 'age', operator: 'gte', value: from },
    { field: 'age', operator: 'lt', value: from + wide },
  ];
}

function matches(random: Random): CorpusTest {
  const patterns: readonly (() => string)[] = [
    () => `${pick(things, random)}.*${pick(troubles, random)}`,
    () => `\\b(${pick(things, random)}|${pick(things, random)}|${pick(things, random)})\\b`,
    () => `${pick(codes, random)}-${random(10)}[0-9]{2}\\b`,
    () => `(?:${pick(troubles, random)}|${pick(troubles, random)}) in ${pick(places, random)} [0-9]+`,
    () => `^[A-Z][a-z]+ ${pick(things, random)} `,
    () => `${pick(places, random)} ${random(10)}[0-9]?$`,
  ];
  return { field: 'summary', operator: 'matches', value: pick(patterns, random)() };
}

/** What somebody writes: `Old printer and badge: jammed and noisy in room 41, ERR-214, since building 7`. */
function sentence(random: Random): string {
  const who = pick(['Old', 'New', 'Shared', 'The'] as const, random);
  const what = `${pick(things, random)} and ${pick(things, random)}`;
  const how = `${pick(troubles, random)} and ${pick(troubles, random)}`;
  const code = `${pick(codes, random)}-${100 + random(900)}`;
  return `${who} ${what}: ${how} in ${pick(places, random)} ${random(100)}, ${code}, since ${pick(places, random)} ${random(100)}`;
}
