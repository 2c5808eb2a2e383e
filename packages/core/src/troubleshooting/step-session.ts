import type { JsonObject } from '@deskbook/policies';
import type { Tree } from '@deskbook/dsl/bundle';
import { enter } from './enter.ts';
import type { SessionEntry, SessionPlace } from './session-entry.ts';
import type {
  AskingNode,
  ChoosingNode,
  FixNode,
  QuestionNode,
  SessionState,
  SessionTurn,
  Trees,
} from './session-state.ts';
import type { SessionStep } from './session-view.ts';
import { isRecord } from '../facts/is-record.ts';

/** The choice that is always offered. */
export const notSure = 'not_sure';

/**
 * Folds one entry into a session. Pure and total: an entry for another place, or one whose turn it is not (a late or double
 * answer), leaves the session as it was.
 */
export function stepSession(trees: Trees, state: SessionState, entry: SessionEntry): SessionState;
export function stepSession(trees: Trees, state: SessionState | null, entry: SessionEntry): SessionState | null;
export function stepSession(trees: Trees, state: SessionState | null, entry: SessionEntry): SessionState | null {
  if (entry.type === 'session.started') return state ?? start(trees, entry);
  const here = state && whereIs(trees, state);
  if (!here || !samePlace(here.place, entry)) return state;
  return take(here, entry) ?? state;
}

/** A whole session from its entries. */
export function foldSession(trees: Trees, entries: readonly SessionEntry[]): SessionState | null {
  return entries.reduce<SessionState | null>((state, entry) => stepSession(trees, state, entry), null);
}

/** A session with the definitions it is at. */
export interface Here {
  readonly trees: Trees;
  readonly state: SessionState;
  readonly place: SessionPlace;
  readonly tree: Tree;
  readonly node: AskingNode;
}

/** Where a session is; null once it has ended. */
export function whereIs(trees: Trees, state: SessionState): Here | null {
  const { place } = state;
  const tree = place ? trees[place.tree] : undefined;
  const node = place ? tree?.nodes[place.node] : undefined;
  return place && tree && node && node.kind !== 'hand_to' && node.kind !== 'tree'
    ? { trees, state, place, tree, node }
    : null;
}

type EntryOf<Type extends SessionEntry['type']> = Extract<SessionEntry, { type: Type }>;

function start(trees: Trees, entry: EntryOf<'session.started'>): SessionState | null {
  const tree = Object.hasOwn(trees, entry.tree) ? trees[entry.tree] : undefined;
  if (!tree) return null;
  const { session, bundle, person, ticket, input, parent } = entry;
  const empty: SessionState = {
    session,
    bundle,
    person,
    ticket,
    input,
    parent,
    root: tree.id,
    stack: [],
    place: null,
    turn: 'ask',
    because: null,
    requested: false,
    visits: {},
    path: [],
    evidence: {},
    outcome: null,
  };
  return enter(trees, empty, tree.id, tree.start);
}

/** What an entry does at the node the session is at; null: it is not its turn. */
function take(here: Here, entry: Exclude<SessionEntry, EntryOf<'session.started'>>): SessionState | null {
  const { node } = here;
  const { turn } = here.state;
  switch (entry.type) {
    case 'session.known':
      return turn === 'look' && (node.kind === 'question' || node.kind === 'choice') ? known(here, node, entry) : null;
    case 'session.checked':
      return (turn === 'check' || turn === 'recheck') && (node.kind === 'question' || node.kind === 'fix')
        ? checked(here, node, entry)
        : null;
    case 'session.requested':
      return turn === 'perform' ? { ...here.state, requested: true } : null;
    case 'session.performed':
      return turn === 'perform' && node.kind === 'fix' ? performed(here, node, entry) : null;
    case 'session.answered':
      return turn === 'ask' || turn === 'ask_fixed' ? answered(here, entry) : null;
  }
}

function known(here: Here, node: ChoosingNode, entry: EntryOf<'session.known'>): SessionState {
  const target = entry.answer === null ? null : targetOf(node, entry.answer);
  if (target !== null) return leave(here, { by: 'known', answer: entry.value, to: target, at: entry.at });
  return turnTo(here.state, node.kind === 'question' && node.check ? 'check' : 'ask', null);
}

