import type { Condition } from '@deskbook/policies';
import type { Node } from '../../../bundle/node.ts';
import { maybeMissing } from '../../../diagnostics/pages/flow/maybe-missing.ts';
import { placeAt } from '../../place-at.ts';
import type { Compiled } from '../../program.ts';
import { report } from '../../report.ts';
import type { Analysis, Played } from '../flow/analyse-workflow.ts';
import { enclosingBlocks } from '../flow/flow.ts';
import { outputOf } from '../flow/step-gains.ts';
import type { Scenario } from '../flow/scenario.ts';
import { truthIn } from '../flow/truth-in.ts';
import { guardedSteps, stepOf, stepReads, type Read } from '../flow/step-reads.ts';
import { witnessOf } from '../flow/witness.ts';

/** What a step reads of another is there on every way that leads to it, or the step asks for it first. */
export function stepValues(analysis: Analysis, compiled: Compiled): void {
  for (const node of analysis.flow.nodes.values()) {
    const guarded = new Set<string>();
    for (const condition of conditionsAround(node, analysis)) {
      for (const step of guardedSteps(condition)) guarded.add(step);
    }
    for (const read of stepReads(node)) {
      const step = stepOf(read.path);
      if (step !== null && (!guarded.has(step) || isComparedUnguarded(read, node)))
        checkRead(read, step, node, analysis, compiled);
    }
  }
}

/** The conditions that hold whenever a step runs: its own, and those of the branches and steps around it. */
function conditionsAround(node: Node, analysis: Analysis): readonly Condition[] {
  const around = enclosingBlocks(analysis.flow, node.id).flatMap(({ owner, way }) => {
    const outer = owner === null ? undefined : analysis.flow.nodes.get(owner);
    const branch = outer?.verb.kind === 'choose' ? outer.verb.branches.find(({ id }) => id === way) : undefined;
    return [branch?.when ?? null, outer?.when ?? null];
  });
  return [node.when, ...around].filter((condition) => condition !== null);
}

/** A comparison in the step's own condition does not guard itself: it only does where another part asks whether it is known. */
function isComparedUnguarded(read: Read, node: Node): boolean {
  if (node.when === null || !read.reference.startsWith(`${node.reference}/when`)) return false;
  const step = stepOf(read.path);
  return step === null || !asksKnown(node.when, step);
}

function asksKnown(condition: Condition, step: string): boolean {
  if (condition.kind === 'all') return condition.of.some((part) => asksKnown(part, step));
  return condition.kind === 'compare' && condition.operator === 'known' && guardedSteps(condition).has(step);
}

/** Whether a decision sets nothing under the name that is read, and the reader would stand still for want of it. */
function isUnset({ path, asked }: Read, scenario: Scenario): boolean {
  if (scenario.facts.get(path) !== null) return false;
  const [own, ...earlier] = asked;
  if (own === undefined) return true;
  return (
    truthIn(scenario, own) === 'undecided' && !earlier.some((condition) => truthIn(scenario, condition) === 'holds')
  );
}

function checkRead(read: Read, step: string, node: Node, analysis: Analysis, compiled: Compiled): void {
  const relevant = analysis.played.filter(({ flow }) => flow.steps.get(node.id)?.runs === true);
  const decides = analysis.flow.nodes.get(step)?.verb.kind === 'decide';
  const isThere = ({ flow }: Played): boolean => flow.steps.get(node.id)?.sure.has(outputOf(step)) === true;
  const absent = relevant.filter((played) => !isThere(played));
  const unset = relevant.filter((played) => isThere(played) && decides && isUnset(read, played.scenario));
  const place = placeAt(compiled.checking, read.reference);
  if (absent.length + unset.length === 0 || place === null) return;
  const witness =
    step === node.id
      ? `\`${step}\` has not finished`
      : absent.length === 0
        ? (unset[0]?.scenario.choices.find(({ variable }) => variable === step)?.words ?? null)
        : witnessOf(outputOf(step), node, absent, relevant, analysis);
  const when = witness === null ? 'here' : `when ${witness}`;
  report(place, maybeMissing, `\`${read.path}\` does not exist ${when}`, {
    help: `read it only where it is there, for example with \`when: { ${read.path}: { known: true } }\``,
  });
}
