import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBundleTest } from '@deskbook/core/testing';
import { check, diagnosticPages, exampleFiles, parse } from '@deskbook/dsl';
import type { Diagnostic } from '@deskbook/dsl';
import { operators } from '@deskbook/policies/conditions';
import type { FactKind } from '@deskbook/policies/conditions';
import { describe, expect, it } from 'vitest';
import { checkPage, compilePage, fileOf, readPage } from './reference/check-page.ts';
import type { Page } from './reference/check-page.ts';
import type { CodeBlock } from './reference/code-blocks.ts';
import { inBackticks, markdownTable } from './reference/markdown-table.ts';
import { leastSteps } from './reference/least-steps.ts';
import { readers, samplePaths } from './reference/root-readers.ts';
import { fragments, wrapFragment } from './reference/wrap-fragment.ts';
import { shapes } from './reference/schema-keys.ts';
import { deskbook, inRoot } from './scene/deskbook.ts';

const guides = readdirSync(inRoot('docs', 'guides')).map((name) => `docs/guides/${name}`);
const pages = ['docs/language.md', ...guides].map((path) => ({ path, page: readPage(inRoot(path)) }));
/** The reference without its examples: what only an example shows is not said. */
const reference = readFileSync(inRoot('docs/language.md'), 'utf8').replaceAll(/^```[^]*?^```$/gmu, '');

/** Words of the table of outcomes that are none of them for the steps tried. */
const notOutcomes = new Set(['decision', 'decided', 'no_rule']);

/** What nobody need mend on a page of examples: that nothing uses one of them. */
const idle = 'unused-definition';

const said = ({ severity, code, message, span }: Diagnostic): string => `${severity} ${code} ${span.file}: ${message}`;

describe.each(pages.filter(({ page }) => page.sound.length > 0))('the examples of $path', ({ page }) => {
  it('are one bundle that checks without an error or a warning', () => {
    expect(
      checkPage(page)
        .filter(({ name }) => name !== idle)
        .map(said),
    ).toEqual([]);
  });

  it.each(page.wrong.map((block) => ({ block, line: block.line })))(
    'are wrong on line $line in that one way',
    ({ block }) => {
      expect(codesIn(page, block)).toEqual([block.marks.get('error') ?? block.marks.get('warning')]);
    },
  );
});

describe('the tests on the pages', () => {
  const compiled = pages.map(({ path, page }) => ({ path, ...compilePage(page) }));
  const tests = compiled.flatMap(({ path, bundle, fixtures, tests: found }) =>
    bundle === null ? [] : found.map((test) => ({ path, id: test.id, bundle, fixtures, test })),
  );

  it('are there', () => {
    expect(tests.length).toBeGreaterThan(0);
  });

  it.each(tests)('$path: $id', async ({ bundle, fixtures, test }) => {
    const readPayload = (path: string): string => readFileSync(inRoot('docs', path), 'utf8');
    const { failures, unusedMocks } = await runBundleTest({ bundle, fixtures, test, readPayload });
    expect(failures).toEqual([]);
    expect(unusedMocks).toEqual([]);
  });
});

function codesIn(page: Page, block: CodeBlock): readonly string[] {
  const before = new Set(checkPage(page).map(said));
  const found = checkPage(page, [block]).filter((diagnostic) => !before.has(said(diagnostic)));
  const wanted = block.marks.has('error') ? ['error'] : ['error', 'warning'];
  const own = found.filter(({ severity, name }) => wanted.includes(severity) && name !== idle);
  return [...new Set(own.map(({ code }) => code))];
}

it('every block says what it is', () => {
  for (const { path, page } of pages) {
    for (const block of [...page.sound, ...page.wrong]) {
      const known = fragments.some((name) => block.marks.has(name)) || block.marks.has('file');
      expect(known || /^kind: /mu.test(block.text), `${path}, line ${block.line}`).toBe(true);
      expect(parse(exampleFiles({ [fileOf(block)]: wrapFragment(block) })).files.length).toBeGreaterThan(0);
    }
  }
});

