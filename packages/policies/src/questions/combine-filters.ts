import { negate } from '../conditions/kleene.ts';
import type { Truth } from '../conditions/truth.ts';
import type { Filter } from './filter.ts';

/** A filter that is decided already. */
export function knownFilter(truth: Truth): Filter {
  return { kind: 'known', truth };
}

/** Kleene's `all` of filters, without the parts that cannot change it. */
export function allFilters(parts: readonly Filter[]): Filter {
  return joined('all', parts, 'holds', 'fails');
}

/** Kleene's `any` of filters, without the parts that cannot change it. */
export function anyFilter(parts: readonly Filter[]): Filter {
  return joined('any', parts, 'fails', 'holds');
}

/** Kleene's negation of a filter. */
export function notFilter(part: Filter): Filter {
  if (part.kind === 'known') return knownFilter(negate(part.truth));
  return part.kind === 'not' ? part.of : { kind: 'not', of: part };
}

function joined(kind: 'all' | 'any', parts: readonly Filter[], neutral: Truth, decisive: Truth): Filter {
  const isKnown = (part: Filter, truth: Truth): boolean => part.kind === 'known' && part.truth === truth;
  if (parts.some((part) => isKnown(part, decisive))) return knownFilter(decisive);
  const rest = parts.filter((part) => !isKnown(part, neutral));
  const open = rest.filter((part) => part.kind !== 'known');
  const left = open.length < rest.length ? [...open, knownFilter('undecided')] : open;
  return left.length === 0
    ? knownFilter(neutral)
    : left.length === 1 && left[0] !== undefined
      ? left[0]
      : { kind, of: left };
}
