import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { blockNames, helperSignatures } from '../src/parse/helper-signature.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('the README names every helper and block', () => {
  for (const name of helperSignatures.keys()) expect(readme).toMatch(new RegExp(`[{(]${name} `, 'u'));
  for (const name of blockNames) expect(readme).toContain(`{{#${name} `);
});
