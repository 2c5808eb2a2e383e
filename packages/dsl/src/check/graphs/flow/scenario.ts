import type { Json } from '@deskbook/policies';
import type { NodeId } from '../../../bundle/node.ts';

/**
 * One way things can turn out, as far as the conditions of a workflow can tell: facts that decisions and approvals would have set
 * (`null`: surely no value), outcomes of steps, and conditions on other facts that appear more than once. What a scenario does not
 * say stays open.
 */
export interface Scenario {
  readonly facts: ReadonlyMap<string, Json>;
  readonly outcomes: ReadonlyMap<NodeId, string>;
  /** Comparisons by key. */
  readonly comparisons: ReadonlyMap<string, boolean>;
  /** The choices that make it, in words: ['`verdict` is `ALLOWED`']. */
  readonly choices: readonly Choice[];
}

/** One choice of a scenario. `variable` is what was chosen for; `words` how to say it after `when`. */
export interface Choice {
  readonly variable: string;
  readonly words: string;
}

/** Something that can turn out in more than one way. */
export interface Variable {
  readonly name: string;
  readonly ways: readonly Way[];
}

/** One way a variable can turn out. */
export interface Way {
  readonly words: string;
  readonly facts?: ReadonlyMap<string, Json>;
  readonly outcome?: readonly [NodeId, string];
  readonly comparison?: readonly [string, boolean];
}

/** The scenario about which nothing is assumed. */
export const openScenario: Scenario = { facts: new Map(), outcomes: new Map(), comparisons: new Map(), choices: [] };

/** Every combination of the variables' ways, as long as there are no more than `limit`: later variables are then left open. */
export function scenariosOf(variables: readonly Variable[], limit = 512): readonly Scenario[] {
  let scenarios: readonly Scenario[] = [openScenario];
  for (const variable of variables) {
    if (scenarios.length * variable.ways.length > limit) continue;
    scenarios = scenarios.flatMap((scenario) => variable.ways.map((way) => extended(scenario, variable.name, way)));
  }
  return scenarios;
}

function extended(scenario: Scenario, variable: string, way: Way): Scenario {
  return {
    facts: new Map([...scenario.facts, ...(way.facts ?? [])]),
    outcomes: way.outcome === undefined ? scenario.outcomes : new Map([...scenario.outcomes, way.outcome]),
    comparisons:
      way.comparison === undefined ? scenario.comparisons : new Map([...scenario.comparisons, way.comparison]),
    choices: [...scenario.choices, { variable, words: way.words }],
  };
}
