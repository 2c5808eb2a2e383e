/** Packs every package as it would be published and holds it against publint and "are the types wrong". */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = join(import.meta.dirname, 'node_modules', '.bin');
const out = mkdtempSync(join(tmpdir(), 'deskbook-pack-'));
let failed = 0;

for (const name of readdirSync(join(root, 'packages'))) {
  const cwd = join(root, 'packages', name);
  run(`${name}: publint`, join(bin, 'publint'), ['run', '--strict', '--pack', 'npm', cwd], root);
  const tarball =
    execFileSync('npm', ['pack', '--silent', '--pack-destination', out], { cwd, encoding: 'utf8' })
      .trim()
      .split('\n')
      .at(-1) ?? '';
  run(
    `${name}: types`,
    join(bin, 'attw'),
    [join(out, tarball), '--profile', 'esm-only', '--format', 'ascii', '--no-emoji'],
    root,
  );
}
rmSync(out, { recursive: true, force: true });
console.log(failed === 0 ? 'every package is fit to publish' : `${failed} checks failed`);
process.exitCode = failed === 0 ? 0 : 1;

function run(what: string, command: string, parameters: readonly string[], cwd: string): void {
  try {
    execFileSync(command, parameters, { cwd, encoding: 'utf8', stdio: 'pipe' });
    console.log(`ok    ${what}`);
  } catch (error) {
    failed += 1;
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    console.log(`FAIL  ${what}\n${stdout ?? ''}${stderr ?? ''}`);
  }
}
