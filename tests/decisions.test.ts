import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inBackticks, markdownTable } from './reference/markdown-table.ts';
import { inRoot } from './scene/deskbook.ts';

interface Manifest {
  readonly dependencies?: { readonly [name: string]: string };
}

it('the table of dependencies is what the packages declare, in the versions of the catalog', () => {
  const workspace = readFileSync(inRoot('pnpm-workspace.yaml'), 'utf8');
  const pinned = workspace.slice(workspace.indexOf('\ncatalog:')).matchAll(/^ {2}'?([^':]+)'?: (\S+)$/gmu);
  const catalog = new Map([...pinned].map(([, name = '', version = '']) => [name, version]));
  const users = new Map<string, string[]>();
  for (const folder of readdirSync(inRoot('packages')).toSorted()) {
    const manifest = JSON.parse(readFileSync(inRoot('packages', folder, 'package.json'), 'utf8')) as Manifest;
    for (const name of Object.keys(manifest.dependencies ?? {}).filter((each) => !each.startsWith('@deskbook/')))
      users.set(name, [...(users.get(name) ?? []), folder]);
  }
  const declared = [...users].map(([name, folders]) => `${name} ${catalog.get(name) ?? '?'} in ${folders.join(', ')}`);
  const page = readFileSync(inRoot('docs', 'decisions', '0008-dependencies.md'), 'utf8');
  const listed = markdownTable(page, 'dependency', 'version').map(
    ([name = '', version = '', , folders = '']) => `${inBackticks(name)[0] ?? ''} ${version} in ${folders}`,
  );
  expect(listed.toSorted()).toEqual(declared.toSorted());
});

it('every decision is listed, and every link between pages of the documentation leads somewhere', () => {
  const index = readFileSync(inRoot('docs', 'decisions', 'README.md'), 'utf8');
  const pages = readdirSync(inRoot('docs', 'decisions')).filter((name) => /^\d{4}-/u.test(name));
  expect(pages.filter((name) => !index.includes(`(${name})`))).toEqual([]);
  const written = ['', 'decisions', 'guides'].flatMap((folder) =>
    readdirSync(inRoot('docs', folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => ({ folder: inRoot('docs', folder), name })),
  );
  const lost = written.flatMap(({ folder, name }) =>
    [...readFileSync(`${folder}/${name}`, 'utf8').matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/gu)]
      .map(([, target = '']) => target)
      .filter((target) => !existsSync(`${folder}/${target}`))
      .map((target) => `${name}: ${target}`),
  );
  expect(lost).toEqual([]);
});
