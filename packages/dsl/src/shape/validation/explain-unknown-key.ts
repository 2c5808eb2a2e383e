import type { Json } from '@deskbook/policies';
import { nearest } from '../../diagnostics/did-you-mean.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { misplacedKey } from '../../diagnostics/pages/shape/misplaced-key.ts';
import { unknownKey } from '../../diagnostics/pages/shape/unknown-key.ts';
import { quote, quoteList } from '../../diagnostics/quote.ts';
import { report } from '../../diagnostics/report.ts';
import { pointerTo } from '../../syntax/pointer.ts';
import { spanOfKey } from './place.ts';
import type { Place } from './place.ts';

interface UnknownKey {
  readonly key: string;
  readonly known: readonly string[];
  readonly beside: string | null;
  readonly value: Json;
}

/** A key that does not stand there: misspelt, of another form of the same thing, or of something else. */
export function explainUnknownKey(place: Place, { key, known, beside, value }: UnknownKey): Diagnostic {
  const span = spanOfKey({ ...place, pointer: pointerTo(place.pointer, key) });
  if (beside !== null) {
    const message = `${quote(key)} cannot stand beside ${quote(beside)}`;
    return report(misplacedKey, { span, message, help: 'keep one of the two' });
  }
  const own = Object.keys(value ?? {});
  const open = known.filter((other) => !own.includes(other));
  const meant = nearest(key, open);
  const message =
    place.pointer === ''
      ? `${withArticle(place.definition.kind)} has no key ${quote(key)}`
      : `there is no key ${quote(key)} here`;
  if (meant === null) {
    return report(unknownKey, {
      span,
      message,
      help: `the keys here are ${quoteList(open.length > 0 ? open : known, 20)}`,
    });
  }
  return report(unknownKey, {
    span,
    message,
    help: `did you mean ${quote(meant)}`,
    fixes: [{ title: `write ${quote(meant)}`, applicability: 'unsafe', edits: [{ span, text: meant }] }],
  });
}

function withArticle(noun: string): string {
  return /^[aeiou]/u.test(noun) ? `an ${noun}` : `a ${noun}`;
}
