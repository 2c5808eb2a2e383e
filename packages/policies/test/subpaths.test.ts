import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';

/** What a fresh process has loaded after importing a subpath, and after using it. */
function loaded(code: string): readonly string[] {
  const probe = `${code};
    const { createRequire } = await import('node:module');
    const { fileURLToPath } = await import('node:url');
    const cached = Object.keys(createRequire(fileURLToPath(import.meta.resolve('@deskbook/policies'))).cache).join();
    console.log(JSON.stringify(['json-rules-engine', '@casbin/expression-eval'].filter((name) => cached.includes('node_modules/' + name + '/'))));`;
  const output = execFileSync(process.execPath, ['--conditions=@deskbook/source', '--input-type=module', '-e', probe], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  return JSON.parse(output) as readonly string[];
}

const CONDITION = "{ kind: 'compare', fact: 'a', operator: 'equals', operand: { value: 1 }, reference: '' }";

describe('what importing a part costs', () => {
  test.each([
    [
      './conditions, to read conditions',
      `const { factsOf, compilePattern } = await import('@deskbook/policies/conditions'); factsOf(${CONDITION}); compilePattern('a')`,
      [],
    ],
    ['./rules', "await import('@deskbook/policies/rules')", []],
    ['./access', "await import('@deskbook/policies/access')", []],
    ['all of it', "await import('@deskbook/policies')", []],
    [
      './access, to prepare a policy',
      "(await import('@deskbook/policies/access')).createAccess({ roles: [], grants: [], denials: [], separation: [] })",
      ['@casbin/expression-eval'],
    ],
    ['./decision-point', "await import('@deskbook/policies/decision-point')", []],
    [
      './decision-point, to open one',
      "(await import('@deskbook/policies/decision-point')).openDecisionPoint({ access: { roles: [], grants: [], denials: [], separation: [] }, decisions: [], triggers: [] })",
      ['@casbin/expression-eval'],
    ],
    ['./approvals', "await import('@deskbook/policies/approvals')", []],
    [
      './conditions, to decide',
      `(await import('@deskbook/policies/conditions')).evaluate(${CONDITION}, {})`,
      ['json-rules-engine'],
    ],
  ])('%s', (_, code, engines) => {
    expect(loaded(code)).toEqual(engines);
  });
});
