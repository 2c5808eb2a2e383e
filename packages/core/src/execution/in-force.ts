import type { Bundle } from '@deskbook/dsl/bundle';
import type { Entry } from '../kernel/entry.ts';
import type { Graph } from '../kernel/graph.ts';
import type { RunState } from '../kernel/run-state.ts';
import { graphOf } from './graph-of.ts';
import type { ExecutionHost } from './host.ts';

/** What a run goes on over at one of its entries: the bundle it began with, or was last moved to, and its workflow in that. */
export interface InForce {
  readonly bundle: Bundle;
  readonly graph: Graph;
}

type Bundles = Pick<ExecutionHost, 'bundleOf'>;

/** A workflow of a bundle, by the bundle's hash. null: the bundle is not here, or has no such workflow. */
export function inForce({ bundleOf }: Bundles, hash: string, workflow: string): InForce | null {
  const bundle = bundleOf(hash);
  const graph = bundle === null ? null : graphOf(bundle, workflow);
  return bundle === null || graph === null ? null : { bundle, graph };
}

/** What is in force before the first of some entries: as the state says that they go on from, else as the run begins. */
export function inForceBefore(bundles: Bundles, from: RunState | null, first: Entry | undefined): InForce | null {
  if (from !== null) return inForce(bundles, from.bundle, from.workflow);
  return first?.type === 'run.started' ? inForce(bundles, first.bundle, first.workflow) : null;
}

/** What is in force at an entry: the same as before, but for the one by which a run is moved. */
export function inForceAt(bundles: Bundles, before: InForce, entry: Entry): InForce | null {
  return entry.type === 'run.moved' ? inForce(bundles, entry.to, entry.workflow) : before;
}
