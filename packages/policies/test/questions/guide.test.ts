import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { expect, test } from 'vitest';

const guide = readFileSync(new URL('../../../../docs/guides/permissions.md', import.meta.url), 'utf8');
const code = [...guide.matchAll(/^```ts\n([\s\S]*?)```/gm)].map(([, block = '']) => block).join('\n');

/** Turns every line `expression; // value` into an assertion that it is so. */
const checked = code.replace(/^(.+); \/\/ (.+)$/gm, 'assert.deepEqual($1, $2);');

/** Runs the guide as a user's module would run. */
function run(text: string): void {
  const module = stripTypeScriptTypes(`import assert from 'node:assert/strict';\n${text}`);
  execFileSync(process.execPath, ['--conditions=@deskbook/source', '--input-type=module', '-e', module], {
    cwd: import.meta.dirname,
    stdio: 'pipe',
  });
}

test('the guide to permissions shows what is so', () => {
  expect(checked.split('assert.deepEqual').length - 1).toBe(29);
  expect(() => run(checked)).not.toThrow();
  expect(() => run(checked.replace("['lena'])", "['omar'])"))).toThrow('omar');
});
