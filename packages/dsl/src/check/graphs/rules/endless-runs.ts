import { endlessRun } from '../../../diagnostics/pages/flow/endless-run.ts';
import type { Node } from '../../../bundle/node.ts';
import type { Compiled } from '../../program.ts';
import { findCycles } from '../digraph/find-cycles.ts';
import { everyStep } from './changes.ts';
import { reportAt } from './flow-rule.ts';

/** Workflows that run each other with nothing in between that could end it. */
export function endlessRuns(compiled: Compiled): void {
  const calls = new Map(Object.values(compiled.workflows).map(({ id, nodes }) => [id, nodes.flatMap(calledFor)]));
  for (const cycle of findCycles(calls)) {
    const [first, next = first] = cycle;
    const nodes = first === undefined ? [] : everyStep(compiled.workflows[first]?.nodes ?? []);
    const step = nodes.find(({ verb }) => verb.kind === 'run' && verb.workflow === next);
    if (step === undefined) continue;
    const chain = [...cycle, first ?? ''].map((id) => `\`${id}\``).join(' → ');
    reportAt(compiled, step, ['run'], endlessRun, `workflows run each other for ever: ${chain}`);
  }
}

/** The workflow a step always runs: not one behind a condition, nor one in a branch. */
function calledFor(node: Node): readonly string[] {
  return node.verb.kind === 'run' && node.when === null && node.block === null ? [node.verb.workflow] : [];
}
