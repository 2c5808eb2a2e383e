import { parse } from '@deskbook/dsl/syntax';
import type { Definition, Syntax } from '@deskbook/dsl/syntax';
import { describe, expect, test } from 'vitest';

function read(path: string, text: string): Syntax {
  return parse([{ path, text }]);
}

function only(syntax: Syntax): Definition {
  expect(syntax.diagnostics).toEqual([]);
  const [definition] = syntax.definitions;
  if (definition === undefined || syntax.definitions.length > 1) throw new Error('one definition was expected');
  return definition;
}

function messages(syntax: Syntax): readonly string[] {
  return syntax.diagnostics.map(({ code, message }) => `${code} ${message}`);
}

describe('YAML files', () => {
  test('hold one definition a document', () => {
    const { definitions, diagnostics } = read(
      'a.yaml',
      'kind: agent\nid: a\n---\n# nothing\n---\nkind: agent\nid: b\n---\n',
    );
    expect(diagnostics).toEqual([]);
    expect(definitions.map(({ kind, id, file }) => [kind, id, file])).toEqual([
      ['agent', 'a', 'a.yaml'],
      ['agent', 'b', 'a.yaml'],
    ]);
  });

  test('have the place of every key and value', () => {
    const text = `kind: agent
id: a
skills:
  look-up: { data: [{ path: 'it''s' }] }
  a/b~c: >-
    one
    two
`;
    const { spans, data } = only(read('a.yaml', text));
    const at = (pointer: string, part: 'key' | 'value'): string | undefined => {
      const span = spans[pointer]?.[part];
      return span && text.slice(span.start, span.end);
    };
    expect(data).toEqual({
      kind: 'agent',
      id: 'a',
      skills: { 'look-up': { data: [{ path: "it's" }] }, 'a/b~c': 'one two' },
    });
    expect(at('/skills/a~1b~0c', 'value')).toBe('>-\n    one\n    two');
    expect(at('/skills', 'key')).toBe('skills');
    expect(at('/skills/look-up/data/0/path', 'key')).toBe('path');
    expect(at('/skills/look-up/data/0/path', 'value')).toBe("'it''s'");
    expect(at('/skills/look-up/data/0', 'value')).toBe("{ path: 'it''s' }");
    expect(at('', 'value')).toBe(text.trimEnd());
  });

  test('may repeat with aliases, whose places are their own', () => {
    const text = 'kind: fixtures\nid: f\npeople:\n  a: &a { groups: [x] }\n  b: *a\n';
    const { data, spans } = only(read('a.yaml', text));
    expect(data['people']).toEqual({ a: { groups: ['x'] }, b: { groups: ['x'] } });
    const span = spans['/people/b']?.value;
    expect(text.slice(span?.start, span?.end)).toBe('*a');
    const inner = spans['/people/b/groups/0']?.value;
    expect(text.slice(inner?.start, inner?.end)).toBe('x');
  });

  test('keep keys as they are written', () => {
    const { data } = only(
      read('a.yaml', 'kind: agent\nid: a\nmap: { 0042: a, 1.10: b, true: c, "x y": d, constructor: e }\n'),
    );
    expect(data['map']).toEqual({ '0042': 'a', '1.10': 'b', true: 'c', 'x y': 'd', constructor: 'e' });
  });

  test.each([
    ['a.yaml', 1],
    ['a.yml', 1],
    ['deep/er/a.yaml', 1],
    ['desk.yaml', 0],
    ['deep/desk.yaml', 1],
    ['a.json', 0],
    ['README.md', 0],
  ])('%s has %i definitions', (path, count) => {
    const { definitions, files } = read(path, 'kind: agent\nid: a\n');
    expect(definitions).toHaveLength(count);
    expect(files).toHaveLength(1);
  });

  test('a byte order mark is nothing', () => {
    const { spans } = only(read('a.yaml', '\u{FEFF}kind: agent\nid: a\n'));
    expect(spans['/kind']?.key?.start).toBe(1);
  });

  test('line ends may be of any kind', () => {
    expect(only(read('a.yaml', 'kind: agent\r\nid: a\r\ntask: x\r\n')).data).toEqual({
      kind: 'agent',
      id: 'a',
      task: 'x',
    });
  });
});

