import type { Node, Reaction } from '../../src/bundle/node.ts';

/** What one run went through: for every step that started, what had settled and what was established by then. */
export interface Simulated {
  readonly started: ReadonlyMap<
    string,
    { readonly settled: ReadonlySet<string>; readonly established: ReadonlySet<string> }
  >;
  /** The end, with what was established then; null: the run stands still. */
  readonly end: { readonly end: string; readonly established: ReadonlySet<string> } | null;
}

type Status = 'waiting' | 'running' | 'inside' | 'settled' | 'stuck';

/**
 * Runs a workflow the obvious way, step by step, with `pick` choosing whatever is open: which step moves next, whether a condition
 * holds, how a verb turns out. The oracle of the walk over all ways.
 */
export function simulate(nodes: readonly Node[], pick: (count: number) => number): Simulated {
  const status = new Map<string, Status>(nodes.map(({ id }) => [id, 'waiting']));
  const way = new Map<string, string>();
  const pending = new Map<string, readonly string[]>();
  const established = new Set<string>();
  const started = new Map<string, { settled: Set<string>; established: Set<string> }>();
  let end: Simulated['end'] = null;
  const over = (name: string): void => {
    end ??= { end: name, established: new Set(established) };
  };
  for (let moves = movable(); moves.length > 0; moves = movable()) moves[pick(moves.length)]?.();
  if (end === null && nodes.every((node) => node.block !== null || status.get(node.id) === 'settled')) over('done');
  return { started, end };

  function movable(): (() => void)[] {
    if (end !== null) return [];
    return nodes.flatMap((node) => {
      const now = status.get(node.id);
      if (now === 'waiting' && isDue(node)) return [() => start(node)];
      if (now === 'running') return [() => finishVerb(node)];
      if (now === 'inside' && inner(node).every(({ id }) => status.get(id) === 'settled')) return [() => settle(node)];
      return [];
    });
  }

  function isDue(node: Node): boolean {
    if (node.block !== null) {
      const [owner, branch] = [
        node.block.slice(0, node.block.indexOf(':')),
        node.block.slice(node.block.indexOf(':') + 1),
      ];
      if (status.get(owner) !== 'inside' || way.get(owner) !== branch) return false;
    }
    const met = node.needs.filter((need) => status.get(need) === 'settled').length;
    const wanted =
      node.join === 'all' ? node.needs.length : Math.min(node.join === 'any' ? 1 : node.join, node.needs.length);
    return met >= wanted;
  }

  function start(node: Node): void {
    if (node.when !== null && pick(2) === 0) {
      status.set(node.id, 'settled');
      return;
    }
    const settled = new Set(nodes.filter(({ id }) => status.get(id) === 'settled').map(({ id }) => id));
    started.set(node.id, { settled, established: new Set(established) });
    status.set(node.id, 'running');
  }

  function finishVerb(node: Node): void {
    if (node.verb.kind === 'choose') {
      const branch = node.verb.branches[pick(node.verb.branches.length)];
      enter(node, branch?.id ?? '', [`done ${node.id}`]);
      return;
    }
    const outcomes = Object.entries(node.outcomes);
    const chosen = outcomes[pick(outcomes.length)];
    if (chosen !== undefined) react(node, ...chosen);
  }

  function react(node: Node, outcome: string, reaction: Reaction): void {
    if (reaction.kind === 'go') {
      react(node, outcome, reaction.otherwise);
      return;
    }
    for (const label of reaction.establishes) established.add(label);
    // As in the rules under test, an action keeps its promise only when it ends `done`; here no outcome is called so.
    if (reaction.kind === 'continue') status.set(node.id, 'settled');
    else if (reaction.kind === 'block') enter(node, outcome, []);
    else if (reaction.kind === 'end') over(reaction.end);
    else status.set(node.id, 'stuck');
  }

  function enter(node: Node, branch: string, promise: readonly string[]): void {
    way.set(node.id, branch);
    status.set(node.id, 'inside');
    pending.set(node.id, promise);
  }

  function settle(node: Node): void {
    status.set(node.id, 'settled');
    for (const label of pending.get(node.id) ?? []) established.add(label);
  }

  function inner(node: Node): readonly Node[] {
    return nodes.filter(({ block }) => block === `${node.id}:${way.get(node.id) ?? ''}`);
  }
}
