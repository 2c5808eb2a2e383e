import { statusMarks } from '@deskbook/core/runs';
import type { RunView, StepView } from '@deskbook/core/runs';
import { finallyBlock } from '@deskbook/dsl/bundle';
import type { Paint } from './paint.ts';
import { waitText } from './wait-text.ts';

/** How much of a bundle's hash tells it from another. */
const shortHash = 12;

/** One run for an operator: what it is, its graph with where each step stands, what it waits for, and what has happened. */
export function runViewText(view: RunView, happened: readonly string[], colours: Paint): string {
  const { record, bundle, title } = view;
  const state = record.status === 'ended' ? `ended: ${record.end ?? ''}` : record.paused ? 'paused' : record.status;
  const about = [
    title,
    ...(record.requester === null ? [] : [`for ${record.requester}`]),
    ...(record.ticket === null ? [] : [`about ${record.ticket}`]),
    ...(record.parent === null ? [] : [`a part of ${record.parent}`]),
  ];
  const { activation } = record;
  const given = activation === undefined ? [] : [`  ${record.requester ?? 'somebody'} has ${activation.of} until ${activation.until}`]; // prettier-ignore
  const waits = view.waits.flatMap((wait) => waitText(wait).map((line) => `  ${line}`));
  const parts = view.parts.map(({ run, status, end }) => `  its part ${run}  ${status === 'ended' ? `ended: ${end ?? ''}` : status}`); // prettier-ignore
  return [
    `${colours.bold(record.run)}  ${record.workflow}  ${state}`,
    `  ${about.join(', ')}`,
    `  began ${record.startedAt}, by ${bundle.id} ${bundle.version} (${bundle.hash.slice(0, shortHash)})`,
    ...block('', stepsText(view.steps, colours)),
    ...block('', [...given, ...waits, ...parts]),
    ...block(
      '',
      happened.map((line) => `  ${line}`),
    ),
  ].join('\n');
}

/** Lines set apart from those before; nothing where there are none. */
const block = (head: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [head, ...lines];

/** The graph: each step under its mark, and below it the steps of each way it can go. */
function stepsText(steps: readonly StepView[], colours: Paint): readonly string[] {
  const byBlock = Map.groupBy(steps, ({ block }) => block);
  const width = Math.max(0, ...steps.map(({ node }) => node.length));
  const lines = (block: string | null, indent: string): readonly string[] =>
    (byBlock.get(block) ?? []).flatMap((step) => [
      `${indent}${stepText(step, width, colours)}`,
      ...[...byBlock.keys()].flatMap((inner) => {
        if (inner === null || !inner.startsWith(`${step.node}:`)) return [];
        return [`${indent}  ${inner.slice(step.node.length + 1)}:`, ...lines(inner, `${indent}    `)];
      }),
    ]);
  const last = byBlock.has(finallyBlock) ? ['  finally:', ...lines(finallyBlock, '    ')] : [];
  return [...lines(null, '  '), ...last];
}

function stepText(step: StepView, width: number, { dim, good, bad, bold }: Paint): string {
  const { node, title, does, status, outcome, since, visit, parts } = step;
  const paint = { waiting: dim, active: bold, inside: bold, held: bad, finished: good, skipped: dim, undone: dim, dropped: dim }[status]; // prettier-ignore
  const came = [
    ...(outcome === null ? [] : [outcome]),
    ...(parts === null ? [] : [`${parts.ended} of ${parts.of} ended`]),
    ...(visit === 0 ? [] : [`gone back to ${visit === 1 ? 'once' : `${visit} times`}`]),
    ...((status === 'active' || status === 'held') && since !== null ? [`since ${since}`] : []),
    ...(status === 'skipped' ? ['left out'] : []),
  ];
  const words = title === does ? title : `${title} (${does})`;
  return `${paint(`${statusMarks[status]} ${node.padEnd(width)}`)}  ${words}${came.length === 0 ? '' : `: ${came.join(', ')}`}`;
}
