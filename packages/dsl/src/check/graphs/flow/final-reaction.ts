import type { Reaction } from '../../../bundle/node.ts';

/** A reaction that is not `go`; `gone` is what the `go`s on the way to it establish. */
export type FinalReaction = Exclude<Reaction, { readonly kind: 'go' }> & { readonly gone: readonly string[] };

/** What an outcome comes to in the end: a `go` that is used up does what its `else` says. */
export function finalReaction(reaction: Reaction): FinalReaction {
  const gone: string[] = [];
  let last = reaction;
  while (last.kind === 'go') {
    gone.push(...last.establishes);
    last = last.otherwise;
  }
  return { ...last, gone };
}
