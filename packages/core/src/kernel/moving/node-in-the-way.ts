import { isDeepStrictEqual } from 'node:util';
import type { Node, NodeId } from '@deskbook/dsl/bundle';
import { blockOwner } from '../graph.ts';
import { reactionTo } from '../outcomes.ts';
import type { NodeState } from '../run-state.ts';
import type { InTheWay } from './in-the-way.ts';
import { calledNow, type Renamed } from './placed.ts';

/** One step in the graph a run is on and in the one it is moved to, and where it stands. */
export interface Step {
  readonly old: Node;
  readonly now: Node;
  readonly state: NodeState;
}

/** What keeps a step that has begun from going on in the other graph. */
export function nodeInTheWay({ old, now, state }: Step, map: Renamed): readonly InTheWay[] {
  const inTheWay = (code: InTheWay['code'], reason: string): InTheWay => ({ node: old.id, code, reason });
  const other = otherVerb(old, now);
  if (other !== null) return [inTheWay('other_verb', other)];
  const found: InTheWay[] = [];
  if (blockNow(old.block, map) !== now.block) found.push(inTheWay('elsewhere', 'it stands inside another step there'));
  if (state.status === 'inside' && !hasBlock(now, state))
    found.push(inTheWay('branch_gone', `the way that was taken, \`${state.block ?? ''}\`, is not there`));
  if (state.status === 'active' && old.verb.kind === 'tree' && old.id !== now.id)
    found.push(inTheWay('open_task', 'it waits for a diagnosis, and would be called otherwise'));
  if (state.task !== null && state.task.what !== 'hold' && !asksTheSame(old, now))
    found.push(inTheWay('open_task', 'somebody is asked, and the form or the outcomes are others there'));
  return found;
}

/** Whether a step would do something else; null: it does the same, perhaps in another way. */
function otherVerb({ verb: old }: Node, { verb: now }: Node): string | null {
  if (old.kind !== now.kind) return `it is \`${old.kind}\`, and \`${now.kind}\` there`;
  const [before, after] = [subjectOf(old), subjectOf(now)];
  return isDeepStrictEqual(before, after)
    ? null
    : `it is about \`${before ?? ''}\`, and about \`${after ?? ''}\` there`;
}

/** What a verb is about; null: about nothing that has a name. */
function subjectOf(verb: Node['verb']): string | null {
  switch (verb.kind) {
    case 'do':
      return verb.action;
    case 'approve':
      return verb.approval;
    case 'decide':
      return verb.decision;
    case 'tree':
      return verb.tree;
    case 'run':
      return verb.workflow;
    case 'each':
      return verb.as;
    case 'wait':
      return verb.for.kind === 'event' ? `event ${verb.for.event}` : verb.for.kind;
    default:
      return null;
  }
}

function blockNow(block: string | null, map: Renamed): string | null {
  if (block === null) return null;
  const { node, branch } = blockOwner(block);
  return `${calledNow(map, node)}:${branch}`;
}

function hasBlock(now: Node, { block, outcome }: NodeState): boolean {
  if (now.verb.kind === 'choose') return now.verb.branches.some(({ id }) => id === block);
  return reactionTo(now, outcome ?? '').kind === 'block';
}

function asksTheSame(old: Node, now: Node): boolean {
  const form = ({ verb }: Node) => (verb.kind === 'task' || verb.kind === 'ask' ? verb.form : null);
  const outcomes = ({ outcomes }: Node): readonly NodeId[] => Object.keys(outcomes).sort();
  return isDeepStrictEqual(form(old), form(now)) && isDeepStrictEqual(outcomes(old), outcomes(now));
}
