import { explain } from '@deskbook/policies';
import type { Condition, Explanation, Facts } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import { showExplanation } from './show-explanation.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Explains conditions over some facts: decided over all of them, and shown with the secret ones masked. */
export function explainFor(bundle: Bundle, facts: Facts): (condition: Condition) => Explanation {
  const masked = withoutSecrets(bundle.facts, facts);
  return (condition) => showExplanation(explain(condition, facts), explain(condition, masked));
}
