import type { RuleCorpus } from './corpus-rule.ts';
import { denseCorpus } from './dense.ts';
import { hostileCorpus } from './hostile.ts';
import { selectiveCorpus } from './selective.ts';

/** The published corpora of rules, by name. Each is made from its size alone. */
export const ruleCorpora: { readonly [name: string]: (size: number, tickets?: number) => RuleCorpus } = {
  selective: selectiveCorpus,
  dense: denseCorpus,
  hostile: hostileCorpus,
};
