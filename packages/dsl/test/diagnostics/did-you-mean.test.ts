import fc from 'fast-check';
import { didYouMean, nearest, quote, quoteList } from '@deskbook/dsl/diagnostics';
import { expect, test } from 'vitest';

const names = ['berlin-office', 'when', 'with', 'approve', 'network_team', 'P1'];

test.each([
  ['berlin_office', 'berlin-office'],
  ['BerlinOffice', 'berlin-office'],
  ['wen', 'when'],
  ['wiht', 'with'],
  ['aprove', 'approve'],
  ['appvore', 'approve'],
  ['network-team', 'network_team'],
  ['p1', 'P1'],
  ['berlin', 'berlin-office'],
  ['be', null],
  ['banana', null],
  ['', null],
  ['x'.repeat(200), null],
])('%j means %j', (written, meant) => {
  expect(nearest(written, names)).toBe(meant);
  expect(didYouMean(written, names)).toBe(meant === null ? null : `did you mean \`${meant}\``);
});

test('a name is not its own correction', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (name, others) => {
      expect(nearest(name, [name, ...others])).not.toBe(name);
    }),
  );
});

test.each([
  ['a', '`a`'],
  ['a `b` c', "`a 'b' c`"],
  ['a\n  b', '`a b`'],
  [42, '`42`'],
  [{ a: 1 }, '`{"a":1}`'],
  [undefined, '`nothing`'],
  ['é'.repeat(100), `\`${'é'.repeat(59)}…\``],
])('%j is quoted as %s', (written, quoted) => {
  expect(quote(written)).toBe(quoted);
});

test.each([
  [[], ''],
  [['a'], '`a`'],
  [['a', 'b'], '`a` and `b`'],
  [['a', 'b', 'c'], '`a`, `b` and `c`'],
  [['a', 'b', 'c', 'd'], '`a`, `b`, `c` and 1 more'],
])('%j are listed as %s', (list, text) => {
  expect(quoteList(list, 3)).toBe(text);
});
