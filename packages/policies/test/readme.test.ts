import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { describe, expect, test } from 'vitest';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/^## (.*)\n\n```ts\n([\s\S]*?)```/gm)].map(([, title = '', code = '']) => ({
  title,
  code,
}));

/** Turns every line `expression; // value` into an assertion that it is so. */
function withAssertions(code: string): string {
  return code.replace(/^( *)(?:const \w+ = )?(.+); \/\/ (.+)$/gm, '$1assert.deepEqual($2, $3);');
}

/** Runs an example as a user's module would run. */
function run(code: string): void {
  const module = stripTypeScriptTypes(`import assert from 'node:assert/strict';\n${withAssertions(code)}`);
  execFileSync(process.execPath, ['--conditions=@deskbook/source', '--input-type=module', '-e', module], {
    cwd: import.meta.dirname,
    stdio: 'pipe',
  });
}

describe('README', () => {
  test('has four examples, all with results', () => {
    expect(examples.map(({ code }) => withAssertions(code).split('assert.deepEqual').length - 1)).toEqual([4, 3, 3, 2]);
  });

  test.each(examples)('$title', ({ code }) => {
    expect(() => run(code)).not.toThrow();
    expect(() => run(code.replace(/; \/\/ .+/, '; // "something else"'))).toThrow('something else');
  });
});
