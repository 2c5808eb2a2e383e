/** How a helper may be called. */
export interface HelperSignature {
  readonly arguments: number;
  /** Named arguments it takes, and which of them it cannot do without. */
  readonly named: readonly string[];
  readonly required: readonly string[];
  /** Arguments that may be absent: it is the helper's business to say what then. */
  readonly guards: readonly number[];
}

const one: HelperSignature = { arguments: 1, named: [], required: [], guards: [] };
const moment: HelperSignature = { ...one, named: ['zone'] };

/** Every helper a template may call. Blocks (`if`, `unless`, `each`, `with`) stand apart. */
export const helperSignatures: ReadonlyMap<string, HelperSignature> = new Map<string, HelperSignature>([
  ['date', moment],
  ['time', moment],
  ['datetime', moment],
  ['duration', one],
  ['list', one],
  ['count', one],
  ['plural', { ...one, named: ['zero', 'one', 'two', 'few', 'many', 'other'], required: ['other'] }],
  ['default', { arguments: 2, named: [], required: [], guards: [0] }],
  ['eq', { arguments: 2, named: [], required: [], guards: [] }],
]);

export const blockNames = ['if', 'unless', 'each', 'with'] as const;
