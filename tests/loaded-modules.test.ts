import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { inRoot, root } from './scene/deskbook.ts';
import { temporaryFolder } from './scene/temporary-folder.ts';

const folder = temporaryFolder();
const starter = inRoot('packages/cli/starter');

/** What a command loads: packages by name, our own by package and folder. */
async function loadedBy(parameters: readonly string[]): Promise<readonly string[]> {
  const told = join(folder, `${parameters[0]}.txt`);
  const main = [inRoot('packages/cli/src/main.ts'), ...parameters];
  const flags = ['--conditions=@deskbook/source', '--import', inRoot('tests/scene/tell-modules.ts')];
  await promisify(execFile)(process.execPath, [...flags, ...main], {
    cwd: root,
    env: { ...process.env, TELL_MODULES: told },
  });
  return readFileSync(told, 'utf8').split('\n');
}

const engines = [
  'ajv',
  'casbin',
  'json-rules-engine',
  'source-map',
  'temporal-polyfill',
  'cloudevents',
  'lezer-feel',
  'ical.js',
];

test.each([
  ['a help', ['--help'], [...engines, 'yaml', 'handlebars', 'dsl/src/check', 'core/src/desk']],
  ['an explanation', ['explain', 'DB3001'], [...engines, 'yaml', 'handlebars', 'dsl/src/check', 'core/src/desk']],
  ['lint', ['lint', starter], [...engines, 'core/src/desk']],
  ['a graph', ['graph', starter], [...engines, 'core/src/desk']],
  ['a list of diagnostics', ['explain'], [...engines, 'yaml', 'dsl/src/check']],
])('%s loads no more than it needs', async (_, parameters, never) => {
  const loaded = await loadedBy(parameters);
  expect(loaded).toContain('commander');
  expect(loaded.filter((name) => never.includes(name))).toEqual([]);
});

test('a table in S-FEEL is what loads its grammar', async () => {
  expect(await loadedBy(['lint', inRoot('examples/acme-it')])).toContain('lezer-feel');
});

test('a calendar is checked without the time zone library; a feed of holidays is what loads its reader', async () => {
  const loaded = await loadedBy(['lint', inRoot('examples/acme-it')]);
  expect(loaded).toContain('ical.js');
  expect(loaded).not.toContain('temporal-polyfill');
});
