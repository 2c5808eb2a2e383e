import type { Node, Verb } from '../../../bundle/node.ts';
import type { Gains } from './run-scenario.ts';

/** The token that stands for "this step's fields can be read". */
export function outputOf(step: string): string {
  return `output of ${step}`;
}

/** The token of a label that a step or an outcome establishes. */
export function labelOf(label: string): string {
  return `label ${label}`;
}

/** What the steps of a workflow make sure: labels, and fields that can be read. */
export const stepGains: Gains = {
  at: (node, outcome) => (bringsOutput(node.verb, outcome) ? [outputOf(node.id)] : []),
  reaction: (reaction) => reaction.establishes.map(labelOf),
  finished: (node, outcome) => (keepsPromise(node.verb, outcome) ? node.establishes.map(labelOf) : []),
};

/** Whether a step that ends so has fields to read. */
export function bringsOutput(verb: Verb, outcome: string): boolean {
  switch (verb.kind) {
    case 'do':
    case 'task':
      return outcome === 'done';
    case 'ask':
      return outcome === 'answered';
    case 'wait':
      return outcome === 'happened';
    case 'decide':
      return !undecided.has(outcome);
    case 'choose':
      return false;
    case 'approve':
    case 'tree':
    case 'each':
    case 'find':
    case 'run':
      return true;
  }
}

const undecided: ReadonlySet<string> = new Set(['MISSING', 'no_rule', 'conflict']);

/** Whether a step that ends so has done what it is for, and so establishes what it says it does. */
function keepsPromise(verb: Verb, outcome: string | null): boolean {
  if (outcome === null) return true;
  switch (verb.kind) {
    case 'approve':
      return outcome === 'approved';
    case 'decide':
      return !undecided.has(outcome) && outcome !== 'DENIED';
    case 'tree':
      return outcome === 'solved' || outcome === 'explained';
    case 'run':
    case 'each':
      return outcome === 'done';
    case 'choose':
    case 'find':
      return true;
    case 'do':
    case 'task':
    case 'ask':
    case 'wait':
      return bringsOutput(verb, outcome);
  }
}

/** The steps that can make something sure, in the order of the workflow. */
export function whoGains(nodes: Iterable<Node>, token: string): readonly Node[] {
  return [...nodes].filter((node) => {
    const outcomes = Object.keys(node.outcomes);
    const finished = node.verb.kind === 'choose' ? [null] : outcomes;
    return (
      outcomes.some((outcome) => [...stepGains.at(node, outcome)].includes(token)) ||
      finished.some((outcome) => [...stepGains.finished(node, outcome)].includes(token)) ||
      Object.values(node.outcomes).some((reaction) => [...stepGains.reaction(reaction)].includes(token))
    );
  });
}
