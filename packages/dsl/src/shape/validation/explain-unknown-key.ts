import { nearest } from '../../diagnostics/did-you-mean.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { misplacedKey } from '../../diagnostics/pages/shape/misplaced-key.ts';
import { unknownKey } from '../../diagnostics/pages/shape/unknown-key.ts';
import { quote, quoteList } from '../../diagnostics/quote.ts';
import { report } from '../../diagnostics/report.ts';
import { pointerTo } from '../../syntax/pointer.ts';
import { spanOfKey } from './place.ts';
import type { Place } from './place.ts';
import { parameter } from './shape-error.ts';
import type { ShapeError } from './shape-error.ts';

/** A key that does not stand there: misspelt, of another form of the same thing, or of something else. */
export function explainUnknownKey(error: ShapeError, place: Place): Diagnostic {
  const key = parameter(error, 'additionalProperty');
  const { schema } = error;
  const known = Object.keys(schema.properties ?? {});
  const own = Object.keys(error.value ?? {});
  const span = spanOfKey({ ...place, pointer: pointerTo(place.pointer, key) });
  if (schema.rivals?.includes(key) === true) {
    const chosen = own.find((other) => schema.chosenBy?.includes(other) === true) ?? '';
    const message = `${quote(key)} cannot stand beside ${quote(chosen)}`;
    return report(misplacedKey, { span, message, help: 'keep one of the two' });
  }
  const missing = known.filter((other) => !own.includes(other));
  return unknownKeyAt(place, key, missing.length > 0 ? missing : known);
}

/** A key that does not stand in the mapping at a place, where `known` could. */
export function unknownKeyAt(place: Place, key: string, known: readonly string[]): Diagnostic {
  const span = spanOfKey({ ...place, pointer: pointerTo(place.pointer, key) });
  const meant = nearest(key, known);
  const { kind } = place.definition;
  const article = /^[aeiou]/u.test(kind) ? 'an' : 'a';
  const message =
    place.pointer === '' ? `${article} ${kind} has no key ${quote(key)}` : `there is no key ${quote(key)} here`;
  if (meant === null) return report(unknownKey, { span, message, help: `the keys here are ${quoteList(known, 20)}` });
  return report(unknownKey, {
    span,
    message,
    help: `did you mean ${quote(meant)}`,
    fixes: [{ title: `write \`${meant}\``, applicability: 'unsafe', edits: [{ span, text: meant }] }],
  });
}
