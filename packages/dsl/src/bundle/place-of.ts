import type { Reference } from '@deskbook/policies';
import type { Bundle, Origin } from './bundle.ts';

/**
 * Where the thing a reference names was written: its own place, else that of the nearest thing around it. Null for what no
 * file of the bundle wrote (built-in actions and templates).
 *
 * @example
 * placeOf(bundle, 'decision/access-request#/rules/0/when'); // { file: 'decisions.yaml', line: 12, column: 7 }
 */
export function placeOf(bundle: Pick<Bundle, 'origins'>, reference: Reference): Origin | null {
  const start = reference.indexOf('#') + 1;
  if (start === 0) return own(bundle, reference);
  for (let name = reference; ; name = name.slice(0, name.lastIndexOf('/'))) {
    const origin = own(bundle, name);
    if (origin !== null || name.length <= start) return origin;
  }
}

function own({ origins }: Pick<Bundle, 'origins'>, reference: Reference): Origin | null {
  return Object.hasOwn(origins, reference) ? (origins[reference] ?? null) : null;
}
