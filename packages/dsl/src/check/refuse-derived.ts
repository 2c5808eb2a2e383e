import { derivedFact } from '../diagnostics/pages/reference/derived-fact.ts';
import type { FactPath } from '@deskbook/policies';
import type { Place } from './place.ts';
import { report } from './report.ts';

/** Derived facts follow from others: nobody else sets them. */
export function refuseDerived(fact: FactPath, place: Place, on: 'key' | 'value'): void {
  if (!Object.hasOwn(place.scope.model.derived, fact)) return;
  report(place, derivedFact, `\`${fact}\` is derived from other facts, and is set by nothing else`, { on });
}
