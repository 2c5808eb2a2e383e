import type { Json } from '@deskbook/policies';
import type { Diagnostic, Fix } from '../../diagnostics/diagnostic.ts';
import { wrongForm } from '../../diagnostics/pages/shape/wrong-form.ts';
import { emptyValue } from '../../diagnostics/pages/shape/empty-value.ts';
import { numberForText } from '../../diagnostics/pages/shape/number-for-text.ts';
import { quote } from '../../diagnostics/quote.ts';
import { report } from '../../diagnostics/report.ts';
import { describeTypes, describeValue } from './describe-value.ts';
import { nameOf, sourceOf, spanOfKey, spanOfValue } from './place.ts';
import type { Place } from './place.ts';

/** A value of another type than the language wants there. */
export function explainType(place: Place, types: readonly string[], value: Json): Diagnostic {
  const span = spanOfValue(place);
  const name = nameOf(place);
  const expected = describeTypes(types);
  if (value === null) {
    return report(emptyValue, { span: spanOfKey(place), message: `${name} is empty`, help: `give it ${expected}` });
  }
  const source = sourceOf(place);
  if ((typeof value === 'number' || typeof value === 'boolean') && types.includes('string')) {
    return report(numberForText, {
      span,
      message: `${quote(source)} is ${whatNumber(value, source)}, and ${name} is a text`,
      help: 'put it in quotes',
      fixes: [{ title: 'put it in quotes', applicability: 'safe', edits: [{ span, text: `'${source}'` }] }],
    });
  }
  const fixes = fixesFor(place, types, value, source);
  return report(wrongForm, {
    span: typeof value === 'object' ? spanOfKey(place) : span,
    message: `${name} is ${expected}, and this is ${describeValue(value)}`,
    ...(fixes[0] === undefined ? {} : { help: fixes[0].title, fixes }),
  });
}

/** `the number 1.1` where it was written `1.10`. */
function whatNumber(value: number | boolean, source: string): string {
  if (typeof value === 'boolean') return 'a truth value';
  return source === String(value) ? 'a number' : `the number ${value}`;
}

const truths: { readonly [word: string]: string } = {
  yes: 'true',
  on: 'true',
  y: 'true',
  no: 'false',
  off: 'false',
  n: 'false',
};

function fixesFor(place: Place, types: readonly string[], value: Json, source: string): readonly Fix[] {
  const span = spanOfValue(place);
  const [type] = types;
  if (types.length === 1 && type === 'boolean' && typeof value === 'string') {
    const truth = truths[value.toLowerCase()];
    if (truth === undefined) return [];
    return [{ title: `write \`${truth}\``, applicability: 'safe', edits: [{ span, text: truth }] }];
  }
  if (types.includes('array') && typeof value !== 'object' && !source.includes('\n')) {
    const text = `[${source}]`;
    return [{ title: `write ${quote(text)}`, applicability: 'safe', edits: [{ span, text }] }];
  }
  return [];
}
