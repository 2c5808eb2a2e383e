import type { Node, Verb } from '@deskbook/dsl/bundle';
import type { JsonObject } from '@deskbook/policies';
import type { Command } from '../command.ts';
import { answered, command, nodeState, setNode, setState, type Draft } from '../draft.ts';
import type { Entry } from '../entry.ts';
import { exerciseDuty } from '../exercise-duty.ts';
import { awaiting, ofType } from '../fits.ts';
import { conclude } from '../react.ts';
import type { Begun, Child } from '../run-state.ts';

type Each = Extract<Verb, { kind: 'each' }>;
type Spawn = Extract<Command, { type: 'spawn' }>;

const ended = (child: Child) => child.end !== null;
const done = (child: Child) => child.end === 'done';

/** An item that nothing was begun for. */
const fresh = ({ key, value }: Pick<Child, 'key' | 'value'>): Child => ({ key, value, run: null, end: null });

/** Asks what the items of an `each` are; on a retry, runs those again that did not come out well. */
export function beginEach(draft: Draft, node: Node, verb: Each): void {
  const { visit, children, round } = nodeState(draft, node.id);
  if (children.length === 0) {
    command(draft, { type: 'list', node: node.id, visit });
    return;
  }
  const again = children.map((child) => (done(child) ? child : fresh(child)));
  setNode(draft, node.id, { round: round + 1, children: again });
  fill(draft, node, verb.atOnce);
}

/** Starts the one child of a `run`. */
export function beginRun(draft: Draft, node: Node): void {
  const { round, children } = nodeState(draft, node.id);
  const child = { key: node.id, run: null, end: null, value: null };
  setNode(draft, node.id, { round: children.length === 0 ? round : round + 1, children: [child] });
  fill(draft, node, 1);
}

/** Starts as many more as may run at once. */
function fill(draft: Draft, node: Node, atOnce: number): void {
  const { visit, children, round } = nodeState(draft, node.id);
  const spawning = draft.outstanding.filter(ofType('spawn', { node: node.id, visit }));
  const asked = new Set(spawning.map(({ key }) => key));
  const started = (child: Child) => child.run !== null || asked.has(child.key);
  let running = children.filter((child) => !ended(child) && started(child)).length;
  for (const [index, child] of children.entries()) {
    if (running >= atOnce) return;
    if (started(child)) continue;
    command(draft, { type: 'spawn', key: child.key, index, round, node: node.id, visit });
    running += 1;
  }
}

/** Takes the list of items, and the start and end of each child run. */
export function takeChildren(draft: Draft, node: Node, atOnce: number, entry: Entry): boolean {
  switch (entry.type) {
    case 'items.listed':
      if (answered(draft, ofType('list', entry)) === null) return false;
      setNode(draft, node.id, { children: entry.items.map(fresh) });
      fill(draft, node, atOnce);
      concludeIfThrough(draft, node, {});
      return true;
    case 'child.started':
      return childStarted(draft, node, entry);
    case 'child.ended':
      return childEnded(draft, node, atOnce, entry);
    default:
      return false;
  }
}

function childStarted(draft: Draft, node: Node, entry: Extract<Entry, { type: 'child.started' }>): boolean {
  const here = ofType('spawn', entry);
  if (answered(draft, (wanted): wanted is Spawn => here(wanted) && wanted.key === entry.key) === null) return false;
  setChild(draft, node, entry.key, { run: entry.run });
  setState(draft, {
    begun: [...draft.state.begun, { node: node.id, visit: entry.visit, run: entry.run, ended: false }],
  });
  command(draft, { type: 'await', what: 'child', task: entry.run, node: node.id, visit: entry.visit });
  return true;
}

function childEnded(draft: Draft, node: Node, atOnce: number, entry: Extract<Entry, { type: 'child.ended' }>): boolean {
  if (answered(draft, awaiting(entry.run)) === null) return false;
  setChild(draft, node, entry.key, { end: entry.end });
  for (const [person, duties] of Object.entries(entry.duties ?? {})) {
    for (const duty of duties) exerciseDuty(draft, person, duty);
  }
  const ended = (child: Begun) => (child.run === entry.run ? { ...child, ended: true } : child);
  setState(draft, { begun: draft.state.begun.map(ended) });
  fill(draft, node, atOnce);
  concludeIfThrough(draft, node, entry.data);
  return true;
}

function setChild(draft: Draft, node: Node, key: string, change: Partial<Child>): void {
  const { children } = nodeState(draft, node.id);
  const changed = (child: Child): Child => (child.key === key ? { ...child, ...change } : child);
  setNode(draft, node.id, { children: children.map(changed) });
}

function concludeIfThrough(draft: Draft, node: Node, data: JsonObject): void {
  const { children } = nodeState(draft, node.id);
  if (!children.every(ended)) return;
  if (node.verb.kind === 'run') {
    conclude(draft, node, children[0]?.end ?? 'failed', data);
    return;
  }
  const good = children.filter(done).map((child) => child.key);
  const bad = children.filter((child) => !done(child)).map((child) => child.key);
  const outcome = bad.length === 0 ? 'done' : good.length === 0 ? 'all_failed' : 'some_failed';
  conclude(draft, node, outcome, { done: good, failed: bad });
}
