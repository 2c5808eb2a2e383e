import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRoot } from './scene/deskbook.ts';

const packages = readdirSync(inRoot('packages')).filter((name) => existsSync(inRoot('packages', name, 'typedoc.json')));

function readJson(name: string, file: string): { readonly [key: string]: unknown } {
  return JSON.parse(readFileSync(inRoot('packages', name, file), 'utf8')) as { readonly [key: string]: unknown };
}

test.each(packages)('the documentation of %s has every part that can be imported', (name) => {
  const { exports } = readJson(name, 'package.json');
  const parts = Object.values(exports as object).flatMap((part: string | { readonly '@deskbook/source'?: string }) =>
    typeof part === 'string' ? [] : (part['@deskbook/source'] ?? []),
  );
  expect(readJson(name, 'typedoc.json')['entryPoints']).toEqual(expect.arrayContaining(parts));
  expect(parts.length).toBeGreaterThan(0);
});
