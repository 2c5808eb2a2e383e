import { expect, it } from 'vitest';
import { checkCells, spelled } from './s-feel-table.ts';

it.each<[fact: string, cell: string, means: unknown]>([
  ['amount', '-', []],
  ['amount', ' - ', []],
  ['amount', '5', [{ equals: 5 }]],
  ['amount', '-5', [{ equals: -5 }]],
  ['amount', '.5', [{ equals: 0.5 }]],
  ['amount', '1, 2, 3', [{ in: [1, 2, 3] }]],
  ['amount', '< 5', [{ lt: 5 }]],
  ['amount', '<=5', [{ lte: 5 }]],
  ['amount', '> -3.5', [{ gt: -3.5 }]],
  ['amount', '>= 5 // five or more', [{ gte: 5 }]],
  ['amount', '[18..60)', [{ all: [{ gte: 18 }, { lt: 60 }] }]],
  ['amount', '(1..5]', [{ all: [{ gt: 1 }, { lte: 5 }] }]],
  ['amount', ']1..5[', [{ all: [{ gt: 1 }, { lt: 5 }] }]],
  ['amount', '[1 .. 1]', [{ all: [{ gte: 1 }, { lte: 1 }] }]],
  ['amount', '< 1, 5, > 9, 7', [{ any: [{ lt: 1 }, { in: [5, 7] }, { gt: 9 }] }]],
  ['amount', 'not(5)', [{ is_not: 5 }]],
  ['amount', 'not(5, 6)', [{ not_in: [5, 6] }]],
  ['amount', 'not(< 5)', [{ not: { lt: 5 } }]],
  ['amount', 'not(5, [7..9])', [{ not: { any: [{ equals: 5 }, { all: [{ gte: 7 }, { lte: 9 }] }] } }]],
  ['amount', 'null', [{ known: false }]],
  ['amount', 'not(null)', [{ known: true }]],
  ['amount', '5, null', [{ any: [{ equals: 5 }, { known: false }] }]],
  ['amount', 'ticket.limit', [{ equals: '{{ticket.limit}}' }]],
  ['amount', '< ticket.limit', [{ lt: '{{ticket.limit}}' }]],
  ['amount', 'not(ticket.limit)', [{ is_not: '{{ticket.limit}}' }]],
  ['amount', '[ticket.count..ticket.limit)', [{ all: [{ gte: '{{ticket.count}}' }, { lt: '{{ticket.limit}}' }] }]],
  ['word', '"a"', [{ equals: 'a' }]],
  ['word', '"a, b", "it\'s"', [{ in: ['a, b', "it's"] }]],
  ['word', String.raw`"say \"hi\" ä \n"`, [{ equals: 'say "hi" ä \n' }]],
  ['word', '""', [{ equals: '' }]],
  ['word', 'ticket.size', [{ equals: '{{ticket.size}}' }]],
  ['word', 'ticket.sizes', [{ in: '{{ticket.sizes}}' }]],
  ['word', 'not(ticket.sizes)', [{ not_in: '{{ticket.sizes}}' }]],
  ['size', '"S"', [{ equals: 'small' }]],
  ['approved', 'true', [{ equals: true }]],
  ['approved', 'not(true)', [{ is_not: true }]],
  ['day', 'date("2026-01-31")', [{ equals: '2026-01-31' }]],
  ['day', '@"2026-01-31"', [{ equals: '2026-01-31' }]],
  ['day', '< date("2026-01-31")', [{ before: '2026-01-31' }]],
  ['day', '<= date("2026-01-31")', [{ not: { after: '2026-01-31' } }]],
  [
    'day',
    '[date("2026-01-01")..date("2026-02-01"))',
    [{ all: [{ not: { before: '2026-01-01' } }, { before: '2026-02-01' }] }],
  ],
  ['due', '> date and time("2026-01-31T12:00:00+01:00")', [{ after: '2026-01-31T11:00:00.000Z' }]],
  ['due', '<= ticket.until', [{ not: { after: '{{ticket.until}}' } }]],
  ['open_for', '> duration("PT4H")', [{ gt: 14_400_000 }]],
  ['open_for', '[@"P1D"..@"P1DT1M1.5S"]', [{ all: [{ gte: 86_400_000 }, { lte: 86_461_500 }] }]],
  ['open_for', 'duration("-PT1S")', [{ equals: -1000 }]],
  ['place', 'not(null)', [{ known: true }]],
  ['sizes', 'null', [{ known: false }]],
])('%s: %s', (fact, cell, means) => {
  const { decision, diagnostics } = checkCells(`ticket.${fact}`, [cell]);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const when = decision?.rules[0]?.when;
  expect(when?.kind === 'all' && when.of.map(spelled)).toEqual(means);
});

