import { evaluate } from '@deskbook/policies/conditions';
import type { Classification, Facts, Json, JsonObject } from '@deskbook/policies';
import { finallyBlock, type Node, type NodeId, type Workflow } from '@deskbook/dsl/bundle';

/** A node that will be worked on if all goes as meant, with the planned nodes it waits for. */
export interface PlannedNode {
  readonly node: Node;
  readonly needs: readonly NodeId[];
}

/** What a walk knows before anything has run. */
export interface WalkOccasion {
  readonly facts: Facts;
  readonly classification: Classification;
  /** Decisions that classify requests: their steps are the gate already passed, and are not planned again. */
  readonly classifies: (decision: string) => boolean;
}

/**
 * Walks a graph the way it goes when every step succeeds and every approval is given: steps whose `when` fails are left out, of a
 * `choose` only the branches that can still be taken are followed, and nothing follows an outcome that ends the run. What can't
 * be decided yet stays in the plan. What stands in `finally` comes last.
 */
export function walkPlan(workflow: Workflow, occasion: WalkOccasion): readonly PlannedNode[] {
  const walk = new Walk(workflow, occasion);
  const exit = walk.block(null, []);
  walk.block(finallyBlock, exit === 'ended' ? [] : exit);
  return walk.planned;
}

/** How a node was left: through these planned nodes, or not at all (the run ended there). */
type Exit = readonly NodeId[] | 'ended';

/** One walk: what it has planned so far, and how each node was left. */
class Walk {
  readonly planned: PlannedNode[] = [];
  readonly #exits = new Map<NodeId, Exit>();
  readonly #workflow: Workflow;
  readonly #occasion: WalkOccasion;
  #steps: JsonObject = {};

  constructor(workflow: Workflow, occasion: WalkOccasion) {
    this.#workflow = workflow;
    this.#occasion = occasion;
  }

  /** Walks one block; its first steps wait for `entry`. Gives the exits of the block: of the steps nothing else in it waits for. */
  block(block: string | null, entry: readonly NodeId[]): Exit {
    const nodes = this.#workflow.nodes.filter((node) => node.block === block);
    for (const node of nodes) this.#exits.set(node.id, this.#visit(node, this.#needsOf(node, entry)));
    const needed = new Set(nodes.flatMap(({ needs }) => needs));
    return joined(
      nodes.filter(({ id }) => !needed.has(id)).map(({ id }) => this.#exits.get(id) ?? 'ended'),
      entry,
    );
  }

  #needsOf(node: Node, entry: readonly NodeId[]): Exit {
    if (node.needs.length === 0) return entry;
    const exits = node.needs.map((id) => this.#exits.get(id) ?? 'ended');
    return node.join === 'all' ? (exits.includes('ended') ? 'ended' : joined(exits, entry)) : joined(exits, entry);
  }

  #visit(node: Node, needs: Exit): Exit {
    if (needs === 'ended') return 'ended';
    if (node.when && this.#truth(node.when) === 'fails') return needs;
    const { verb } = node;
    if (verb.kind === 'decide' && this.#occasion.classifies(verb.decision)) return this.#gate(node, needs);
    if (verb.kind === 'choose') return this.#choose(node, needs);
    this.planned.push({ node, needs });
    return this.#after(node, goodOutcome[verb.kind], [node.id]);
  }

  /** The classification is known: later conditions read it, and its outcome decides how to go on. */
  #gate(node: Node, needs: readonly NodeId[]): Exit {
    const { decision, values, rules } = this.#occasion.classification;
    this.#steps = { ...this.#steps, [node.id]: { ...values, decision, rule: rules[0]?.id ?? null } };
    return this.#after(node, decision, needs);
  }

  #choose(node: Node, needs: readonly NodeId[]): Exit {
    const branches = node.verb.kind === 'choose' ? node.verb.branches : [];
    const exits: Exit[] = [];
    for (const branch of branches) {
      const truth = branch.when ? this.#truth(branch.when) : 'holds';
      if (truth === 'fails') continue;
      exits.push(this.block(`${node.id}:${branch.id}`, needs));
      if (truth === 'holds') break;
    }
    return joined(exits, needs);
  }

  #after(node: Node, outcome: string, exit: readonly NodeId[]): Exit {
    const reaction = node.outcomes[outcome];
    if (reaction?.kind === 'end' || reaction?.kind === 'undo') return 'ended';
    return reaction?.kind === 'block' ? this.block(`${node.id}:${outcome}`, exit) : exit;
  }

  #truth(condition: Parameters<typeof evaluate>[0]): string {
    return evaluate(condition, { ...this.#occasion.facts, run: meant, steps: this.#steps satisfies Json }).truth;
  }
}

/** How a run ends where all goes as meant. */
const meant = { end: 'done' };

/** What a plan hopes for at each verb. */
const goodOutcome: { readonly [verb in Node['verb']['kind']]: string } = {
  do: 'done',
  task: 'done',
  ask: 'answered',
  approve: 'approved',
  decide: 'decided',
  choose: 'decided',
  tree: 'solved',
  wait: 'happened',
  each: 'done',
  find: 'found',
  run: 'done',
};

/** All ways together; ended only where every way ended. No way at all means: as it came. */
function joined(exits: readonly Exit[], entry: readonly NodeId[]): Exit {
  if (exits.length === 0) return entry;
  const open = exits.filter((exit) => exit !== 'ended');
  return open.length === 0 ? 'ended' : [...new Set(open.flat())];
}
