import type { Node, Verb } from '../bundle/node.ts';
import { conditionWords, inFirst, lengthOf } from './words.ts';

/** What is written on a step: its title, what it does, who it is for, and when it is left out. */
export function stepLines(step: Node, languages: readonly string[]): readonly string[] {
  const who = step.verb.kind === 'task' || step.verb.kind === 'approve' ? step.by.role : null;
  const title = inFirst(step.title, languages);
  return [
    title,
    ...verbLine(step.verb).filter((line) => line !== `do ${title}`),
    ...(who === null ? [] : [`by ${who}`]),
    ...(step.join === 'all' ? [] : [`after ${step.join === 'any' ? 'any' : step.join} of those before`]),
    ...(step.when === null ? [] : [`only if ${conditionWords(step.when)}`]),
  ];
}

/** What a step does, in a few words: `do database.grant`, `wait for ticket.updated`. */
export function verbWords(verb: Verb): string {
  return verbLine(verb).join(', ') || verb.kind;
}

function verbLine(verb: Verb): readonly string[] {
  switch (verb.kind) {
    case 'do':
      return [`do ${verb.action}`];
    case 'task':
    case 'ask':
      return verb.within === null ? [] : [`within ${lengthOf(verb.within)}`];
    case 'approve':
      return [`approve ${verb.approval}`];
    case 'decide':
      return [`decide ${verb.decision}`];
    case 'choose':
      return [];
    case 'tree':
      return [`tree ${verb.tree}`];
    case 'wait':
      return waitLines(verb);
    case 'each':
      return [`each ${verb.as}`];
    case 'find':
      return [`find at most ${verb.atMost}`];
    case 'run':
      return [`run ${verb.workflow}`];
  }
}

function waitLines(verb: Extract<Verb, { readonly kind: 'wait' }>): readonly string[] {
  const within = verb.within === null ? [] : [`within ${lengthOf(verb.within)}`];
  switch (verb.for.kind) {
    case 'event':
      return [`wait for ${verb.for.event}`, ...within];
    case 'until':
      return ['wait for a moment', ...within];
    case 'duration':
      return [`wait ${lengthOf(verb.for.duration)}`];
    case 'check':
      return [`wait until ${conditionWords(verb.for.when)}`, ...within];
  }
}
