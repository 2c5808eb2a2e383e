import { didYouMean, quoteList } from '../diagnostics/index.ts';

/** Help for a name that is none of these: the one probably meant; otherwise all there are, if they are few. */
export function suggestion(written: string, names: readonly string[]): string | null {
  const meant = didYouMean(written, names);
  if (meant !== null) return meant;
  return names.length === 0 || names.length > 12
    ? null
    : `there ${names.length === 1 ? 'is' : 'are'} ${quoteList(names)}`;
}
