import { definition } from './notation.ts';
import type { ConditionShape, EverywhereShape } from './notation.ts';
import { either, list, record, ref, text, word } from './schema.ts';

/** `kind: intent`, as written. */
export interface IntentShape extends EverywhereShape {
  readonly kind: 'intent';
  /** `agent/skill`, in order. */
  readonly skills: readonly string[];
  readonly knowledge: 'always' | 'never' | { readonly when: ConditionShape };
  readonly tasks?: { readonly knowledge?: string; readonly data_query?: string };
}

export const intentSchema = definition('intent', 'A class of intents, and who assesses it.', {
  skills: list(
    'The skills that assess it: `agent/skill`.',
    text('A skill.', {
      pattern: '^[A-Za-z][A-Za-z0-9_-]*/[A-Za-z][A-Za-z0-9_-]*$',
      expects: 'an agent and its skill such as `security-agent/security_assessment`',
    }),
    { minItems: 1 },
  ),
  knowledge: either(
    'Whether enterprise knowledge is needed.',
    word('Always or never.', ['always', 'never']),
    record('Where a condition on `intent` holds.', { when: ref('condition') }),
  ),
  'tasks?': record("Task texts that differ from the agents' own.", {
    'knowledge?': text('For the knowledge agent.'),
    'data_query?': text('For the data-query agent.'),
  }),
});
