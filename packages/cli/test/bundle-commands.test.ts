import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deskbook, linesOf, starterIn, temporaryFolder } from './scene.ts';

const folder = temporaryFolder();
const desk = starterIn(folder);
const ticket = join(desk, 'payloads/ticket.json');

/** A starter of its own, one file of it changed. */
function changed(name: string, file: string, change: (text: string) => string): string {
  const path = starterIn(folder, name);
  writeFileSync(join(path, file), change(readFileSync(join(path, file), 'utf8')));
  return path;
}

const broken = changed('broken', 'on-password-ticket.yaml', (text) =>
  text.replace('start: password-reset', 'start: pasword-reset'),
);

describe('help', () => {
  test('without a command it says what there is, and ends with 2', async () => {
    const { code, notes } = await deskbook([]);
    expect(code).toBe(2);
    expect(notes).toContain('deskbook init my-desk');
  });

  test.each(['init', 'lint', 'test', 'explain', 'graph', 'classify', 'sla', 'plan', 'route', 'can', 'run', 'runs', 'events', 'store', 'report', 'audit'])('%s shows examples', async (command) => {
    const { code, out } = await deskbook([command, '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`Examples:\n  deskbook ${command} `);
  }); // prettier-ignore

  test('--version', async () => expect((await deskbook(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/));
});

describe('lint', () => {
  test('a clean bundle, and progress over several', async () => {
    expect(await deskbook(['lint', desk])).toMatchObject({ code: 0, out: `nothing to say about ${desk}\n` });
    expect((await deskbook(['lint', desk, broken])).progress).toEqual([`1 of 2  ${desk}`, `2 of 2  ${broken}`, null]);
  });

  test('an error is shown where it stands, from where one stands', async () => {
    const { code, out } = await deskbook(['lint', broken]);
    expect(code).toBe(1);
    expect(out).toContain(join(broken, 'on-password-ticket.yaml'));
    expect(out).toContain('did you mean `password-reset`');
    expect((await deskbook(['lint', broken, '--color'])).out).toContain('\u001b[');
  });

  test.each(['json', 'sarif', 'rdjson'])('%s is one JSON value', async (format) => {
    const { code, out } = await deskbook(['lint', broken, '--format', format]);
    expect(code).toBe(1);
    expect(JSON.stringify(JSON.parse(out))).toContain('pasword-reset');
  });

  test('jsonl is a line a diagnostic, github a command a diagnostic', async () => {
    expect(linesOf((await deskbook(['lint', broken, '--format', 'jsonl'])).out).length).toBeGreaterThan(0);
    expect((await deskbook(['lint', broken, '--format', 'github'])).out).toMatch(/^::error file=/);
  });

  test('--fix mends what is safe and says how much', async () => {
    const path = changed('mendable', 'on-password-ticket.yaml', (text) => text.replace("'{{ticket.id}}'", '{{ticket.id}}'));
    expect(await deskbook(['lint', path, '--fix'])).toMatchObject({ code: 0, notes: `mended 1 place in ${path}\n` });
    expect(await deskbook(['lint', path, '--fix'])).toMatchObject({ code: 0, notes: '' });
  }); // prettier-ignore
});

describe('test', () => {
  test('passes, with names and times', async () => {
    const { code, out, progress } = await deskbook(['test', desk]);
    expect(code).toBe(0);
    expect(out).toMatch(/^✓ password-reset {2}Employees get .* \d+ ms\n\n1 passed, 0 failed\n$/);
    expect(progress).toEqual(['1 of 1  password-reset', null]);
  });

  const failing = changed('failing', 'tests/password-reset.yaml', (text) =>
    text.replace('ended: done', 'ended: refused'),
  );

  test('a failure says where, what was expected and what came', async () => {
    const { code, out } = await deskbook(['test', failing]);
    expect(code).toBe(1);
    expect(out).toContain(`${join(failing, 'tests/password-reset.yaml')}:`);
    expect(out).toMatch(/ended\n\s+expected "refused"\n\s+got/);
    expect(out).toContain('0 passed, 1 failed');
  });

  test('as JSON and as JUnit', async () => {
    const { out } = await deskbook(['test', failing, '--format', 'json']);
    expect(JSON.parse(out)).toMatchObject({ passed: 0, failed: 1, tests: [{ id: 'password-reset' }] });
    expect((await deskbook(['test', failing, '--format', 'junit'])).out).toContain('<failure message=');
  });

  test('a filter that leaves nothing is wrong use', async () =>
    expect(await deskbook(['test', desk, '--filter', 'nothing'])).toMatchObject({ code: 2 }));

  test('a payload outside the bundle is not read', async () => {
    const path = changed('outside', 'tests/password-reset.yaml', (text) =>
      text.replace('payloads/ticket.json', '../desk/payloads/ticket.json'),
    );
    const { code, out, notes } = await deskbook(['test', path]);
    expect(code).not.toBe(0);
    expect(out + notes).toContain('../desk/payloads/ticket.json');
  });

  test('a bundle with errors is not tested', async () => {
    const { code, out, notes } = await deskbook(['test', broken]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(notes).toContain('did you mean');
  });
});

describe('explain', () => {
  test('lists every diagnostic', async () => {
    expect((await deskbook(['explain'])).out).toContain('DB3001  error    unknown-name\n');
    const listed = JSON.parse((await deskbook(['explain', '--format', 'json'])).out) as readonly unknown[];
    expect(listed).toContainEqual({ code: 'DB3001', name: 'unknown-name', severity: 'error' });
  });

  test.each(['DB3001', 'db3001', 'unknown-name'])('%s', async (wanted) => {
    const { code, out } = await deskbook(['explain', wanted]);
    expect(code).toBe(0);
    expect(out).toContain('DB3001 unknown-name (error)');
    expect(out).toContain('Not like this:');
    expect(JSON.parse((await deskbook(['explain', wanted, '--format', 'json'])).out)).toMatchObject({ code: 'DB3001' });
  });
});

test.each([
  [['explain', 'unknown-nam'], 'did you mean `unknown-name`'],
  [['explain', 'DB9999'], '`deskbook explain` lists them all'],
  [['graph', desk, 'password-rest'], 'did you mean `password-reset`'],
])('%j is wrong use, and %s', async (parameters, help) => {
  expect(await deskbook(parameters)).toMatchObject({ code: 2, notes: expect.stringContaining(help) });
});

describe('graph', () => {
  test.each([
    ['mermaid', /flowchart /],
    ['dot', /^digraph /],
    ['json', /^\{/],
  ])('%s', async (format, expected) =>
    expect((await deskbook(['graph', desk, 'password-reset', '--format', format])).out).toMatch(expected),
  );

  test('of nothing is wrong use, and says what there is', async () => {
    const { code, notes } = await deskbook(['graph', desk, 'nothing']);
    expect(code).toBe(2);
    expect(notes).toContain('there are password-reset');
  });
});

describe('init', () => {
  test('makes a new folder and says what to try', async () => {
    const { code, out } = await deskbook(['init', join(folder, 'new')]);
    expect(code).toBe(0);
    expect(out).toContain(`deskbook lint ${join(folder, 'new')}`);
    expect(await deskbook(['init', join(folder, 'new')])).toMatchObject({ code: 2 });
  });
});

describe('desk.yaml', () => {
  test.each([
    ['a setting there is not', 'ports: {}\n', 'has no setting `ports`'],
    ['fixtures there are not', 'fixtures: [nobody]\n', 'there are no fixtures `nobody`'],
    ['fixtures that are no list', 'fixtures: people\n', 'is a list of ids'],
    ['no mapping', '- people\n', 'is not a mapping'],
  ])('%s', async (name, text, message) => {
    const path = changed(name.replaceAll(' ', '-'), 'desk.yaml', () => text);
    const { code, notes } = await deskbook(['classify', path, '--event', ticket]);
    expect(code).toBe(2);
    expect(notes).toContain(message);
  });

  test('without one, the bundle’s fixtures stand in for the world', async () => {
    const path = changed('bare', 'desk.yaml', () => '');
    expect(await deskbook(['classify', path, '--event', ticket])).toMatchObject({ code: 0 });
  });

  test.each([
    ['values over the bundle’s', 'values: { desk_phone: "+1 555 0199" }\n'],
    ['where secrets are', 'secrets: { environment: MY_SECRET_ }\n'],
  ])('may say %s', async (name, text) => {
    const path = changed(name.replaceAll(' ', '-'), 'desk.yaml', () => text);
    expect(await deskbook(['classify', path, '--event', ticket])).toMatchObject({ code: 0 });
  });
});
