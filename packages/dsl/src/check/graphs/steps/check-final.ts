import type { Json } from '@deskbook/policies';
import type { Verb } from '../../../bundle/node.ts';
import { notInFinally } from '../../../diagnostics/pages/flow/not-in-finally.ts';
import { isRecord } from '../../is-record.ts';
import { at, type Place } from '../../place.ts';
import { report } from '../../report.ts';
import { decisionResults } from './decision-results.ts';
import type { WrittenStep } from './written-step.ts';

/** What ends by itself, or lies with a person who is told to do something. */
const allowed: ReadonlySet<Verb['kind']> = new Set(['do', 'task', 'decide', 'choose', 'find', 'each', 'run']);

/**
 * What may stand in `finally`: nobody is asked any more, nothing is waited for, and the end is what it is. The request is not decided
 * about again, or what was refused could be done after all.
 */
export function checkFinal(step: WrittenStep, place: Place): void {
  if (!allowed.has(step.verb)) {
    report(
      at(place, step.verb),
      notInFinally,
      `\`${step.id}\` is \`${step.verb}\`, which cannot stand in \`finally\``,
      {
        on: 'key',
        help: 'what stands there is `do`, `task`, `decide`, `choose`, `find`, `each` or `run`',
      },
    );
  }
  if (step.verb === 'decide' && classifies(step, place)) {
    report(
      at(place, 'decide'),
      notInFinally,
      `\`${step.id}\` decides about the request in \`finally\`, when it is over`,
      {
        help: 'decide in `steps`, and read here what came of it',
      },
    );
  }
  reportPromise(step.id, step.data['establishes'], place);
  const outcomes = isRecord(step.data['outcomes']) ? step.data['outcomes'] : {};
  for (const [outcome, reaction] of Object.entries(outcomes)) {
    checkReaction(step.id, reaction, at(place, 'outcomes', outcome));
  }
}

function classifies(step: WrittenStep, place: Place): boolean {
  const id = step.data['decide'];
  const decision = typeof id === 'string' ? place.checking.names.find('decision', id) : undefined;
  const results = decision === undefined ? [] : decisionResults(decision);
  return results.some((result) => result === 'ALLOWED' || result === 'DENIED' || result === 'REQUIRES_APPROVAL');
}

function checkReaction(id: string, reaction: Json, place: Place): void {
  if (!isRecord(reaction)) return;
  const way = ['undo', 'end', 'go'].find((key) => reaction[key] !== undefined);
  if (way !== undefined) {
    report(at(place, way), notInFinally, `\`${id}\` leads elsewhere in \`finally\`, where the end stands`, {
      on: 'key',
      help: 'write `continue`, `hold`, `{ task: … }` or `{ steps: […] }`',
    });
  }
  reportPromise(id, reaction['establishes'], place);
}

function reportPromise(id: string, labels: Json | undefined, place: Place): void {
  if (!Array.isArray(labels) || labels.length === 0) return;
  report(
    at(place, 'establishes'),
    notInFinally,
    `\`${id}\` establishes something in \`finally\`, when nothing requires it any more`,
    {
      on: 'key',
      help: 'leave it out',
    },
  );
}
