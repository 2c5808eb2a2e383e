import type { MovePlan, MovedStep } from '@deskbook/core';
import { statusMarks } from '@deskbook/core/runs';
import type { Paint } from './paint.ts';

const shortHash = 12;

/** What moving a run comes to: every step as it is called before and after, and what is in the way. */
export function moveText(plan: MovePlan, colours: Paint, indent = ''): string {
  const { run, workflow, from, to, steps, inTheWay, parts } = plan;
  const width = Math.max(0, ...steps.map((step) => (step.from ?? step.to ?? '').length));
  const found = inTheWay.map(
    ({ node, reason }) => `  ${colours.bad('!')} ${node === null ? '' : `${node}: `}${reason}`,
  );
  const lines = [
    `${colours.bold(run)}  ${workflow}  from ${from.slice(0, shortHash)} to ${to.slice(0, shortHash)}`,
    ...steps.map((step) => `  ${stepText(step, width, colours)}`),
    ...(found.length === 0 ? [] : ['in the way:', ...found]),
  ];
  return [
    ...lines.map((line) => `${indent}${line}`),
    ...parts.map((part) => moveText(part, colours, `${indent}  `)),
  ].join('\n');
}

function stepText({ from, to, status }: MovedStep, width: number, { good, bad, dim }: Paint): string {
  const name = (from ?? to ?? '').padEnd(width);
  if (from === null) return `${good('+')} ${name}  is new`;
  const mark = statusMarks[status];
  if (to === null) return `${status === 'waiting' ? dim(mark) : bad(mark)} ${name}  is not there`;
  return `${mark} ${name}  ${from === to ? 'stays' : `is now ${to}`}`;
}
