import type { Reaction } from '../../../bundle/node.ts';
import { quoteList } from '../../../diagnostics/quote.ts';
import { suggestion } from '../../suggestion.ts';
import { isRecord } from '../../is-record.ts';
import { at, type Place } from '../../place.ts';
import { report } from '../../report.ts';
import { compileReaction } from './compile-reaction.ts';
import type { StepContext } from './step-context.ts';
import { verbOutcomes } from './verb-outcomes.ts';
import type { WrittenStep } from './written-step.ts';
import { unhandledOutcome } from '../../../diagnostics/pages/flow/unhandled-outcome.ts';
import { unknownOutcome } from '../../../diagnostics/pages/flow/unknown-outcome.ts';

/** What happens at every outcome of a step: as written, or the default of its verb where there is one. */
export function compileOutcomes(
  step: WrittenStep,
  context: StepContext,
  place: Place,
): { readonly [outcome: string]: Reaction } {
  const possible = verbOutcomes(step, place);
  const written = isRecord(step.data['outcomes']) ? step.data['outcomes'] : {};
  const reactions: { [outcome: string]: Reaction } = {};
  for (const [outcome, reaction] of possible) {
    const raw = Object.hasOwn(written, outcome) ? written[outcome] : undefined;
    if (raw !== undefined) reactions[outcome] = compileReaction(raw, step, context, at(place, 'outcomes', outcome));
    else if (reaction === 'must') reportUnhandled(step, outcome, place);
    else if (reaction !== 'never') reactions[outcome] = reaction;
  }
  for (const outcome of Object.keys(written)) {
    if (!possible.has(outcome)) reportUnknown(step, outcome, [...possible.keys()], at(place, 'outcomes', outcome));
  }
  return reactions;
}

function reportUnhandled(step: WrittenStep, outcome: string, place: Place): void {
  report(at(place, step.verb), unhandledOutcome, `\`${step.id}\` can end \`${outcome}\`; say what happens then`, {
    on: 'key',
    help: `write \`outcomes: { ${outcome}: … }\`: \`continue\`, \`hold\`, \`{ end: … }\`, \`{ go: … }\`, \`{ task: … }\` or \`{ steps: […] }\``,
  });
}

function reportUnknown(step: WrittenStep, outcome: string, possible: readonly string[], place: Place): void {
  report(place, unknownOutcome, `\`${step.id}\` cannot end \`${outcome}\``, {
    on: 'key',
    help: helpFor(step, outcome, possible),
  });
}

function helpFor(step: WrittenStep, outcome: string, possible: readonly string[]): string {
  if (step.verb === 'choose') return 'what follows a branch stands in its `steps`';
  return suggestion(outcome, possible) ?? `\`${step.verb}\` can end ${quoteList(possible)}`;
}
