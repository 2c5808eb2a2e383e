import { atMost } from '../../goal.ts';
import { loaded, loadedThrice } from '../../loading/loaded.ts';
import type { Loaded } from '../../loading/loaded.ts';
import type { Loadable } from '../../loading/loadables.ts';
import { measurement } from '../../measurement.ts';
import type { Measured, Measurement } from '../../measurement.ts';
import { progress } from '../../timing/progress.ts';

/** Loading 100,000 of each, to the first answers, and what memory it takes; roles that nest as deep as a directory's groups. */
export function loading(): readonly Measurement[] {
  const rules = quantity('loading 100,000 rules', 'rules', 100_000);
  const policies = quantity('loading 100,000 policies', 'policies', 100_000);
  const nested = quantity('loading 20,000 nested roles from 60,000 groups', 'nested-roles', 20_000);
  const replaced = quantity('answer to who asks while 100,000 policies are replaced', 'policies-replaced', 100_000);
  return [
    rules.time({ goal: 2000, peer: 'zen-engine', what: 'rules-zen' }),
    rules.time({ peer: 'hand-written two-level index', what: 'rules-by-hand' }),
    ...rules.memory({ peer: 'hand-written two-level index', what: 'rules-by-hand' }),
    policies.time({ goal: 2000, peer: 'Casbin', what: 'policies-casbin' }),
    ...policies.memory({ peer: 'Casbin', what: 'policies-casbin' }),
    replaced.time({ until: '' }),
    nested.time({ goal: 5000 }),
    ...nested.memory({}),
  ];
}

interface Beside {
  readonly goal?: number;
  readonly peer?: string;
  readonly what?: Loadable;
  /** What ends the time, after the name; else the first answers. */
  readonly until?: string;
}

/** The rows about one thing that is loaded; each peer is loaded once. */
function quantity(
  name: string,
  ours: Loadable,
  size: number,
): { readonly time: (beside: Beside) => Measurement; readonly memory: (beside: Beside) => readonly Measurement[] } {
  progress(name);
  const own = loadedThrice(ours, size);
  const peers = new Map<Loadable, Loaded>();
  const row = (what: string, unit: Measured['unit'], figure: keyof Loaded, beside: Beside): Measurement =>
    measurement({
      name: `${name}${what}`,
      unit,
      ours: own[figure],
      ...(beside.peer && beside.what && { theirs: { peer: beside.peer, value: peerLoaded(beside.what)[figure] } }),
      ...(beside.goal && { goal: atMost(beside.goal, unit) }),
    });
  const peerLoaded = (what: Loadable): Loaded => {
    const known = peers.get(what) ?? loaded(what, size);
    peers.set(what, known);
    return known;
  };
  return {
    time: (beside) => row(beside.until ?? ', to the first answers', 'ms', 'milliseconds', beside),
    memory: (beside) => [
      row(', held afterwards', 'MB', 'held', beside),
      row(', the whole process at its peak', 'MB', 'peak', beside),
    ],
  };
}
