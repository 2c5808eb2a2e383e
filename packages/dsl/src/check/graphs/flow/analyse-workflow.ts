import type { Decision } from '@deskbook/policies';
import type { NodeId } from '../../../bundle/node.ts';
import type { Workflow } from '../../../bundle/workflow.ts';
import { flowOf, type Flow } from './flow.ts';
import { precedence } from './precedence.ts';
import { runScenario, type ScenarioFlow } from './run-scenario.ts';
import { scenariosOf, type Scenario } from './scenario.ts';
import { labelOf, stepGains } from './step-gains.ts';
import { stepVariables, variablesOf } from './variables.ts';

/** A scenario, and what it comes to. */
export interface Played {
  readonly scenario: Scenario;
  readonly flow: ScenarioFlow;
}

/** Everything the rules of flow want to know of a workflow. */
export interface Analysis {
  readonly workflow: Workflow;
  readonly flow: Flow;
  readonly before: ReadonlyMap<NodeId, ReadonlySet<NodeId>>;
  /** Every way decisions and facts can turn out together, a fact being the same throughout. */
  readonly played: readonly Played[];
  /** Every way decisions alone can: a fact may change while the run goes on, and so be one thing here and another there. */
  readonly playedFreely: readonly Played[];
}

/** Plays a workflow through in every way its decisions and conditions can turn out. */
export function analyseWorkflow(workflow: Workflow, decisions: { readonly [id: string]: Decision }): Analysis {
  const flow = flowOf(workflow.nodes);
  const given = workflow.plan.assumes.map(labelOf);
  const play = (scenario: Scenario): Played => ({ scenario, flow: runScenario(flow, scenario, stepGains, given) });
  return {
    workflow,
    flow,
    before: precedence(flow),
    played: scenariosOf(variablesOf(flow, decisions)).map(play),
    playedFreely: scenariosOf(stepVariables(flow, decisions)).map(play),
  };
}
