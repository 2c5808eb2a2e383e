import type { Node } from '../../../bundle/node.ts';
import type { Analysis, Played } from './analyse-workflow.ts';
import { enclosingBlocks } from './flow.ts';
import { finalReaction } from './final-reaction.ts';
import { stepGains, whoGains } from './step-gains.ts';

/**
 * How a token comes to be missing at a step, to be said after "when": the decision, branch or outcome by which it is missed, or
 * null where nothing gives it at all. `relevant` are the ways the step runs, `failing` those of them on which the token is missing.
 */
export function witnessOf(
  token: string,
  node: Node | null,
  failing: readonly Played[],
  relevant: readonly Played[],
  analysis: Analysis,
): string | null {
  const givers = whoGains(analysis.flow.nodes.values(), token);
  if (givers.length === 0) return null;
  return decisive(failing, relevant) ?? structural(token, node, givers, analysis);
}

/** A single choice with which the token is always missing, if it is not missing with every other; else a whole way. */
function decisive(failing: readonly Played[], relevant: readonly Played[]): string | null {
  if (failing.length === relevant.length) return null;
  const failed = new Set(failing);
  const choices = failing.flatMap(({ scenario }) => scenario.choices.map(({ words }) => words));
  for (const words of new Set(choices)) {
    const chosen = relevant.filter(({ scenario }) => scenario.choices.some((choice) => choice.words === words));
    if (chosen.length < relevant.length && chosen.every((played) => failed.has(played))) return words;
  }
  return failing[0]?.scenario.choices.map(({ words }) => words).join(' and ') ?? null;
}

function structural(token: string, node: Node | null, givers: readonly Node[], analysis: Analysis): string {
  const reasons = givers.map((giver) => reasonFor(token, node, giver, analysis));
  return reasons[0] ?? '';
}

/** Why one step that could give the token does not surely give it. */
function reasonFor(token: string, node: Node | null, giver: Node, analysis: Analysis): string {
  const before = node === null ? null : (analysis.before.get(node.id) ?? new Set<string>());
  for (const block of enclosingBlocks(analysis.flow, giver.id)) {
    if (block.owner === null || before?.has(giver.id) === true) break;
    const shared = node !== null && enclosingBlocks(analysis.flow, node.id).some(({ id }) => id === block.id);
    if (!shared && (before === null || before.has(block.owner)))
      return `\`${block.owner}\` does not go \`${block.way}\``;
  }
  if (before !== null && !before.has(giver.id)) return `\`${giver.id}\` has not finished`;
  if (giver.when !== null) return `\`${giver.id}\` is skipped`;
  const outcome = outcomeWithout(token, giver);
  return outcome === null ? `\`${giver.id}\` has not finished` : `\`${giver.id}\` ends \`${outcome}\``;
}

/** An outcome of a step that leads on without the token. */
function outcomeWithout(token: string, giver: Node): string | null {
  for (const [outcome, reaction] of Object.entries(giver.outcomes)) {
    const { kind } = finalReaction(reaction);
    if (kind !== 'continue' && kind !== 'block') continue;
    const gained = [
      ...stepGains.at(giver, outcome),
      ...stepGains.finished(giver, outcome),
      ...stepGains.reaction(reaction),
    ];
    if (!gained.includes(token)) return outcome;
  }
  return null;
}
