import type { Json, JsonObject } from '@deskbook/policies';
import type { Reaction } from '../../../bundle/node.ts';
import { suggestion } from '../../suggestion.ts';
import { isRecord } from '../../is-record.ts';
import { at, type Place } from '../../place.ts';
import { report } from '../../report.ts';
import { spell } from '../../spell.ts';
import { blockKey, type StepContext } from './step-context.ts';
import type { WrittenStep } from './written-step.ts';
import { goForward } from '../../../diagnostics/pages/flow/go-forward.ts';
import { unknownStep } from '../../../diagnostics/pages/flow/unknown-step.ts';

/** What happens at an outcome, as written. Steps and tasks inside it are compiled where all steps are; here they are a block. */
export function compileReaction(raw: Json, step: WrittenStep, context: StepContext, place: Place): Reaction {
  if (!isRecord(raw)) return { kind: raw === 'hold' ? 'hold' : 'continue', establishes: [] };
  const establishes = labelsOf(raw['establishes']);
  if (typeof raw['go'] === 'string') return { ...compileGo(raw['go'], raw, step, context, place), establishes };
  if (raw['undo'] !== undefined) return { kind: 'undo', end: spell(raw['end']), establishes };
  if (typeof raw['end'] === 'string') return { kind: 'end', end: raw['end'], establishes };
  // What a task establishes is established once it is done: by the step it stands for.
  if (raw['task'] !== undefined) return { kind: 'block', establishes: [] };
  if (raw['steps'] !== undefined) return { kind: 'block', establishes };
  return { kind: 'continue', establishes };
}

/** A list of labels; nothing where none is written. */
export function labelsOf(raw: Json | undefined): readonly string[] {
  return Array.isArray(raw) ? raw.filter((label: Json) => typeof label === 'string') : [];
}

function compileGo(to: string, raw: JsonObject, step: WrittenStep, context: StepContext, place: Place): Reaction {
  const targets = goTargets(step, context);
  if (!targets.includes(to)) reportTarget(to, targets, step, context, at(place, 'go'));
  const otherwise = compileReaction(raw['else'] ?? 'hold', step, context, at(place, 'else'));
  const atMost = typeof raw['at_most'] === 'number' ? raw['at_most'] : 1;
  return { kind: 'go', to, atMost, otherwise, establishes: [] };
}

/**
 * The steps a step may go back to: itself, those above it in its block, and for every block around it the step that holds it and
 * those above that one. The body of an `each` is a run of its own, and nothing leads out of it.
 */
function goTargets(step: WrittenStep, context: StepContext): readonly string[] {
  const targets: string[] = [];
  for (let here: WrittenStep | undefined = step; here !== undefined;) {
    const beside = context.blocks.get(blockKey(here)) ?? [];
    const index: number = beside.findIndex(({ id }) => id === here?.id);
    targets.push(...beside.slice(0, index + 1).map(({ id }) => id));
    here = here.block === null ? undefined : context.steps.get(here.around.at(-1) ?? '');
  }
  return targets;
}

function reportTarget(
  to: string,
  targets: readonly string[],
  step: WrittenStep,
  context: StepContext,
  place: Place,
): void {
  if (!context.steps.has(to)) {
    report(place, unknownStep, `there is no step \`${to}\``, { help: suggestion(to, targets) });
    return;
  }
  report(place, goForward, `\`${to}\` does not stand above \`${step.id}\`, so it cannot be gone back to`, {
    help: 'a step can go back to one above it, in its own block or in a block around it',
  });
}