/** What is wrong, where inside the cell, and what to do. */
it.each<[fact: string, cell: string, at: string, says: string]>([
  ['amount', '', '', 'invalid-s-feel: `` is no S-FEEL: it is empty (write `-` for any value)'],
  ['amount', '5, [1..', '5, [1..', 'invalid-s-feel: `5, [1..` is no S-FEEL: it ends too early'],
  ['amount', '5 5', '5', 'invalid-s-feel: `5 5` is no S-FEEL: `5` does not belong here'],
  ['amount', '1,,2', ',', 'invalid-s-feel: `1,,2` is no S-FEEL: something is missing before `,2`'],
  [
    'amount',
    '18..60',
    '..60',
    'invalid-s-feel: `18..60` is no S-FEEL: `..60` does not belong here (write an interval in brackets: `[18..60]`)',
  ],
  ['amount', '-, 5', ',', 'invalid-s-feel: `-, 5` is no S-FEEL: something is missing before `, 5`'],
  ['amount', '5, < null', 'null', 'invalid-s-feel: `5, < null` is no S-FEEL: `null` has no order'],
  [
    'amount',
    'not 5',
    'not 5',
    'invalid-s-feel: `not 5` is no S-FEEL: `not 5` is neither a value nor the name of a fact (write `not(5)`)',
  ],
  [
    'amount',
    '12345678901234567890',
    '12345678901234567890',
    'invalid-s-feel: `12345678901234567890` is no S-FEEL: `12345678901234567890` has more digits than a number keeps',
  ],
  ['word', '"a', '"a', 'invalid-s-feel: `"a` is no S-FEEL: a text has no closing `"`'],
  [
    'word',
    'new ticket',
    'new ticket',
    'invalid-s-feel: `new ticket` is no S-FEEL: `new ticket` is neither a value nor the name of a fact (write a text in double quotes: `"new ticket"`)',
  ],
  [
    'day',
    'date("2026-02-30")',
    'date("2026-02-30")',
    'invalid-s-feel: `date("2026-02-30")` is no S-FEEL: `2026-02-30` is not a day (write a day such as `2026-12-31`)',
  ],
  [
    'due',
    '> date and time("2026-02-01T10:00:00")',
    'date and time("2026-02-01T10:00:00")',
    'invalid-s-feel: `> date and time("2026-02-01T10:00:00")` is no S-FEEL: `2026-02-01T10:00:00` is not an instant (write it with its offset, as in `2026-03-27T14:00:00Z`)',
  ],
  [
    'amount',
    '5, 1 + 2',
    '1 + 2',
    'unsupported-s-feel: arithmetic is not part of S-FEEL (derive a fact, and compare with it)',
  ],
  [
    'amount',
    '< abs(-3)',
    'abs(-3)',
    'unsupported-s-feel: the function `abs` is not part of S-FEEL (derive a fact, and compare with it)',
  ],
  [
    'amount',
    'not(not(5))',
    'not(5)',
    'unsupported-s-feel: the function `not` is not part of S-FEEL (`not` stands around all of a cell, once)',
  ],
  [
    'amount',
    '? > 5',
    '? > 5',
    'unsupported-s-feel: a comparison of its own is not part of S-FEEL (the column itself is what is tested: write `> 5`)',
  ],
  ['amount', '?', '?', 'unsupported-s-feel: `?` is not part of S-FEEL (the column itself is what is tested)'],
  [
    'amount',
    '> 5 and < 9',
    '5 and < 9',
    'unsupported-s-feel: `and` is not part of S-FEEL (write an interval such as `[18..60)`, or another column)',
  ],
  ['amount', '!= 3', '!=', 'unsupported-s-feel: `!=` is not part of S-FEEL (write `not(3)`)'],
  ['amount', '= 3', '=', 'unsupported-s-feel: `=` is not part of S-FEEL (write `3`)'],
  [
    'amount',
    '[1, 2]',
    '[1, 2]',
    'unsupported-s-feel: a list is not part of S-FEEL (write alternatives with a comma: `1, 2`)',
  ],
  [
    'due',
    'time("10:00:00")',
    'time("10:00:00")',
    'unsupported-s-feel: a time of day is not part of S-FEEL (compare with an instant: `date and time("2026-03-27T14:00:00Z")`)',
  ],
  [
    'open_for',
    '> @"P1M"',
    '@"P1M"',
    'unsupported-s-feel: a duration of months or years, whose length differs is not part of S-FEEL (write it in days: `duration("P30D")`)',
  ],
  [
    'day',
    'date(ticket.due)',
    'date(ticket.due)',
    'unsupported-s-feel: `date` of anything but one text is not part of S-FEEL (write it as in `date("2026-01-31")`)',
  ],
  [
    'size',
    '"small", 5',
    '5',
    'wrong-value: `5` is not one of small, medium, large, as `ticket.size` is (write one of them in double quotes: `"small"`)',
  ],
  ['word', '"a", 5', '5', 'wrong-value: `5` is not a text, as `ticket.word` is (write a text in double quotes: `"5"`)'],
  [
    'amount',
    '> "a"',
    '"a"',
    'wrong-value: `"a"` is not a number, as `ticket.amount` is (write a number without quotes)',
  ],
  [
    'day',
    '> date and time("2026-02-01T10:00:00Z")',
    'date and time("2026-02-01T10:00:00Z")',
    'wrong-value: `date and time("2026-02-01T10:00:00Z")` is not a date, as `ticket.day` is (write a day as in `date("2026-12-31")`)',
  ],
  [
    'word',
    '> "a"',
    '"a"',
    'wrong-operator: `"a"` has no order to compare `ticket.word` in (numbers, times and lengths of time have one)',
  ],
  [
    'sizes',
    '"small"',
    '"small"',
    'wrong-operator: S-FEEL tests one value, and `ticket.sizes` is a list of texts (write the condition as a rule, with `has` or `some`)',
  ],
  [
    'size',
    '"small", "hgue"',
    '"hgue"',
    'unknown-value: `ticket.size` has no value `hgue` (there are `small`, `medium`, `large` and `S`)',
  ],
  ['count', '[0..200]', '200', 'out-of-range: `ticket.count` is at most 100, and 200 is not'],
  ['amount', '[9..1]', '[9..1]', 'contradiction: no value lies in `[9..1]` (write the lower end first)'],
  [
    'amount',
    '5, ticket.limt',
    'ticket.limt',
    'unknown-fact: there is no fact `ticket.limt` (did you mean `ticket.limit`)',
  ],
  [
    'size',
    'small',
    'small',
    'unknown-fact: there is no fact `small` (write a text in double quotes, inside the quotes of YAML: `\'"small"\'`)',
  ],
  [
    'size',
    'any',
    'any',
    'unknown-fact: there is no fact `any` (write `-` for any value, and `not(null)` for any that is known)',
  ],
  [
    'amount',
    '< ticket.word',
    'ticket.word',
    'wrong-type: `ticket.amount` is a number and `ticket.word` is a text (compare with a number)',
  ],
])('%s: `%s` is refused at `%s`', (fact, cell, at, says) => {
  const { diagnostics, text } = checkCells(`ticket.${fact}`, [cell, '-'], 'first');
  const [only, ...more] = diagnostics.filter(({ severity, name }) => severity === 'error' || name === 'contradiction');
  const { name, message, help, span } = only ?? { name: '', message: '', help: undefined, span: { start: 0, end: 0 } };
  expect(`${name}: ${message}${help === undefined ? '' : ` (${help})`}`).toBe(says);
  expect(more).toEqual([]);
  // What is wrong with all of a cell is shown with its quotes.
  expect([at, `'${at}'`]).toContain(text.slice(span.start, span.end));
});
