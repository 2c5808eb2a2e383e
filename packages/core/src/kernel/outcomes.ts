import type { Node, Reaction, Verb } from '@deskbook/dsl/bundle';

/** The outcomes at which a verb has done what it is for: by default the run goes on, and the step's promises hold. */
const good: { readonly [kind in Verb['kind']]: readonly string[] } = {
  do: ['done'],
  task: ['done'],
  ask: ['answered'],
  approve: ['approved'],
  decide: [],
  choose: ['chosen'],
  tree: ['solved', 'explained'],
  wait: ['happened'],
  each: ['done'],
  find: ['found', 'none'],
  run: ['done'],
};

const badDecisions = new Set(['MISSING', 'DENIED', 'no_rule', 'conflict']);

/** Whether a step at this outcome has done what it is for, and so establishes what it promises. */
export function isGood(verb: Verb, outcome: string): boolean {
  if (verb.kind === 'decide') return !badDecisions.has(outcome);
  return good[verb.kind].includes(outcome);
}

/** What happens at an outcome: what the author wrote, else go on where it is good and hold for a person where it is not. */
export function reactionTo(node: Node, outcome: string): Reaction {
  const written = Object.hasOwn(node.outcomes, outcome) ? node.outcomes[outcome] : undefined;
  if (written !== undefined) return written;
  if (node.verb.kind === 'approve' && outcome === 'rejected') return { kind: 'end', end: 'rejected', establishes: [] };
  if (node.verb.kind === 'approve' && outcome === 'withdrawn')
    return { kind: 'end', end: 'cancelled', establishes: [] };
  return { kind: isGood(node.verb, outcome) ? 'continue' : 'hold', establishes: [] };
}

/** The outcome a person may give a held step by having done it by hand; null where nobody can: a decision, an approval, a diagnosis. */
export function byHand(verb: Verb): string | null {
  switch (verb.kind) {
    case 'decide':
    case 'approve':
    case 'choose':
    case 'tree':
      return null;
    case 'find':
      return 'none';
    default:
      return good[verb.kind][0] ?? null;
  }
}

/** Whether doing a step by hand is doing work, which some must not do who did something else in the run. */
export const isWork = ({ kind }: Verb): boolean => ['do', 'task', 'each', 'run'].includes(kind);

/** What a person may answer to a held step. */
export function holdAnswers(verb: Verb): readonly string[] {
  return byHand(verb) === null ? ['retry', 'skip', 'give_up'] : ['retry', 'done', 'skip', 'give_up'];
}