describe('what is no definition', () => {
  test.each([
    ['- a\n', 'DB1021 this is no definition'],
    ['text\n', 'DB1021 this is no definition'],
    ['id: a\n', 'DB1018 this document does not say what it defines'],
    ['kind:\nid: a\n', 'DB1018 the `kind` is empty'],
    ['kind: [agent]\nid: a\n', 'DB1018 there is no kind `["agent"]`'],
    ['kind: worklow\nid: a\n', 'DB1018 there is no kind `worklow`'],
    [
      'kind: playbook\nid: a\n',
      'DB1020 the kind `playbook` belongs to the language, but this version does not have it',
    ],
    ['kind: agent\n', 'DB1019 this agent has no `id`'],
    ['kind: agent\nid:\n', 'DB1019 the `id` is empty'],
    ['kind: agent\nid: 42\n', 'DB1019 the id `42` is not a text'],
    ['%YAML 1.1\n---\nkind: agent\nid: a\n', 'DB1002 `%YAML 1.1` is not part of this language, which is YAML 1.2'],
  ])('%j', (text, message) => {
    expect(messages(read('a.yaml', text))).toEqual([message]);
  });

  test('an empty file is nothing', () => {
    expect(read('a.yaml', '')).toMatchObject({ definitions: [], diagnostics: [] });
    expect(read('a.yaml', '# only this\n')).toMatchObject({ definitions: [], diagnostics: [] });
  });
});

describe('broken YAML', () => {
  test.each([
    ['a: [1, 2\nb: 3\n', 'a `]` is missing before this'],
    ['a: { b: 1\nc: 3\n', 'a `}` is missing before this'],
    ["a: 'abc\n", 'a text in quotes is not closed'],
    ['a:\n\t- b\n', 'a tab cannot indent'],
    ['a: b\n c: d\n', 'this line is indented further than the one above, which already has a value'],
    ['a:\n   b: 1\n  c: 2\n', 'this does not line up with what it belongs to'],
    ['a: @x\n', 'a text cannot begin with `@`'],
    ['a: {b: 1}}\n', '`}` was not expected here'],
    ['a: [-, c]\n', 'a `-` alone cannot stand inside brackets or braces'],
    ['a: { b: - c }\n', 'lists with `-` and indented blocks cannot stand inside brackets or braces'],
    ['a: &x &y b\n', 'a value can have one anchor'],
    ['a: [ "b" "c" ]\n', 'a comma is missing before `"c"`'],
    ['word\n', '`word` has no colon'],
  ])('%j', (broken, message) => {
    const syntax = read('a.yaml', `kind: agent\nid: a\n${broken}`);
    expect(syntax.diagnostics.map((diagnostic) => [diagnostic.code, diagnostic.message])).toEqual([
      ['DB1002', message],
    ]);
    expect(syntax.definitions).toEqual([]);
    expect(syntax.failed).toEqual([{ kind: 'agent', id: 'a', file: 'a.yaml' }]);
  });

  test('costs its own document and no other', () => {
    const syntax = read('a.yaml', 'kind: agent\nid: a\nx: [\n---\nkind: agent\nid: b\n');
    expect(syntax.definitions.map(({ id }) => id)).toEqual(['b']);
    expect(syntax.diagnostics).toHaveLength(1);
  });
});

