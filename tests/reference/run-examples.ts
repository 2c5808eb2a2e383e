import { execFileSync } from 'node:child_process';
import { stripTypeScriptTypes } from 'node:module';
import { inRoot } from '../scene/deskbook.ts';

/** Turns every line `expression; // value` of an example into an assertion that it is so. */
export function withAssertions(code: string): string {
  return code.replace(/^( *)(.+); \/\/ (.+)$/gm, '$1assert.deepEqual($2, $3);');
}

/** Runs examples as they would run in a user's module, in one process for all of them: what each throws, or null. */
export function runExamples(examples: readonly string[]): readonly (string | null)[] {
  const bodies = examples.map((code) => `async () => {\n${awaited(stripTypeScriptTypes(withAssertions(code)))}\n}`);
  const program = `import assert from 'node:assert/strict';
    const thrown = [];
    for (const run of [${bodies.join(',\n')}]) thrown.push(await run().then(() => null, ({ message }) => message));
    console.log(JSON.stringify(thrown));`;
  const output = execFileSync(process.execPath, ['--conditions=@deskbook/source', '--input-type=module'], {
    cwd: inRoot('tests'),
    input: program,
    encoding: 'utf8',
  });
  return JSON.parse(output) as readonly (string | null)[];
}

/** Several examples stand in one module, so each imports for itself. */
function awaited(code: string): string {
  return code.replace(
    /^import \{([^}]*)\} from ('[^']+');$/gm,
    (_, names: string, from: string) => `const {${names.replaceAll(' as ', ': ')}} = await import(${from});`,
  );
}
