import type { Json, JsonObject } from '@deskbook/policies';
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
import { explainUnknownKey, unknownKeyAt } from './explain-unknown-key.ts';
import { nameOf, spanOfKey, spanOfValue } from './place.ts';
import type { Place } from './place.ts';
import { parameter, wordsOf } from './shape-error.ts';
import type { ShapeError } from './shape-error.ts';

type Explain = (error: ShapeError, place: Place) => Diagnostic | null;

const explanations: { readonly [keyword: string]: Explain } = {
  type: (error, place) => explainType(place, wordsOf(error.operand), error.value),
  noForm: explainNoForm,
  additionalProperties: explainUnknownKey,
  required: explainMissing,
  dependencies: explainDependency,
  enum: (error, place) => explainWord(place, error.value, wordsOf(error.operand)),
  const: (error, place) => explainWord(place, error.value, wordsOf(error.operand)),
  pattern: explainPattern,
  propertyNames: explainName,
  minItems: explainEmpty,
  minLength: explainEmpty,
  minProperties: explainEmpty,
  maxProperties: (_, place) => outOf(place, `${nameOf(place)} has more than one key`),
  minimum: (error, place) => outOf(place, `${nameOf(place)} is at least ${limitOf(error)}`),
  later: explainLater,
  oneKeyOf: (error, place) => explainKeys(place, error.value, wordsOf(error.operand)),
  anyKeyOf: (error, place) => explainKeys(place, error.value, wordsOf(error.operand)),
};

/** Says in one sentence what an error of the checker means; null for errors that only repeat another. */
export function explainError(error: ShapeError, place: Place): Diagnostic | null {
  if (error.ofName && error.keyword !== 'propertyNames') return null;
  return explanations[error.keyword]?.(error, place) ?? null;
}

function explainNoForm(error: ShapeError, place: Place): Diagnostic {
  const { types, words } = formsOf(error.operand);
  const { value } = error;
  if (typeof value !== 'object' || value === null || Array.isArray(value) || words.length === 0) {
    return explainType(place, types, value);
  }
  const misspelt = Object.keys(value).find((key) => nearest(key, words) !== null);
  if (misspelt !== undefined) return unknownKeyAt(place, misspelt, words);
  const help = words.length > 1 ? 'write one of them' : null;
  const message = `${nameOf(place)} says none of ${quoteList(words, 20)}`;
  return report(missingKey, { span: spanOfKey(place), message, help });
}

function explainMissing(error: ShapeError, place: Place): Diagnostic {
  const key = parameter(error, 'missingProperty');
  const why = error.schema.properties?.[key]?.missing;
  return report(missingKey, {
    span: spanOfKey(place),
    message: `${nameOf(place)} has no ${quote(key)}`,
    help: why ?? `add \`${key}: \``,
  });
}

function explainDependency(error: ShapeError, place: Place): Diagnostic {
  const missingProperty = parameter(error, 'missingProperty');
  const property = parameter(error, 'property');
  const message = `${nameOf(place)} has ${quote(property)} and no ${quote(missingProperty)}`;
  return report(missingKey, { span: spanOfKey(place), message, help: `add \`${missingProperty}: \`` });
}

function explainWord(place: Place, value: Json, known: readonly string[]): Diagnostic {
  if (value === null) return explainType(place, ['string'], value);
  const help = (typeof value === 'string' ? didYouMean(value, known) : null) ?? `write ${quoteList(known, 20)}`;
  return report(unknownWord, {
    span: spanOfValue(place),
    message: `${nameOf(place)} cannot be ${quote(value)}`,
    help: known.length > 1 ? help.replace(/ and (`[^`]*`)$/u, ' or $1') : help,
  });
}

function explainPattern(error: ShapeError, place: Place): Diagnostic {
  const { expects } = error.schema;
  const message = `${quote(error.value)} is not ${expects ?? 'written as it should be'}`;
  return report(malformed, { span: spanOfValue(place), message });
}

function explainName(error: ShapeError, place: Place): Diagnostic {
  const name = parameter(error, 'propertyName');
  const key: Place = { ...place, pointer: pointerTo(place.pointer, name) };
  return report(malformed, {
    span: spanOfKey(key),
    message: `${quote(name)} is not ${error.schema.propertyNames?.expects ?? 'a name'}`,
  });
}

function explainEmpty(error: ShapeError, place: Place): Diagnostic {
  const limit = limitOf(error);
  const message = limit === '1' ? `${nameOf(place)} is empty` : `${nameOf(place)} has fewer than ${limit} entries`;
  return report(emptyValue, { span: spanOfValue(place), message });
}

function explainLater(error: ShapeError, place: Place): Diagnostic {
  const message = `${nameOf(place)} needs ${wordsOf(error.operand).join('')}, which this version does not have`;
  return report(notYet, { span: spanOfKey(place), message, help: 'take it out' });
}

function explainKeys(place: Place, value: Json, keys: readonly string[]): Diagnostic {
  const written = keys.filter((key) => typeof value === 'object' && value !== null && Object.hasOwn(value, key));
  const [first = '', second = ''] = keys.map(quote);
  const message =
    written.length > 1
      ? `${nameOf(place)} says both ${first} and ${second}`
      : `${nameOf(place)} says neither ${first} nor ${second}`;
  return report(misplacedKey, { span: spanOfKey(place), message, help: `write ${first} or ${second}` });
}

function outOf(place: Place, message: string): Diagnostic {
  return report(outOfBounds, { span: spanOfValue(place), message });
}

function limitOf(error: ShapeError): string {
  return parameter(error, 'limit');
}

function formsOf(operand: Json): { readonly types: readonly string[]; readonly words: readonly string[] } {
  if (typeof operand !== 'object' || operand === null || Array.isArray(operand)) return { types: [], words: [] };
  const { types = [], words = [] } = operand as JsonObject;
  return { types: wordsOf(types), words: wordsOf(words) };
}
