import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

/** What each package may import of the others: data flows one way, and nothing imports upwards. */
const below: { readonly [name: string]: readonly string[] } = {
  templates: [],
  policies: [],
  dsl: ['templates', 'policies'],
  core: ['templates', 'policies', 'dsl'],
  dbos: ['templates', 'policies', 'dsl', 'core'],
  cli: ['templates', 'policies', 'dsl', 'core'],
};

const packages = join(import.meta.dirname, '..', 'packages');

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap((match) => match[1] ?? []);
}

describe.each(Object.entries(below))('%s', (name, allowed) => {
  const files = filesOf(join(packages, name, 'src'));

  test('has files', () => expect(files.length).toBeGreaterThan(0));

  test('imports only what stands below it', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .map((specifier) => /^@deskbook\/([a-z]+)/.exec(specifier)?.[1])
        .filter((target) => target !== undefined && target !== name && !allowed.includes(target))
        .map((target) => `${relative(packages, file)} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('reaches no other package by a relative path', () => {
    const wrong = files.filter((file) =>
      importsOf(file).some(
        (specifier) =>
          specifier.startsWith('.') && !join(file, '..', specifier).startsWith(join(packages, name, 'src')),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('depends in its package.json only on what stands below it', () => {
    const manifest = JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8')) as {
      dependencies?: { [dependency: string]: string };
    };
    const ours = Object.keys(manifest.dependencies ?? {}).filter((dependency) => dependency.startsWith('@deskbook/'));
    expect(ours.filter((dependency) => !allowed.includes(dependency.slice('@deskbook/'.length)))).toEqual([]);
  });
});

/** Stages inside a package that later ones may read and that must not read them. */
const stages: readonly { readonly package: string; readonly order: readonly string[] }[] = [
  { package: 'dsl', order: ['syntax', 'shape', 'check'] },
  { package: 'core', order: ['ports', 'kernel', 'execution', 'desk'] },
];

test.each(stages)('the stages of $package follow one another', ({ package: name, order }) => {
  const root = join(packages, name, 'src');
  const wrong = order.flatMap((stage, index) => {
    const later = new Set(order.slice(index + 1));
    return filesOf(join(root, stage)).flatMap((file) =>
      importsOf(file)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => relative(root, join(file, '..', specifier)).split(/[\\/]/)[0])
        .filter((target) => target !== undefined && later.has(target))
        .map((target) => `${relative(root, file)} imports from ${target}`),
    );
  });
  expect(wrong).toEqual([]);
});
