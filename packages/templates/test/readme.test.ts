import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { describe, expect, it } from 'vitest';
import { blockNames, helperSignatures } from '../src/parse/helper-signature.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const examples = Array.from(readme.matchAll(/^## (.*)\n\n```ts\n([\s\S]*?)```/gmu), ([, title = '', code = '']) => ({
  title,
  code,
}));

/** Every line `expression; // value` becomes an assertion that it is so. */
function withAssertions(code: string): string {
  return code.replace(/^(?!import|const)(.+); \/\/ (.+)$/gmu, 'assert.deepEqual($1, $2);');
}

function run(code: string): void {
  const module = stripTypeScriptTypes(`import assert from 'node:assert/strict';\n${withAssertions(code)}`);
  const options = ['--conditions=@deskbook/source', '--input-type=module', '-e', module];
  execFileSync(process.execPath, options, { cwd: import.meta.dirname, stdio: 'pipe' });
}

describe('README', () => {
  it('shows results', () => {
    expect(examples.map(({ code }) => withAssertions(code).split('assert.deepEqual').length - 1)).toEqual([6, 4, 2]);
  });

  it.each(examples)('$title', ({ code }) => {
    expect(() => run(code)).not.toThrow();
    expect(() => run(code.replace(/; \/\/ .+/u, '; // "something else"'))).toThrow('something else');
  });

  it('names every helper and block', () => {
    for (const name of helperSignatures.keys()) expect(readme).toMatch(new RegExp(`[{(]${name} `, 'u'));
    for (const name of blockNames) expect(readme).toContain(`{{#${name} `);
  });
});
