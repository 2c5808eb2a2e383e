import { parse } from '@deskbook/dsl/syntax';
import { applyFixes } from '@deskbook/dsl/diagnostics';
import { describe, expect, test } from 'vitest';

interface Hazard {
  readonly written: string;
  readonly name: string;
  readonly message: string;
  /** The text the diagnostic points at. */
  readonly at: string;
  /** What the line is after the fix, where there is one. */
  readonly fixed?: string;
  /** The value that later stages see. */
  readonly value?: unknown;
}

const hazards: readonly Hazard[] = [
  {
    written: 'x: {{requester.id}}',
    name: 'unquoted-template',
    message: '`{{requester.id}}` needs quotes here',
    at: '{{requester.id}}',
    fixed: "x: '{{requester.id}}'",
    value: '{{requester.id}}',
  },
  {
    written: 'x: { text: Hello {{requester.name}} }',
    name: 'unquoted-template',
    message: '`{{requester.name}}` needs quotes here',
    at: '{{requester.name}}',
    fixed: "x: { text: 'Hello {{requester.name}}' }",
    value: { text: 'Hello {{requester.name}}' },
  },
  {
    written: "x: {{name}}'s laptop",
    name: 'unquoted-template',
    message: '`{{name}}` needs quotes here',
    at: '{{name}}',
    fixed: "x: '{{name}}''s laptop'",
    value: "{{name}}'s laptop",
  },
  {
    written: 'x: [ab, {{a.b}}]',
    name: 'unquoted-template',
    message: '`{{a.b}}` needs quotes here',
    at: '{{a.b}}',
    fixed: "x: [ab, '{{a.b}}']",
    value: ['ab', '{{a.b}}'],
  },
  {
    written: 'x: #eng-oncall',
    name: 'value-is-comment',
    message: '`#eng-oncall` is a comment here, so `x` is empty',
    at: '#eng-oncall',
    fixed: "x: '#eng-oncall'",
    value: '#eng-oncall',
  },
  {
    written: 'x: { channel: #eng }',
    name: 'value-is-comment',
    message: '`#eng` is a comment here, so `channel` is empty',
    at: '#eng',
    fixed: "x: { channel: '#eng' }",
    value: { channel: '#eng' },
  },
  {
    written: 'x: Ticket #42 of C#',
    name: 'text-cut-by-comment',
    message: 'the text stops before `#42`',
    at: '#42',
    fixed: "x: 'Ticket #42 of C#'",
    value: 'Ticket',
  },
  {
    written: 'x: "\\b(vpn)\\b"',
    name: 'escape-in-double-quotes',
    message: '`\\b` in double quotes is a backspace',
    at: '\\b',
    fixed: "x: '\\b(vpn)\\b'",
    value: '\\b(vpn)\\b',
  },
  {
    written: 'x: "\\d+"',
    name: 'escape-in-double-quotes',
    message: '`\\d` in double quotes means nothing',
    at: '\\d',
    fixed: "x: '\\d+'",
    value: '\\d+',
  },
  {
    written: 'x: "say \\"\\d\\""',
    name: 'escape-in-double-quotes',
    message: '`\\d` in double quotes means nothing',
    at: '\\d',
  },
  {
    written: 'x: yes',
    name: 'yes-or-no-word',
    message: '`yes` is a text here and true to older YAML readers',
    at: 'yes',
    fixed: "x: 'yes'",
    value: 'yes',
  },
  {
    written: 'off: 1',
    name: 'yes-or-no-word',
    message: '`off` is a text here and false to older YAML readers',
    at: 'off',
    fixed: "'off': 1",
  },
  {
    written: 'x: 0042',
    name: 'lossy-number',
    message: '`0042` is the number 42',
    at: '0042',
    fixed: "x: '0042'",
    value: 42,
  },
  {
    written: 'x: 12345678901234567890',
    name: 'lossy-number',
    message: '`12345678901234567890` is the number 12345678901234567000',
    at: '12345678901234567890',
    fixed: "x: '12345678901234567890'",
  },
  {
    written: 'x: &d { a: 1 }\nz: { <<: *d }',
    name: 'merge-key',
    message: 'merge keys are not part of YAML 1.2',
    at: '<<',
  },
  { written: 'x: { a: 1, a: 2 }', name: 'duplicate-key', message: '`a` stands twice in this mapping', at: 'a' },
  {
    written: 'x: { en: Hello, and welcome }',
    name: 'key-without-value',
    message: '`and welcome` is a key without a value',
    at: 'and welcome',
  },
  {
    written: 'x: Greeting: the first',
    name: 'colon-in-text',
    message: '`Greeting: the first` has a colon in it, so it is read as a key and its value',
    at: 'Greeting: the first',
    fixed: "x: 'Greeting: the first'",
  },
  { written: 'x: !secret a', name: 'tag', message: 'the tag `!secret` is not part of this language', at: '!secret' },
  { written: 'x: *nobody', name: 'bad-alias', message: 'there is no anchor `&nobody` above this', at: '*nobody' },
  { written: 'x: &a [*a]', name: 'bad-alias', message: '`*a` stands inside what it repeats', at: '*a' },
  { written: 'x: .nan', name: 'not-a-number', message: '`.nan` is no value of this language', at: '.nan' },
  { written: '__proto__: 1', name: 'key-not-text', message: '`__proto__` cannot be a key', at: '__proto__' },
  { written: '[a, b]: 1', name: 'key-not-text', message: 'a list or mapping cannot be a key', at: '[a, b]' },
  {
    written: 'x: Hi\u202Eyou',
    name: 'hidden-character',
    message: 'there is an invisible character here, U+202E',
    at: '\u202E',
    fixed: 'x: Hiyou',
  },
];

