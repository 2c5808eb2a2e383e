import type { FactPath } from '@deskbook/policies';
import type { Derivation } from './fact-model.ts';

/** The facts that a derivation names; of a count, whose condition is about other tickets, none. */
export function derivedFrom(derivation: Derivation): readonly FactPath[] {
  switch (derivation.kind) {
    case 'join':
    case 'sum':
      return derivation.of;
    case 'since':
      return [derivation.of];
    case 'lookup':
      return [derivation.by];
    case 'count':
      return [];
  }
}
