import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

describe('@deskbook/templates/parse', () => {
  it('loads the parser and no compiler', () => {
    const program = `
      import { createRequire } from 'node:module';
      await import('@deskbook/templates/parse');
      const loaded = Object.keys(createRequire(import.meta.url).cache).map((file) => file.split('handlebars/').at(-1));
      console.log(JSON.stringify(loaded));
    `;
    const options = ['--conditions=@deskbook/source', '--input-type=module', '--eval', program];
    const cwd = new URL('../../../dsl', import.meta.url);
    const loaded = JSON.parse(execFileSync(process.execPath, options, { cwd, encoding: 'utf8' })) as readonly string[];
    expect(loaded).toContain('compiler/parser.js');
    expect(loaded.filter((file) => /javascript-compiler|runtime|^dist|temporal/u.test(file))).toEqual([]);
  });
});