function checked(before: Here, node: FixNode | QuestionNode, entry: EntryOf<'session.checked'>): SessionState {
  const here = learn(before, { check: entry.output });
  if (node.kind === 'fix')
    return entry.result === 'unknown'
      ? turnTo(here.state, 'ask_fixed', entry.reason)
      : leave(here, { by: 'check', answer: entry.result, to: fixTarget(node, entry.result), at: entry.at });
  const target = targetOf(node, entry.result);
  if (target !== null) return leave(here, { by: 'check', answer: entry.result, to: target, at: entry.at });
  if (node.ask !== null) return turnTo(here.state, 'ask', entry.reason);
  return leave(here, { by: 'check', answer: 'unknown', to: unsure(here), at: entry.at });
}

function performed(before: Here, node: FixNode, entry: EntryOf<'session.performed'>): SessionState {
  const here = learn(before, { fix: { ...entry.output, result: entry.result, reason: entry.reason } });
  if (entry.result === 'done') return afterFix(here);
  return leave(here, { by: 'desk', answer: entry.result, to: node.ifNotFixed, at: entry.at });
}

function answered(here: Here, entry: EntryOf<'session.answered'>): SessionState | null {
  const { node } = here;
  const step = { by: 'person', at: entry.at } as const;
  if (entry.choice === notSure) return leave(here, { ...step, answer: notSure, to: unsure(here) });
  if (node.kind === 'collect')
    return leave(learn(here, { answers: entry.form }), { ...step, answer: entry.form, to: node.next });
  if (entry.choice === null) return null;
  if (node.kind === 'fix') return fixAnswered(here, node, entry.choice, step);
  const target = targetOf(node, entry.choice);
  return target === null ? null : leave(here, { ...step, answer: entry.choice, to: target });
}

/** A person who was told what to do says first whether it could be done; whether it helped is checked or asked next. */
function fixAnswered(
  here: Here,
  node: FixNode,
  choice: string,
  step: Pick<SessionStep, 'by' | 'at'>,
): SessionState | null {
  if (here.state.turn === 'ask') {
    if (choice === 'done') return afterFix(here);
    return choice === 'cannot' ? leave(here, { ...step, answer: choice, to: node.ifNotFixed }) : null;
  }
  return choice === 'yes' || choice === 'no'
    ? leave(here, { ...step, answer: choice, to: fixTarget(node, choice) })
    : null;
}

function afterFix(here: Here): SessionState {
  return turnTo(here.state, here.tree.afterFix?.check ? 'recheck' : 'ask_fixed', null);
}

function fixTarget(node: FixNode, answer: 'yes' | 'no'): string {
  return answer === 'yes' ? node.ifFixed : node.ifNotFixed;
}

/** Where an answer leads from a question or a choice; null: it is no answer to this node. */
function targetOf(node: ChoosingNode, answer: string): string | null {
  if (node.kind === 'choice') return node.choices.find(({ id }) => id === answer)?.go ?? null;
  return answer === 'yes' ? node.ifYes : answer === 'no' ? node.ifNo : null;
}

function unsure(here: Here): string {
  return here.node.ifUnsure ?? here.tree.ifUnsure;
}

function leave(here: Here, step: Omit<SessionStep, 'node' | 'tree'>): SessionState {
  const passed = { node: here.node.id, tree: here.tree.id, ...step };
  return enter(here.trees, { ...here.state, path: [...here.state.path, passed], because: null }, here.tree.id, step.to);
}

function turnTo(state: SessionState, turn: SessionTurn, because: string | null): SessionState {
  return { ...state, turn, because };
}

/** What was learned at a node is kept under its id, the last visit winning; the path keeps them all apart. */
function learn(here: Here, found: JsonObject): Here {
  const before = here.state.evidence[here.node.id];
  const evidence = { ...here.state.evidence, [here.node.id]: { ...(isRecord(before) ? before : {}), ...found } };
  return { ...here, state: { ...here.state, evidence } };
}

function samePlace(one: SessionPlace, other: SessionPlace): boolean {
  return one.tree === other.tree && one.node === other.node && one.visit === other.visit;
}
