import type { Json } from '@deskbook/policies';
import { didYouMean, nearest } from '../../diagnostics/did-you-mean.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { emptyValue } from '../../diagnostics/pages/shape/empty-value.ts';
import { malformed } from '../../diagnostics/pages/shape/malformed.ts';
import { misplacedKey } from '../../diagnostics/pages/shape/misplaced-key.ts';
import { missingKey } from '../../diagnostics/pages/shape/missing-key.ts';
import { notYet } from '../../diagnostics/pages/shape/not-yet.ts';
import { outOfBounds } from '../../diagnostics/pages/shape/out-of-bounds.ts';
import { unknownWord } from '../../diagnostics/pages/shape/unknown-word.ts';
import { quote, quoteList } from '../../diagnostics/quote.ts';
import { report } from '../../diagnostics/report.ts';
import { pointerTo } from '../../syntax/pointer.ts';
import { explainType } from './explain-type.ts';
import { explainUnknownKey } from './explain-unknown-key.ts';
import type { Mistake } from './mistake.ts';
import { nameOf, spanOfKey, spanOfValue } from './place.ts';
import type { Place } from './place.ts';

/** Says a mistake in one sentence, at its place, with what to do. */
export function explainMistake(mistake: Mistake, place: Place): Diagnostic {
  const name = nameOf(place);
  switch (mistake.kind) {
    case 'type':
      return explainType(place, mistake.types, mistake.value);
    case 'no_form':
      return explainNoForm(place, mistake.value, mistake.words);
    case 'unknown_key':
      return explainUnknownKey(place, mistake);
    case 'missing_key':
      return explainMissing(place, mistake);
    case 'key_choice':
      return explainChoice(place, mistake.keys, mistake.written);
    case 'word':
      return explainWord(place, mistake.value, mistake.words);
    case 'pattern': {
      const message = `${quote(mistake.value)} is not ${mistake.expects}`;
      return report(malformed, { span: spanOfValue(place), message });
    }
    case 'key_pattern': {
      const span = spanOfKey({ ...place, pointer: pointerTo(place.pointer, mistake.key) });
      return report(malformed, { span, message: `${quote(mistake.key)} is not ${mistake.expects}` });
    }
    case 'too_few': {
      const message = mistake.least === 1 ? `${name} is empty` : `${name} has fewer than ${mistake.least} entries`;
      return report(emptyValue, { span: spanOfValue(place), message });
    }
    case 'too_many':
      return report(outOfBounds, { span: spanOfValue(place), message: `${name} has more than one key` });
    case 'too_small':
      return report(outOfBounds, { span: spanOfValue(place), message: `${name} is at least ${mistake.least}` });
    case 'later': {
      const message = `${name} needs ${mistake.needs}, which this version does not have`;
      return report(notYet, { span: spanOfKey(place), message, help: 'take it out' });
    }
  }
}

function explainNoForm(place: Place, value: Json, words: readonly string[]): Diagnostic {
  const misspelt = Object.keys(value ?? {}).find((key) => nearest(key, words) !== null);
  if (misspelt !== undefined) return explainUnknownKey(place, { key: misspelt, known: words, beside: null, value });
  return report(missingKey, {
    span: spanOfKey(place),
    message: `${nameOf(place)} says none of ${quoteList(words, 20)}`,
    help: 'write one of them',
  });
}

function explainMissing(place: Place, mistake: Extract<Mistake, { kind: 'missing_key' }>): Diagnostic {
  const { key, why, because } = mistake;
  const has = because === null ? 'has' : `has ${quote(because)} and`;
  return report(missingKey, {
    span: spanOfKey(place),
    message: `${nameOf(place)} ${has} no ${quote(key)}`,
    help: why ?? `add \`${key}: \``,
  });
}

function explainChoice(place: Place, keys: readonly string[], written: readonly string[]): Diagnostic {
  const [first = '', second = ''] = keys.map(quote);
  const message =
    written.length > 1
      ? `${nameOf(place)} says both ${first} and ${second}`
      : `${nameOf(place)} says neither ${first} nor ${second}`;
  return report(misplacedKey, { span: spanOfKey(place), message, help: `write ${first} or ${second}` });
}

function explainWord(place: Place, value: Json, words: readonly Json[]): Diagnostic {
  const known = words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word)));
  const meant = typeof value === 'string' ? didYouMean(value, known) : null;
  return report(unknownWord, {
    span: spanOfValue(place),
    message: `${nameOf(place)} cannot be ${quote(value)}`,
    help: meant ?? `write ${quoteList(known, 20).replace(/ and (`[^`]*`)$/u, ' or $1')}`,
  });
}
