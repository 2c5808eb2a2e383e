import { workflowGraph } from '@deskbook/dsl/graph';
import type { Graph } from '@deskbook/dsl/graph';
import type { ExecutionHost } from '../execution/host.ts';
import { keptBundles } from '../execution/kept-bundles.ts';
import { loadRun } from '../execution/load-run.ts';
import type { Store } from '../journal/store.ts';
import { statusMarks } from './status-marks.ts';

/** The picture of a run's workflow with a mark on each step for where it stands. null: there is no such run, or its bundle is not here. */
export function drawRun(
  store: Store,
  run: string,
  bundleOf: ExecutionHost['bundleOf'] = keptBundles(store),
): Graph | null {
  const loaded = loadRun({ store, bundleOf }, run);
  if (loaded === null) return null;
  const { graph, bundle, state } = loaded;
  const picture = workflowGraph(graph.workflow, bundle.languages);
  const nodes = picture.nodes.map((node) => {
    const here = state.nodes[node.id];
    const [first = '', ...rest] = node.lines;
    return here === undefined ? node : { ...node, lines: [`${statusMarks[here.status]} ${first}`, ...rest] };
  });
  return { ...picture, nodes };
}
