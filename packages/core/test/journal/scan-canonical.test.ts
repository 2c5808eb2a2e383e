import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/journal/canonical-json.ts';
import { scanCanonical } from '../../src/journal/scan-canonical.ts';

const scan = (text: string): boolean => scanCanonical(new TextEncoder().encode(text));

/** The slow way: read it, write it, compare. */
function isCanonical(text: string): boolean {
  try {
    return canonicalJson(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}

const name = fc.oneof(
  fc.constantFrom('a', 'ab', 'b', 'B', '', 'é', '__proto__', '"', '10', '9'),
  fc.string({ maxLength: 4 }),
);
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.string({ unit: 'binary' }), fc.constantFrom('\u0007', '\b\t\n\f\r"\\/', '\u001f\u007f'), fc.integer(), fc.double(), fc.boolean(), fc.constant(null),
    fc.array(tie('json'), { maxLength: 3 }), fc.dictionary(name, tie('json'), { maxKeys: 4 }),
  ),
})); // prettier-ignore

/** One letter put in, taken out or replaced. */
const edit = fc.record({
  at: fc.nat(200),
  remove: fc.integer({ min: 0, max: 2 }),
  insert: fc.constantFrom(
    '',
    ' ',
    '"',
    '\\',
    ',',
    '{',
    '}',
    '[',
    ']',
    ':',
    '0',
    '-',
    '.',
    'e',
    '\\u0061',
    '"a":1,',
    '\n',
  ),
});

/** What JSON can carry. */
const wellFormed = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value)
      .toWellFormed()
      .replaceAll(/\\ud[0-9a-f]{3}/g, ''),
  );

test('what passes the scan is canonical, whatever was done to it', () => {
  const checked = fc.check(
    fc.property(json, fc.array(edit, { maxLength: 2 }), (value, edits) => {
      let text = canonicalJson(wellFormed(value));
      for (const { at, remove, insert } of edits) {
        const place = at % (text.length + 1);
        text = text.slice(0, place) + insert + text.slice(place + remove);
      }
      text = text.toWellFormed();
      return !scan(text) || isCanonical(text);
    }),
    { numRuns: 3000 },
  );
  expect(fc.defaultReportMessage(checked) ?? '').toBe('');
});

test.each([
  '{}', '[]', '"a"', 'true', 'false', 'null', '0', '-7', '123456789012345',
  '{"a":[1,2,{"b":null}],"b":"\\n\\u001f\\"\\\\é😀","c":{},"d":[[]]}',
])('%s passes', (text) => expect([scan(text), isCanonical(text)]).toEqual([true, true])); // prettier-ignore

test.each([
  '', ' {}', '{} ', '{"b":1,"a":2}', '{"a":1,"a":2}', '{"a": 1}', '[1,]', '[,1]', '{"a":1,}', '{,}', '01', '-0', '-', '1.50', '1e3', '"\\/"', '"\\u0041"', '"\\u000a"', '"\\u001F"', '"\n"', '"a', '[1', '{"a"}', '{"a":}', 'tru', 'nul', '[}', '{]', '[]]', '"a"b',
])('%s does not', (text) => expect([scan(text), isCanonical(text)]).toEqual([false, false])); // prettier-ignore

test('what only might be canonical is left to a closer look', () => {
  for (const text of ['{"é":1}', '1.5', '1e+21', '1234567890123456', '['.repeat(300) + ']'.repeat(300)])
    expect([scan(text), isCanonical(text)]).toEqual([false, true]);
});
