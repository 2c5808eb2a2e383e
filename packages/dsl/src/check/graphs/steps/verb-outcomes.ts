import type { Json } from '@deskbook/policies';
import type { Reaction } from '../../../bundle/node.ts';
import { isRecord } from '../../is-record.ts';
import type { Place } from '../../place.ts';
import { decisionResults } from './decision-results.ts';
import { writtenSteps, type WrittenStep } from './written-step.ts';

/**
 * What happens at an outcome nobody wrote anything about: `must` where somebody has to say, `never` where it cannot come up as
 * things are (nothing has a `within`), though an answer does no harm.
 */
export type Default = Reaction | 'must' | 'never';

const goOn: Reaction = { kind: 'continue', establishes: [] };
const hold: Reaction = { kind: 'hold', establishes: [] };

/** Every way a step can end, with what happens then by default. The set is closed. */
export function verbOutcomes(step: WrittenStep, place: Place): ReadonlyMap<string, Default> {
  const { data } = step;
  const timedOut: readonly [string, Default] = ['timed_out', data['within'] === undefined ? 'never' : 'must'];
  switch (step.verb) {
    case 'do':
      return new Map<string, Default>([['done', goOn], ['failed', hold], ['denied', hold], ['refused', hold]]); // prettier-ignore
    case 'task':
      return new Map<string, Default>([['done', goOn], ['declined', 'must'], timedOut]);
    case 'ask':
      return new Map<string, Default>([['answered', goOn], ['declined', 'must'], timedOut]);
    case 'approve':
      return approvalOutcomes(data['approve'], place);
    case 'decide':
      return decideOutcomes(data['decide'], place);
    case 'choose':
      return new Map();
    case 'tree':
      return treeOutcomes(data['tree'], place);
    case 'wait':
      return new Map<string, Default>([['happened', goOn], timedOut]);
    case 'each':
      return new Map<string, Default>([
        ['done', goOn],
        ['some_failed', 'must'],
        ['all_failed', 'must'],
      ]);
    case 'find':
      return new Map<string, Default>([
        ['found', goOn],
        ['none', goOn],
      ]);
    case 'run':
      return new Map(workflowEnds(data['run'], place));
  }
}

function approvalOutcomes(id: Json | undefined, place: Place): ReadonlyMap<string, Default> {
  const approval = typeof id === 'string' ? place.checking.names.find('approval', id) : undefined;
  const expires = approval?.data['within'] !== undefined;
  return new Map<string, Default>([
    ['approved', goOn],
    ['rejected', end('rejected')],
    ['expired', expires ? 'must' : 'never'],
    ['withdrawn', end('cancelled')],
  ]);
}

/** What is denied, or could not be decided, has to be answered; that an approval it requires is given is another rule's to see. */
function decideOutcomes(id: Json | undefined, place: Place): ReadonlyMap<string, Default> {
  const decision = typeof id === 'string' ? place.checking.names.find('decision', id) : undefined;
  const results = decision === undefined ? [] : decisionResults(decision);
  const answers = results.map((result) => [result, mustBeAnswered.has(result) ? 'must' : goOn] as const);
  const impossible = [...mustBeAnswered].filter((result) => !results.includes(result));
  return new Map<string, Default>([
    ...answers,
    ['conflict', hold],
    ...impossible.map((result) => [result, 'never'] as const),
  ]);
}

const mustBeAnswered: ReadonlySet<string> = new Set(['DENIED', 'MISSING', 'no_rule']);

const treeResults = ['solved', 'explained', 'escalated'];

/** The results its outcomes have; none of a tree that is not there has to be answered. */
function treeOutcomes(id: Json | undefined, place: Place): ReadonlyMap<string, Default> {
  const outcomes = typeof id === 'string' ? place.checking.names.find('tree', id)?.data['outcomes'] : undefined;
  const used = new Set(isRecord(outcomes) ? Object.values(outcomes).map(resultOf) : []);
  return new Map(
    treeResults.map((result) => [result, used.has(result) ? (result === 'escalated' ? 'must' : goOn) : 'never']),
  );
}

function resultOf(outcome: Json): Json {
  return isRecord(outcome) ? (outcome['result'] ?? null) : null;
}

/** The ends of another workflow: `done`, those it names, those its steps lead to, and `cancelled`. */
function workflowEnds(id: Json | undefined, place: Place): readonly (readonly [string, Default])[] {
  const workflow = typeof id === 'string' ? place.checking.names.find('workflow', id) : undefined;
  const named = workflow?.data['ends'];
  const reached = workflow === undefined ? [] : writtenSteps(workflow.data).flatMap(endsOf);
  const others = [...(isRecord(named) ? Object.keys(named) : []), ...reached].filter(
    (name) => !['done', 'cancelled'].includes(name),
  );
  return [['done', goOn], ...others.map((name) => [name, 'must'] as const), ['cancelled', hold]];
}

function endsOf(step: WrittenStep): readonly string[] {
  const outcomes = isRecord(step.data['outcomes']) ? step.data['outcomes'] : {};
  const refused = step.verb === 'approve' && !Object.hasOwn(outcomes, 'rejected') ? ['rejected'] : [];
  return [...Object.values(outcomes).flatMap(endIn), ...refused];
}

function endIn(reaction: Json): readonly string[] {
  if (!isRecord(reaction)) return [];
  if (reaction['else'] !== undefined) return endIn(reaction['else']);
  return typeof reaction['end'] === 'string' ? [reaction['end']] : [];
}

function end(id: string): Reaction {
  return { kind: 'end', end: id, establishes: [] };
}
