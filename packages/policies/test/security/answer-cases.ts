/**
 * A process of its own that answers cases from its standard input, as JSON: with `--polluted NAMES` after something has written to
 * `Object.prototype`, in whatever way Node was started.
 */
import { readFileSync } from 'node:fs';
import { PolicyFault } from '@deskbook/policies';
import type { AccessPolicy, AccessRequest } from '@deskbook/policies/access';
import { createAccess } from '@deskbook/policies/access';
import type { Facts } from '@deskbook/policies/conditions';
import { evaluate, explain } from '@deskbook/policies/conditions';
import type { Decision, TriggerEvent, TriggerRule } from '@deskbook/policies/rules';
import { classify, decide, fireTriggers, indexRules } from '@deskbook/policies/rules';

/** What is to be answered. */
export interface Cases {
  readonly decisions: readonly (readonly [Decision, Facts])[];
  readonly triggers: readonly (readonly [readonly TriggerRule[], TriggerEvent])[];
  readonly requests: readonly (readonly [AccessPolicy, AccessRequest])[];
}

const cases = JSON.parse(readFileSync(0, 'utf8')) as Cases;
const [flag, names = ''] = process.argv.slice(2);
if (flag === '--polluted') {
  for (const name of names.split(',')) {
    // oxlint-disable-next-line no-extend-native -- what this process is for
    Object.defineProperty(Object.prototype, name, {
      value: 'P1',
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
}

/** What the rule library confirmed, or why it did not. */
async function fired(fire: () => Promise<readonly unknown[]>): Promise<unknown> {
  try {
    return await fire();
  } catch (error) {
    if (error instanceof PolicyFault) return { fault: error.code };
    throw error;
  }
}

const answers: unknown[] = [];
for (const [decision, facts] of cases.decisions) {
  const index = indexRules(decision.rules);
  answers.push(decide(decision, facts), classify([decision], facts), index.hits(facts));
  answers.push(await fired(async () => index.fire(facts)));
  const when = decision.rules[0]?.when ?? null;
  if (when !== null) answers.push(evaluate(when, facts), explain(when, facts));
}
for (const [rules, event] of cases.triggers) answers.push(await fired(async () => fireTriggers(rules, event)));
for (const [policy, request] of cases.requests) {
  const access = createAccess(policy);
  answers.push(access.may(request), access.explain(request));
}
process.stdout.write(JSON.stringify(answers));
