import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { policy, request } from '../access/arbitraries.ts';
import { securityLaws } from '../laws/security-laws.ts';
import { testLaws } from '../laws/test-laws.ts';
import { decision, decisionFacts, triggerEvent, triggers } from '../reference/decision-arbitraries.ts';
import type { Cases } from './answer-cases.ts';

const sampled = { seed: 20_260_101, numRuns: 150 };
const cases: Cases = {
  decisions: fc.sample(fc.tuple(decision, decisionFacts), sampled),
  triggers: fc.sample(fc.tuple(triggers, triggerEvent), sampled),
  requests: fc.sample(fc.tuple(policy, request), sampled),
};

/** The answers of a process that was started and treated in some way. */
function answers(nodeOptions: readonly string[] = [], options: readonly string[] = []): string {
  const script = new URL('answer-cases.ts', import.meta.url).pathname;
  return execFileSync(process.execPath, ['--conditions=@deskbook/source', ...nodeOptions, script, ...options], {
    input: JSON.stringify(cases),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
}

describe('nothing reaches a prototype, a constructor or an evaluator', () => {
  testLaws(securityLaws);
});

describe('a process', () => {
  const usual = answers();

  test('answers, and not always the same', () => {
    for (const word of [
      '"decided"',
      '"missing"',
      '"no_rule"',
      '"conflict"',
      '"granted"',
      '"denied"',
      '"starts":true',
    ]) {
      expect(usual).toContain(word);
    }
  });

  test('that may not make code from text answers the same: neither library compiles, nor do we', () => {
    expect(answers(['--disallow-code-generation-from-strings'])).toBe(usual);
    const compile = "try { new Function('return 1')() } catch (error) { console.log(error.name) }";
    const refused = execFileSync(process.execPath, ['--disallow-code-generation-from-strings', '-e', compile]);
    expect(refused.toString().trim()).toBe('EvalError');
  });

  test('without `__proto__` answers the same', () => {
    expect(answers(['--disable-proto=delete'])).toBe(usual);
  });

  /**
   * Names of facts, of people, roles, groups and actions, and of what rules set: whatever data and authors name. The rule library copies
   * what it compares with all that it inherits, and may then not confirm a rule: nothing starts, and a fault says so.
   */
  test.each([
    ['facts', 'ticket,requester,nobody,person,kind,team,n,list,a,b,now,mfa,tier,risk,watchers,manager,subject'],
    ['people, roles and actions', 'lena,omar,dba,employee,auditor,staff,dbas,anyone,request,approve,database.grant'],
    ['results', 'decision,approval,points,ALLOWED,DENIED,HIGH,LOW'],
  ])('whose prototype of all objects has %s answers the same, or starts nothing', (_, names) => {
    const found = (JSON.parse(answers([], ['--polluted', names])) as unknown[]).map((answer) => JSON.stringify(answer));
    const expected = (JSON.parse(usual) as unknown[]).map((answer) => JSON.stringify(answer));
    const fault = JSON.stringify({ fault: 'disagreement' });
    const others = found.filter((answer, index) => answer !== expected[index]);
    expect(found).toHaveLength(expected.length);
    expect(others.filter((answer) => answer !== fault)).toEqual([]);
    expect(others.length).toBeLessThan(found.length / 20);
  });
});
