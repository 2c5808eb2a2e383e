import { RE2JS } from 're2js';
import type { CorpusCondition, CorpusTest, Ticket, TicketField } from '../corpora/corpus-rule.ts';
import { isTest } from '../corpora/corpus-rule.ts';

/** A condition as a programmer writes it: no checks of types, no absent facts. */
export type NativeTest = (ticket: Ticket) => boolean;

/** How regular expressions are searched: JavaScript's own, which can take exponential time, or RE2's, as the rules of the desk. */
export type Expressions = 'RegExp' | 'RE2';

/** Every condition of a rule in one closure. */
export function nativeAll(conditions: readonly CorpusCondition[], expressions: Expressions): NativeTest {
  const tests = conditions.map((condition) => nativeTest(condition, expressions));
  return joined(tests, (one, rest) => (ticket) => one(ticket) && rest(ticket)) ?? (() => true);
}

function nativeTest(condition: CorpusCondition, expressions: Expressions): NativeTest {
  if (isTest(condition)) return fieldTest(condition, expressions);
  if ('all' in condition) return nativeAll(condition.all, expressions);
  const tests = condition.any.map((part) => nativeTest(part, expressions));
  return joined(tests, (one, rest) => (ticket) => one(ticket) || rest(ticket)) ?? (() => false);
}

function joined(
  tests: readonly NativeTest[],
  join: (one: NativeTest, rest: NativeTest) => NativeTest,
): NativeTest | undefined {
  return tests.length === 0 ? undefined : tests.reduceRight((rest, one) => join(one, rest));
}

function fieldTest({ field, operator, value }: CorpusTest, expressions: Expressions): NativeTest {
  switch (operator) {
    case 'equals':
      return equals[field](value);
    case 'is_not':
      return opposite(equals[field](value));
    case 'in':
      return membership(field, value as readonly string[]);
    case 'not_in':
      return opposite(membership(field, value as readonly string[]));
    case 'gte':
      return ({ age }) => age >= (value as number);
    case 'lt':
      return ({ age }) => age < (value as number);
    case 'matches':
      return search(String(value), expressions);
  }
}

const opposite =
  (test: NativeTest): NativeTest =>
  (ticket) =>
    !test(ticket);

type ByField<Value> = { readonly [field in TicketField]: (value: Value) => NativeTest };

/** Each field is read by its name, as in a condition written out: a name that is only known at run time takes half as long again. */
const equals: ByField<CorpusTest['value']> = {
  service: (value) => (ticket) => ticket.service === value,
  priority: (value) => (ticket) => ticket.priority === value,
  channel: (value) => (ticket) => ticket.channel === value,
  site: (value) => (ticket) => ticket.site === value,
  department: (value) => (ticket) => ticket.department === value,
  age: (value) => (ticket) => ticket.age === value,
  summary: (value) => (ticket) => ticket.summary === value,
};

const within: ByField<ReadonlySet<unknown>> = {
  service: (values) => (ticket) => values.has(ticket.service),
  priority: (values) => (ticket) => values.has(ticket.priority),
  channel: (values) => (ticket) => values.has(ticket.channel),
  site: (values) => (ticket) => values.has(ticket.site),
  department: (values) => (ticket) => values.has(ticket.department),
  age: (values) => (ticket) => values.has(ticket.age),
  summary: (values) => (ticket) => values.has(ticket.summary),
};

/** Two values are compared; more are a set. */
function membership(field: TicketField, values: readonly string[]): NativeTest {
  const [one = '', other = ''] = values;
  if (values.length > 2) return within[field](new Set(values));
  const [isOne, isOther] = [equals[field](one), equals[field](other)];
  return (ticket) => isOne(ticket) || isOther(ticket);
}

const compiled = new Map<string, RegExp | RE2JS>();

function search(source: string, expressions: Expressions): NativeTest {
  const key = `${expressions} ${source}`;
  const pattern = compiled.get(key) ?? (expressions === 'RE2' ? RE2JS.compile(source) : new RegExp(source));
  compiled.set(key, pattern);
  return (ticket) => pattern.test(ticket.summary);
}
