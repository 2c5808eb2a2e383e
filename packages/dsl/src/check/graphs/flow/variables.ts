import type { Condition, Decision, Json } from '@deskbook/policies';
import type { Node, NodeId } from '../../../bundle/node.ts';
import { decisionOutcomes } from '../steps/decision-outcomes.ts';
import { factVariables } from './fact-variables.ts';
import type { Flow } from './flow.ts';
import type { Variable, Way } from './scenario.ts';
import { stepReads } from './step-reads.ts';
import { comparisonsIn } from './truth-in.ts';

type Decisions = { readonly [id: string]: Decision };

/** What decisions and approvals of the workflow come to, as far as it is asked about. It does not change again by itself. */
export function stepVariables(flow: Flow, decisions: Decisions): readonly Variable[] {
  const nodes = [...flow.nodes.values()];
  const compared = nodes
    .flatMap(conditionsOf)
    .flatMap(comparisonsIn)
    .map(({ fact }) => fact);
  const asked = new Set([...compared, ...nodes.flatMap(stepReads).map(({ path }) => path)]);
  return nodes.flatMap((node) => stepVariable(node, decisions, asked) ?? []);
}

/** What can turn out one way or another and is asked about more than once: decisions, approvals and facts. */
export function variablesOf(flow: Flow, decisions: Decisions): readonly Variable[] {
  const steps = stepVariables(flow, decisions);
  const ways = steps.flatMap((variable) => variable.ways);
  const covered = new Set(ways.flatMap(({ facts }) => [...(facts ?? new Map<string, Json>()).keys()]));
  return [...steps, ...factVariables([...flow.nodes.values()].flatMap(conditionsOf), covered)];
}

/** The conditions that decide whether a step, or a branch of it, runs. */
function conditionsOf(node: Node): readonly Condition[] {
  const branches = node.verb.kind === 'choose' ? node.verb.branches.flatMap((branch) => branch.when ?? []) : [];
  return node.when === null ? branches : [node.when, ...branches];
}

function stepVariable(node: Node, decisions: Decisions, asked: ReadonlySet<string>): Variable | null {
  const { verb } = node;
  if (verb.kind === 'approve') {
    const fact = `steps.${node.id}.outcome`;
    return asked.has(fact)
      ? { name: node.id, ways: Object.keys(node.outcomes).map((outcome) => approvalWay(node.id, fact, outcome)) }
      : null;
  }
  if (verb.kind !== 'decide') return null;
  const decision = Object.hasOwn(decisions, verb.decision) ? decisions[verb.decision] : undefined;
  if (decision === undefined) return null;
  const names = decision.sets.filter((name) => asked.has(`steps.${node.id}.${name}`));
  if (names.length === 0 && !decision.sets.includes('decision')) return null;
  return { name: node.id, ways: decisionWays(node.id, decision, names) };
}

function approvalWay(id: NodeId, fact: string, outcome: string): Way {
  return { words: `\`${id}\` ends \`${outcome}\``, facts: new Map([[fact, outcome]]), outcome: [id, outcome] };
}

/** One way for each combination of values the rules can give to the names that are asked about, and one for each other outcome. */
function decisionWays(id: NodeId, decision: Decision, names: readonly string[]): readonly Way[] {
  const ways = new Map<string, Way>();
  for (const { outcome, values } of decisionOutcomes(decision)) {
    const facts = new Map<string, Json>(names.map((name) => [`steps.${id}.${name}`, values[name] ?? null]));
    const others = names.filter((name) => name !== 'decision' && values[name] !== undefined);
    const detail = others.map((name) => ` with \`${name}\` ${code(values[name] ?? null)}`).join('');
    ways.set(JSON.stringify([outcome, ...facts.values()]), {
      words: `\`${id}\` is \`${outcome}\`${detail}`,
      facts,
      outcome: [id, outcome],
    });
  }
  return [...ways.values()];
}

function code(value: Json): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