describe('the reference names', () => {
  const section = (kind: string): string =>
    new RegExp(`^## ${kind}$[^]*?(?=^## |$(?![^]))`, 'mu').exec(reference)?.[0] ?? '';
  const everywhere = section('Every definition');

  it.each(shapes)('every key of $shape', ({ headings, keys }) => {
    const own = headings.map(section).join('');
    const words = new Set(
      [...`${own}${everywhere}`.matchAll(/`([^`]+)`/gu)].flatMap(([, code = '']) => code.split(/[^\w]+/u)),
    );
    expect(own).not.toBe('');
    expect(keys.filter((key) => !words.has(key))).toEqual([]);
  });

  it('every diagnostic by its code and name, and none that is not there', () => {
    const named = [...reference.matchAll(/(DB\d{4})\s([a-z]+(?:-[a-z]+)*)/gu)].map(
      ([, code, name]) => `${code} ${name}`,
    );
    const known = diagnosticPages.map(({ code, name }) => `${code} ${name}`);
    expect(known.filter((each) => !named.includes(each))).toEqual([]);
    expect(named.filter((each) => !known.includes(each))).toEqual([]);
  });
});

it('the table of commands has every command', async () => {
  const { out } = await deskbook('--help');
  const commands = [...out.matchAll(/^ {2}([a-z]+)(?= )/gmu)].map(([, name]) => name).filter((name) => name !== 'help');
  const listed = markdownTable(reference, 'command', 'does').map(([usage = '']) => /`([a-z]+)/u.exec(usage)?.[1]);
  expect(listed).toEqual(commands);
});

/** What a definition adds to what is said about the reference's own bundle. */
function saidOf(text: string): readonly Diagnostic[] {
  const page = readPage(inRoot('docs/language.md'));
  return checkPage(page, [{ language: 'yaml', marks: new Map(), text, line: 0 }]).filter(
    ({ span, severity }) => span.file === 'line-0.yaml' && severity === 'error',
  );
}

it('the table of desk.yaml has the settings that are read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'deskbook-reference-'));
  try {
    const desk = join(folder, 'desk');
    await deskbook('init', desk);
    writeFileSync(join(desk, 'desk.yaml'), 'nonsense: true\n');
    const { code, notes } = await deskbook('classify', desk, '--event', join(desk, 'payloads', 'ticket.json'));
    expect(code).toBe(2);
    const section = reference.slice(reference.indexOf('\n## desk.yaml'));
    const listed = markdownTable(section, 'key', 'meaning').flatMap(([key = '']) => inBackticks(key));
    expect(notes).toContain(`it may have ${listed.join(', ')}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('what is built in', () => {
  const { bundle } = check(
    parse(exampleFiles('kind: agent\nid: a\ntitle: A\npart: domain\nskills: { s: { task: T } }\n')),
  );
  const section = reference.slice(reference.indexOf('\n## Built in'));

  it.each(markdownTable(section, 'record', 'fields'))('%s', (name, fields = '') => {
    const [record = ''] = inBackticks(name);
    const listed = inBackticks(fields.split(';')[0] ?? '');
    expect(listed.toSorted()).toEqual(Object.keys(bundle?.facts.records[record] ?? {}).toSorted());
  });

  it.each(markdownTable(section, 'action', 'input'))('%s', (name, input = '', undo = '') => {
    const action = bundle?.actions[inBackticks(name)[0] ?? ''];
    const listed = inBackticks(input).filter((word) => word !== 'true');
    expect(listed.toSorted()).toEqual(Object.keys(action?.input ?? {}).toSorted());
    expect(undo).toBe(action?.undo?.exact === true ? 'exact' : 'none');
  });

  it('every action and every template', () => {
    expect(markdownTable(section, 'action', 'input').map(([name = '']) => inBackticks(name)[0])).toEqual(
      Object.keys(bundle?.actions ?? {}),
    );
    expect(inBackticks(/^\*\*Templates\*\*:(.*)$/mu.exec(section)?.[1] ?? '')).toEqual(
      Object.keys(bundle?.templates ?? {}),
    );
  });
});

describe('the operator', () => {
  const single: readonly FactKind[] = ['text', 'number', 'yes_no', 'date', 'time', 'duration'];
  const words: { readonly [cell: string]: readonly FactKind[] } = {
    'any single value but a record': single,
    'the same': single,
    lists: ['list'],
    everything: [...single, 'list', 'record'],
    '`integer`, `number`, `duration`': ['number', 'duration'],
  };
  const rows = markdownTable(reference, 'operator', 'on facts of type').flatMap(([names = '', types = '']) =>
    inBackticks(names)
      .filter((name) => !['some', 'every'].includes(name))
      .map((name) => ({ name, on: words[types] ?? inBackticks(types) })),
  );

  it('is listed', () => {
    expect(rows.map(({ name }) => name).toSorted()).toEqual(Object.keys(operators).toSorted());
  });

  it.each(rows)('$name stands on what the table says', ({ name, on }) => {
    expect(
      Object.entries(operators)
        .find(([each]) => each === name)?.[1]
        .on.toSorted(),
    ).toEqual([...on].toSorted());
  });
});

describe('the roots that can be read by', () => {
  const rows = markdownTable(reference, 'where', 'roots').filter(([where = '']) => Object.hasOwn(readers, where));

  it('all places that are tried', () => {
    expect(rows.map(([where]) => where)).toEqual(Object.keys(readers));
  });

  it.each(rows)('%s', (where, roots = '') => {
    const [plain = ''] = roots.split(';');
    const written = Object.keys(samplePaths).filter((root) => new RegExp(`\\b${root}\\b`, 'u').test(plain));
    const readable = Object.entries(samplePaths).filter(
      ([, path]) => saidOf(readers[where]?.(path) ?? '').length === 0,
    );
    expect(readable.map(([root]) => root)).toEqual(written);
  });
});

describe('the outcomes of', () => {
  const rows = markdownTable(reference, 'verb', 'with it').map(([verb = '', , , outcomes = '']) => ({
    verb: inBackticks(verb)[0]?.split(':')[0] ?? '',
    outcomes,
  }));

  it('all verbs but `choose`, which has none', () => {
    expect(rows.map(({ verb }) => verb).filter((verb) => verb !== 'choose')).toEqual(Object.keys(leastSteps));
  });

  it.each(rows.filter(({ verb }) => verb !== 'choose'))('$verb', ({ verb, outcomes }) => {
    const workflow = (reactions: string): string =>
      `kind: workflow\nid: tried\ninput: { devices: { type: asset, list: true } }\nacts: { as: desk-robot }\nsteps: [{ id: x, ${leastSteps[verb] ?? ''}, outcomes: { ${reactions} } }]\n`;
    const must = new Set(
      outcomes
        .split(';')
        .filter((part) => part.includes('must be said'))
        .flatMap(inBackticks),
    );
    const unsaid = saidOf(workflow('')).filter(({ code }) => code === 'DB4001');
    const named = inBackticks(unsaid.map(({ message }) => message).join(' '));
    expect(named.filter((name) => name !== 'x').every((name) => must.has(name) || verb === 'run')).toBe(true);
    expect(named.length > 0).toBe(outcomes.includes('must be said'));
    for (const name of new Set(inBackticks(outcomes).filter((each) => !notOutcomes.has(each)))) {
      expect(saidOf(workflow(`${name}: hold`)).map(({ code }) => code)).not.toContain('DB4002');
    }
    expect(saidOf(workflow('lost: hold')).map(({ code }) => code)).toContain('DB4002');
  });
});
