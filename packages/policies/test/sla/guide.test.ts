import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { describe, expect, test } from 'vitest';

const guide = readFileSync(new URL('../../../../docs/guides/calendars-and-slas.md', import.meta.url), 'utf8');
const examples = [...guide.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);

/** Turns every line `expression; // value` into an assertion that it is so. */
function withAssertions(code: string): string {
  return code.replace(/^(.+); \/\/ (.+)$/gm, 'assert.deepEqual($1, $2);');
}

/** Runs an example as a user's module would run. */
function run(code: string): void {
  const module = stripTypeScriptTypes(`import assert from 'node:assert/strict';\n${withAssertions(code)}`);
  execFileSync(process.execPath, ['--conditions=@deskbook/source', '--input-type=module', '-e', module], {
    cwd: import.meta.dirname,
    stdio: 'pipe',
  });
}

describe('the guide to calendars and SLAs', () => {
  test('has three examples, all with results', () => {
    expect(examples.map((code) => withAssertions(code).split('assert.deepEqual').length - 1)).toEqual([4, 3, 4]);
  });

  test.each(examples.map((code, index) => ({ index, code })))('example $index says what it does', ({ code }) => {
    expect(() => run(code)).not.toThrow();
    expect(() => run(code.replace(/; \/\/ .+/, '; // "something else"'))).toThrow('something else');
  });
});
