import type { Branch, Node, NodeId, Reaction } from '../../../bundle/node.ts';
import { finallyBlock } from '../../../bundle/finally-block.ts';
import { finalReaction } from './final-reaction.ts';
import type { Block, Flow } from './flow.ts';
import { needed } from './precedence.ts';
import type { Scenario } from './scenario.ts';
import { bringsOutput } from './step-gains.ts';
import { guardedSteps } from './step-reads.ts';
import { truthIn } from './truth-in.ts';

/** What a step makes sure. Tokens are any words: labels it establishes, fields that can be read from it, marks of a rule. */
export interface Gains {
  /** Once the outcome is known, and so already for the outcome's own steps. */
  at(node: Node, outcome: string): Iterable<string>;
  /** By what was written for the outcome, and so for the outcome's own steps too. */
  reaction(reaction: Reaction): Iterable<string>;
  /** Once the step has finished; null where its verb has no outcomes. */
  finished(node: Node, outcome: string | null): Iterable<string>;
}

/** What a scenario comes to for one step. */
export interface StepFlow {
  /** Whether it can start and is not surely skipped. */
  readonly runs: boolean;
  /** Whether steps behind it can start: it was skipped, or an outcome led on. */
  readonly settles: boolean;
  /** What is sure when it starts. */
  readonly sure: ReadonlySet<string>;
}

/** One way the run can end, and what is sure then. `node` is null where simply all steps have settled. */
export interface EndFlow {
  readonly end: string;
  readonly node: NodeId | null;
  readonly outcome: string | null;
  readonly sure: ReadonlySet<string>;
}

/** Everything a scenario comes to. */
export interface ScenarioFlow {
  readonly steps: ReadonlyMap<NodeId, StepFlow>;
  readonly ends: readonly EndFlow[];
}

type Passed = ReadonlySet<string> | null;

/**
 * Walks a workflow as a scenario lets it go, keeping what is sure on every way: a step counts what all of its possible
 * outcomes give, and a step that may be skipped gives nothing of its own. A hold gives nothing either, since what comes of it is a
 * person's doing. Of what leads to `finally` nothing is sure, since a run can be cancelled at any moment, but what its steps ask for.
 */
