import {
  formatGithub,
  formatJson,
  formatJsonLines,
  formatPretty,
  formatRdjson,
  formatSarif,
} from '@deskbook/dsl/diagnostics';
import type { Diagnostic } from '@deskbook/dsl/diagnostics';
import { expect, test } from 'vitest';

const text = `kind: trigger
id: greet
title: Ticket #42 of C#
start: {{x}}
title: again
`;
const files = [
  { path: 'triggers/greet.yaml', text },
  { path: 'tab\tand,colon:.yaml', text: 'a:\n\tb\u001B[2J: 1\r\n' },
];
const file = 'triggers/greet.yaml';
const at = (word: string, path = file): Diagnostic['span'] => {
  const source = files.find((other) => other.path === path)?.text ?? '';
  const start = source.indexOf(word);
  return { file: path, start, end: start + word.length };
};

const diagnostics: readonly Diagnostic[] = [
  {
    code: 'DB1001',
    name: 'unquoted-template',
    severity: 'error',
    message: '`{{x}}` needs quotes here',
    help: 'put the whole value in single quotes',
    span: at('{{x}}'),
    fixes: [{ title: 'put it in quotes', applicability: 'safe', edits: [{ span: at('{{x}}'), text: "'{{x}}'" }] }],
  },
  {
    code: 'DB1003',
    name: 'duplicate-key',
    severity: 'error',
    message: '`title` stands twice in this mapping',
    span: { file, start: text.lastIndexOf('title'), end: text.lastIndexOf('title') + 5 },
    related: [{ message: 'it stands here first', span: at('title') }],
  },
  {
    code: 'DB1005',
    name: 'text-cut-by-comment',
    severity: 'warning',
    message: 'the text stops before `#42`',
    span: at('#42'),
  },
  {
    code: 'DB9999',
    name: 'of-nobody',
    severity: 'info',
    message: '100% sure: a, b\nc',
    span: at('b\u001B', 'tab\tand,colon:.yaml'),
  },
];

test.each([
  ['pretty.txt', formatPretty(diagnostics, files)],
  ['pretty-in-colour.txt', formatPretty(diagnostics, files, { color: true, folder: 'examples/acme/' })],
  ['json.json', formatJson(diagnostics, files)],
  ['json-lines.jsonl', formatJsonLines(diagnostics, files)],
  ['sarif.json', formatSarif(diagnostics, files, 'examples/acme')],
  ['github.txt', formatGithub(diagnostics, files, 'examples/acme')],
  ['rdjson.json', formatRdjson(diagnostics, files, 'examples/acme')],
])('%s', async (name, output) => {
  await expect(output).toMatchFileSnapshot(`golden/${name}`);
});

test('nothing to say is nothing for people, and valid for machines', () => {
  expect(formatPretty([], files)).toBe('');
  expect(formatJsonLines([], files)).toBe('');
  expect(formatGithub([], files)).toBe('');
  expect(JSON.parse(formatJson([], files))).toEqual({ diagnostics: [], errors: 0, warnings: 0 });
  expect(JSON.parse(formatSarif([], files))).toMatchObject({ version: '2.1.0', runs: [{ results: [] }] });
});

test('no file can command the terminal', () => {
  // oxlint-disable-next-line no-control-regex -- that there is none is the point
  expect(formatPretty(diagnostics, files)).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/u);
});

test('places without colour line up: the caret is under the place', () => {
  const lines = formatPretty(diagnostics.slice(0, 1), files).split('\n');
  const source = lines.find((line) => line.includes('start: {{x}}')) ?? '';
  const caret = lines[lines.indexOf(source) + 1] ?? '';
  expect(caret.indexOf('^')).toBe(source.indexOf('{{x}}'));
  expect(caret.trimEnd().length).toBe(source.length);
});

test('a very long line is shown around its place', () => {
  const long = { path: 'long.yaml', text: `${'a'.repeat(5000)}HERE${'b'.repeat(5000)}` };
  const span = { file: 'long.yaml', start: 5000, end: 5004 };
  const shown = formatPretty([{ code: 'DB1', name: 'n', severity: 'error', message: 'm', span }], [long]);
  expect(Math.max(...shown.split('\n').map((line) => line.length))).toBeLessThan(200);
  expect(shown).toContain('HERE');
});

test('a file that is not there has a place and no source', () => {
  const span = { file: 'gone.yaml', start: 5, end: 6 };
  expect(formatPretty([{ code: 'DB1', name: 'n', severity: 'error', message: 'm', span }], [])).toContain(
    'gone.yaml:1:1',
  );
});