const head = 'kind: agent\nid: a\n';

describe('scalars that bite', () => {
  test.each(hazards)('$written', ({ written, name, message, at, value }) => {
    const file = { path: 'a.yaml', text: `${head}${written}\n` };
    const { diagnostics, definitions } = parse([file]);
    expect(diagnostics.map((diagnostic) => [diagnostic.name, diagnostic.message])).toEqual([[name, message]]);
    const [diagnostic] = diagnostics;
    expect(file.text.slice(diagnostic?.span.start, diagnostic?.span.end)).toBe(at);
    expect(value === undefined ? undefined : definitions[0]?.data['x']).toEqual(value);
  });

  test.each(hazards.filter(({ fixed }) => fixed === undefined))('$written has no fix', ({ written }) => {
    const { diagnostics } = parse([{ path: 'a.yaml', text: `${head}${written}\n` }]);
    expect(diagnostics[0]?.fixes).toBeUndefined();
  });

  test.each(hazards.filter(({ fixed }) => fixed !== undefined))('$written is mended', ({ written, fixed }) => {
    const file = { path: 'a.yaml', text: `${head}${written}\n` };
    const fixes = parse([file]).diagnostics[0]?.fixes ?? [];
    const mended = applyFixes([file], fixes).files;
    expect(mended[0]?.text).toBe(`${head}${fixed}\n`);
    expect(parse(mended).diagnostics).toEqual([]);
  });

  test.each([
    ['x: a # a comment'],
    ['x: # a comment\n  y1: 1'],
    ["x: '#eng'"],
    ['x: a#b'],
    ["x: '{{a.b}}'"],
    ['x: Hello {{a.b}} there'],
    ['x: "a\\tb"'],
    ['x: 1.10'],
    ['x: 0.1'],
    ['x: 0x1F'],
    ['x: -0'],
    ['x: 2026-03-27T14:00:00+01:00'],
    ['404: gone'],
    ['x: [a: 1]'],
    ['x: |\n  {{a}} #b: yes'],
    ['x: &a 1\nz: *a'],
    ['x: { a: "yes" }'],
  ])('says nothing of %j', (written) => {
    expect(parse([{ path: 'a.yaml', text: `${head}${written}\n` }]).diagnostics).toEqual([]);
  });

  test('a duplicate key names both places', () => {
    const text = `${head}title: one\ntitle: two\n`;
    const [diagnostic] = parse([{ path: 'a.yaml', text }]).diagnostics;
    expect(diagnostic?.span.start).toBe(text.lastIndexOf('title'));
    expect(diagnostic?.related?.[0]?.span.start).toBe(text.indexOf('title'));
  });

  test('one mistake does not hide another', () => {
    const text = `${head}a: {{b}}\nc: [{{d}}, 0042]\ne: #f\n`;
    expect(parse([{ path: 'a.yaml', text }]).diagnostics.map(({ name }) => name)).toEqual([
      'unquoted-template',
      'unquoted-template',
      'lossy-number',
      'value-is-comment',
    ]);
  });
});
