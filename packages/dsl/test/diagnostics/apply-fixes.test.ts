import fc from 'fast-check';
import { applyFixes, diagnosticPages, exampleFiles } from '@deskbook/dsl/diagnostics';
import type { Fix } from '@deskbook/dsl/diagnostics';
import { check } from '@deskbook/dsl';
import { parse } from '@deskbook/dsl/syntax';
import { describe, expect, test } from 'vitest';

const files = [{ path: 'a', text: '0123456789' }];
const edit = (start: number, end: number, text: string, file = 'a'): Fix => ({
  title: 't',
  applicability: 'safe',
  edits: [{ span: { file, start, end }, text }],
});

test.each<readonly [string, readonly Fix[], string, number]>([
  ['none', [], '0123456789', 0],
  ['one', [edit(2, 4, 'xx')], '01xx456789', 1],
  ['an insertion', [edit(3, 3, '-')], '012-3456789', 1],
  ['out of order', [edit(8, 9, 'B'), edit(1, 2, 'A')], '0A234567B9', 2],
  ['beside each other', [edit(2, 4, 'A'), edit(4, 6, 'B')], '01AB6789', 2],
  ['across each other: the first', [edit(2, 5, 'A'), edit(4, 6, 'B')], '01A56789', 1],
  ['twice at one place: the first', [edit(2, 2, 'A'), edit(2, 2, 'B')], '01A23456789', 1],
  ['of a file that is not there', [edit(0, 1, 'A', 'b')], '0123456789', 0],
  ['without edits', [{ title: 't', applicability: 'manual', edits: [] }], '0123456789', 0],
])('%s', (_, fixes, text, applied) => {
  expect(applyFixes(files, fixes)).toEqual({ files: [{ path: 'a', text }], applied });
});

test('a fix is made whole or not at all', () => {
  const both: Fix = { title: 't', applicability: 'safe', edits: [...edit(0, 1, 'A').edits, ...edit(4, 6, 'B').edits] };
  expect(applyFixes(files, [edit(5, 7, 'X'), both]).files[0]?.text).toBe('01234X789');
});

test('edits never fall over each other', () => {
  const edits = fc.array(fc.tuple(fc.nat(10), fc.nat(10), fc.constantFrom('', 'x', 'yy')), { maxLength: 6 });
  fc.assert(
    fc.property(edits, (list) => {
      const fixes = list.map(([a, b, text]) => edit(Math.min(a, b), Math.max(a, b), text));
      const { files: fixed, applied } = applyFixes(files, fixes);
      expect(applied).toBeLessThanOrEqual(fixes.length);
      const kept = Array.from(fixed[0]?.text ?? '').filter((character) => /[0-9]/u.test(character));
      expect(kept).toEqual(kept.toSorted());
    }),
  );
});

const fixable = diagnosticPages.flatMap((page) => {
  const { diagnostics } = check(parse(exampleFiles(page.bad)));
  const fixes = diagnostics.filter(({ code }) => code === page.code).flatMap((diagnostic) => diagnostic.fixes ?? []);
  const safe = fixes.filter(({ applicability }) => applicability === 'safe');
  return safe.length > 0 ? [[`${page.code} ${page.name}`, page, safe] as const] : [];
});

describe('safe fixes of the examples', () => {
  test('there are some', () => {
    expect(fixable.length).toBeGreaterThan(3);
  });

  test.each(fixable)('%s is mended', (_, page, fixes) => {
    const mended = applyFixes(exampleFiles(page.bad), fixes).files;
    expect(check(parse(mended)).diagnostics.map(({ code }) => code)).not.toContain(page.code);
  });
});