export function runScenario(flow: Flow, scenario: Scenario, gains: Gains, given: Iterable<string>): ScenarioFlow {
  const steps = new Map<NodeId, StepFlow>();
  const ends: EndFlow[] = [];
  const top = runBlock(flow.blocks.get(''), new Set(given), true);
  if (top !== null) ends.push({ end: 'done', node: null, outcome: null, sure: top });
  runBlock(flow.blocks.get(finallyBlock), new Set(given), true);
  return { steps, ends };

  function runBlock(block: Block | undefined, entry: ReadonlySet<string>, reached: boolean): Passed {
    const after = new Map<NodeId, Passed>();
    const sure = new Set(entry);
    let settles = true;
    for (const node of block?.nodes ?? []) {
      const passed = runNode(node, entry, reached, after);
      after.set(node.id, passed);
      if (passed === null) settles = false;
      for (const token of passed ?? []) sure.add(token);
    }
    return reached && settles ? sure : null;
  }

  function runNode(
    node: Node,
    entry: ReadonlySet<string>,
    reached: boolean,
    after: ReadonlyMap<NodeId, Passed>,
  ): Passed {
    const guards = node.block === finallyBlock ? guardsOf(node) : [];
    const settled = startOf(node, entry, after);
    const sure = settled === null ? null : plus(settled, guards.flatMap(sureAfter));
    const starts = reached && sure !== null && guards.every((guard) => steps.get(guard.id)?.runs === true);
    const when = node.when === null ? 'holds' : truthIn(scenario, node.when);
    const runs = starts && when !== 'fails';
    const known = sure ?? entry;
    const ways = waysOn(node, known, runs);
    if (starts && when !== 'holds') ways.push(known);
    const passed = common(ways);
    steps.set(node.id, { runs, settles: passed !== null, sure: known });
    return passed;
  }

  /** The steps of the workflow itself that a step of `finally` asks about: it runs only where they did. */
  function guardsOf({ when }: Node): readonly Node[] {
    return [...guardedSteps(when)].flatMap((id) => flow.nodes.get(id) ?? []).filter(({ id }) => steps.has(id));
  }

  /** What is sure where a step did run and can be read. */
  function sureAfter(guard: Node): readonly string[] {
    const fixed = scenario.outcomes.get(guard.id);
    const outcomes = Object.keys(guard.outcomes).filter((outcome) => fixed === undefined || fixed === outcome);
    const readable = outcomes.filter((outcome) => bringsOutput(guard.verb, outcome));
    const ways = readable.map((outcome) => new Set([...gains.at(guard, outcome), ...gains.finished(guard, outcome)]));
    return [...(steps.get(guard.id)?.sure ?? []), ...(common(ways) ?? [])];
  }

  /** What is sure after each way the step's verb can turn out and lead on. The blocks inside it are walked even where it cannot run. */
  function waysOn(node: Node, sure: ReadonlySet<string>, runs: boolean): ReadonlySet<string>[] {
    if (node.verb.kind === 'choose') {
      const open = openBranches(node.verb.branches, scenario);
      return node.verb.branches.flatMap((branch) => {
        const passed = runBlock(flow.inside.get(node.id)?.get(branch.id), sure, runs && open.has(branch.id));
        return passed === null || !open.has(branch.id) ? [] : [plus(passed, gains.finished(node, null))];
      });
    }
    if (node.verb.kind === 'each') runBlock(flow.inside.get(node.id)?.get('each'), sure, runs);
    const fixed = scenario.outcomes.get(node.id);
    return Object.entries(node.outcomes).flatMap(([outcome, reaction]) => {
      const possible = runs && (fixed === undefined || fixed === outcome);
      const passed = react(node, outcome, reaction, plus(sure, gains.at(node, outcome)), possible);
      return passed === null || !possible ? [] : [plus(passed, gains.finished(node, outcome))];
    });
  }

  function react(
    node: Node,
    outcome: string,
    reaction: Reaction,
    sure: ReadonlySet<string>,
    possible: boolean,
  ): Passed {
    const final = finalReaction(reaction);
    const known = plus(sure, gains.reaction({ kind: 'continue', establishes: [...final.gone, ...final.establishes] }));
    if (final.kind === 'block') return runBlock(flow.inside.get(node.id)?.get(outcome), known, possible);
    if (!possible) return null;
    if (final.kind === 'end' || final.kind === 'undo')
      ends.push({ end: final.end, node: node.id, outcome, sure: known });
    return final.kind === 'continue' ? known : null;
  }
}

/** What is sure when a step may start, or null when too few of its needs can settle. */
function startOf(
  node: Node,
  entry: ReadonlySet<string>,
  after: ReadonlyMap<NodeId, Passed>,
): ReadonlySet<string> | null {
  const settled = [...new Set(node.needs)].flatMap((need) => after.get(need) ?? []);
  const count = Math.min(needed(node), new Set(node.needs).size);
  if (settled.length < count) return null;
  const votes = new Map<string, number>();
  for (const token of settled.flatMap((passed) => [...passed])) votes.set(token, (votes.get(token) ?? 0) + 1);
  return plus(
    entry,
    [...votes].filter(([, given]) => given > settled.length - count).map(([token]) => token),
  );
}

/** The branches a `choose` can take: none behind one that surely holds, none that surely fails. */
function openBranches(branches: readonly Branch[], scenario: Scenario): ReadonlySet<string> {
  const open = new Set<string>();
  for (const branch of branches) {
    const truth = branch.when === null ? 'holds' : truthIn(scenario, branch.when);
    if (truth !== 'fails') open.add(branch.id);
    if (truth === 'holds') break;
  }
  return open;
}

function plus(sure: ReadonlySet<string>, more: Iterable<string>): ReadonlySet<string> {
  return new Set([...sure, ...more]);
}

function common(ways: readonly ReadonlySet<string>[]): Passed {
  const [first, ...rest] = ways;
  if (first === undefined) return null;
  return new Set([...first].filter((token) => rest.every((way) => way.has(token))));
}