describe('limits', () => {
  test.each(['[', '{', '- ', '{a: ', '[{{', '? ', 'a: &x ['])('%j nested ten thousand deep is a diagnostic', (unit) => {
    const syntax = read('a.yaml', `kind: agent\nid: a\nx:\n  ${unit.repeat(10_000)}`);
    expect(syntax.diagnostics).toHaveLength(1);
    expect(syntax.diagnostics.some(({ name }) => name === 'too-deep' || name === 'key-not-text')).toBe(true);
  });

  test('sixty levels are fine', () => {
    expect(only(read('a.yaml', `kind: agent\nid: a\nx: ${'['.repeat(60)}${']'.repeat(60)}\n`)).id).toBe('a');
  });

  test('aliases of aliases do not grow without measure', () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const inner = level === 0 ? '1' : Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ');
      return `a${level}: &a${level} [${inner}]\n`;
    });
    const syntax = read('a.yaml', `kind: agent\nid: a\n${levels.join('')}`);
    expect(messages(syntax)).toEqual(['DB1011 aliases repeat more than 10000 values in this document']);
  });

  test('the time grows with the number of keys and not with its square', () => {
    const keys = Array.from({ length: 40_000 }, (_, index) => `  k${index}: 1\n`).join('');
    const start = performance.now();
    only(read('a.yaml', `kind: fixtures\nid: a\nassets:\n${keys}`));
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test('a file may have a million characters', () => {
    expect(messages(read('a.yaml', `#${'x'.repeat(1_000_000)}`))).toEqual([
      'DB1016 this file has 1000001 characters, and may have 1000000',
    ]);
  });

  test('a hundred diagnostics a file are shown', () => {
    const text = `kind: agent\nid: a\nx:\n${'  - 00\n'.repeat(150)}`;
    const all = messages(read('a.yaml', text));
    expect(all).toHaveLength(101);
    expect(all.at(-1)).toBe('DB1024 there are 50 more diagnostics in this file');
  });
});

describe('templates', () => {
  test('are named by their file, and so is their language', () => {
    const text = "---\nsubject: 'Hallo {{name}}'\n---\nHallo {{name}}\n";
    const { kind, id, data, body, spans } = only(read('templates/hello.de.hbs', text));
    expect([kind, id, data]).toEqual([
      'template',
      'hello',
      { kind: 'template', id: 'hello', language: 'de', subject: 'Hallo {{name}}' },
    ]);
    expect(body?.text).toBe('Hallo {{name}}\n');
    expect(text.slice(body?.span.start, body?.span.end)).toBe(body?.text);
    const subject = spans['/subject']?.value;
    expect(text.slice(subject?.start, subject?.end)).toBe("'Hallo {{name}}'");
  });

  test('need no front matter', () => {
    const { data, body } = only(read('hello.hbs', 'Hello\n'));
    expect(data).toEqual({ kind: 'template', id: 'hello' });
    expect(body?.text).toBe('Hello\n');
  });

  test.each([
    ['---\nid: hi\n---\n', 'DB1023 the file `hello.de.hbs` says that `id` is `hello`, and here it is `hi`'],
    ['---\nlanguage: en\n---\n', 'DB1023 the file `hello.de.hbs` says that `language` is `de`, and here it is `en`'],
    ['---\nsubject: x\n', 'DB1022 the front matter of this template is never closed'],
    ['---\n- x\n---\n', 'DB1022 the front matter of this template is no mapping'],
    ['---\nsubject: {{x}}\n---\n', 'DB1001 `{{x}}` needs quotes here'],
  ])('%j', (text, message) => {
    expect(messages(read('hello.de.hbs', text))).toEqual([message]);
  });

  test('whose front matter is broken are known to exist', () => {
    expect(read('hello.de.hbs', '---\nx: [\n---\n').failed).toEqual([
      { kind: 'template', id: 'hello', file: 'hello.de.hbs' },
    ]);
  });
});

describe('policy documents', () => {
  test('are Markdown after their front matter', () => {
    const text = '---\nkind: policy\nid: access\ntitle: Access\nversion: 1.0.0\n---\n# Access\n';
    const { id, body } = only(read('policies/access.md', text));
    expect([id, body?.text]).toEqual(['access', '# Access\n']);
  });

  test.each([
    ['# Access\n', 'DB1022 the front matter of this policy document is missing'],
    [
      '---\nkind: agent\nid: a\n---\n',
      'DB1023 the file `policies/access.md` says that `kind` is `policy`, and here it is `agent`',
    ],
    ['---\nid: a\n---\n', 'DB1018 this document does not say what it defines'],
  ])('%j', (text, message) => {
    expect(messages(read('policies/access.md', text))).toEqual([message]);
  });
});

test('a file that could not be read says why', () => {
  expect(messages(parse([{ path: 'a.yaml', text: '', unreadable: 'it is a link out of the folder' }]))).toEqual([
    'DB1026 this file cannot be read: it is a link out of the folder',
  ]);
  expect(messages(read('a.yaml', 'kind: \u{FFFD}\n'))).toEqual(['DB1026 this file cannot be read: it is not UTF-8']);
});
