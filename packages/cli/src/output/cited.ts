import type { FiredRule } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import { placeText } from './place-text.ts';

/** One paragraph a decision rests on, with the rule that cites it. */
export interface Citation {
  readonly cite: string;
  readonly policy: string;
  readonly version: string;
  readonly text: string;
  readonly rule: string;
  readonly place: string;
}

/** The policy paragraphs behind the rules that fired, each once. */
export function citationsOf(bundle: Bundle, rules: readonly FiredRule[]): readonly Citation[] {
  return rules.flatMap((rule) =>
    rule.cites.map((cite) => {
      const [id = '', anchor = ''] = cite.split('#');
      const policy = Object.hasOwn(bundle.policies, id) ? bundle.policies[id] : undefined;
      return {
        cite,
        policy: policy?.title ?? id,
        version: policy?.version ?? '',
        text: policy?.anchors[anchor] ?? '',
        rule: rule.id,
        place: placeText(bundle, rule.reference),
      };
    }),
  );
}
