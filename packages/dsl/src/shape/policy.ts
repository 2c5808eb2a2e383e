import { definition } from './notation.ts';
import type { EverywhereShape } from './notation.ts';
import { text } from './schema.ts';

/** The front matter of a policy document, as written. */
export interface PolicyShape extends EverywhereShape {
  readonly kind: 'policy';
  readonly title: string;
  readonly name?: string;
  readonly version: string;
  readonly review?: string;
}

export const policySchema = definition('policy', 'A document that rules cite: front matter, then Markdown.', {
  'name?': text('The name plans print: `IT_Access_Policy`; the title with underscores unless written.'),
  version: text('Its version.', { examples: ['2.1.0'] }),
  title: text('Its title.', { minLength: 1 }),
  'review?': text('How often it is reviewed: `12 months`.', { examples: ['12 months'] }),
});
