import fc from 'fast-check';
import { finallyBlock, type Node, type Reaction } from '@deskbook/dsl/bundle';
import { advance, step } from '../../src/kernel/index.ts';
import type { Command, Entry, EntryBody, Graph, RunState } from '../../src/kernel/index.ts';
import { act, action, approval, graph, node } from './build.ts';
import { at, permission, started } from './drive.ts';

const reaction: fc.Arbitrary<Reaction> = fc.oneof(
  fc.constant<Reaction>({ kind: 'continue', establishes: ['t'] }),
  fc.constant<Reaction>({ kind: 'hold', establishes: [] }),
  fc.constant<Reaction>({ kind: 'end', end: 'early', establishes: [] }),
  fc.constant<Reaction>({ kind: 'undo', end: 'back', establishes: [] }),
  fc.constant<Reaction>({
    kind: 'go',
    to: 'n0',
    atMost: 1,
    otherwise: { kind: 'continue', establishes: [] },
    establishes: [],
  }),
);

/** Graphs of up to six steps of several kinds, each needing some of those above it, and up to two in `finally`. */
export const graphs: fc.Arbitrary<Graph> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('do', 'never', 'task', 'decide', 'wait', 'approve'),
      needs: fc.nat({ max: 63 }),
      failed: reaction,
      when: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .chain((steps) => fc.nat({ max: 2 }).map((finals) => ({ steps, finals })))
  .map(({ steps, finals }) => {
    const nodes = steps.map(({ kind, needs, failed, when }, index): Node => {
      const change = {
        needs: steps.flatMap((_, above) => (above < index && (needs & (1 << above)) !== 0 ? [`n${above}`] : [])),
        outcomes: { failed, timed_out: failed, declined: failed, expired: failed, DENIED: failed },
        when: when ? ({ kind: 'all', of: [], reference: '' } as const) : null,
      };
      const id = `n${index}`;
      if (kind === 'do' || kind === 'never') return act(id, kind, change);
      if (kind === 'task') return node(id, { kind: 'task', text: {}, form: {}, within: null }, change);
      if (kind === 'decide') return node(id, { kind: 'decide', decision: 'd' }, change);
      if (kind === 'approve') return node(id, { kind: 'approve', approval: 'ok' }, change);
      return node(
        id,
        { kind: 'wait', for: { kind: 'duration', duration: { milliseconds: 1 } }, within: { milliseconds: 9 } },
        change,
      );
    });
    const undo = { action: 'back', with: {}, exact: true };
    const never = action('never', { undo, idempotent: 'never', retry: null });
    const last = ['do', 'never'].slice(0, finals).map((kind, index) => act(`f${index}`, kind, { block: finallyBlock }));
    return graph(
      [...nodes, ...last],
      {},
      [action('do', { undo }), never, action('back')],
      [approval('ok', { within: { milliseconds: 9 } })],
    );
  });

/** Entries that could answer a command, right or wrong. */
export function answersTo(command: Command, choice: number): readonly EntryBody[] {
  if (command.type === 'end') return [{ type: 'run.ended', end: command.end }];
  const here = { node: command.node, visit: command.visit };
  const pick = <Of>(...of: readonly [Of, ...Of[]]): Of => of[choice % of.length] ?? of[0];
  switch (command.type) {
    case 'evaluate':
      return [
        { type: 'condition.decided', evaluation: { truth: pick('holds', 'fails', 'undecided'), missing: [] }, ...here },
      ];
    case 'decide':
      return [
        {
          type: 'decision.made',
          result: { outcome: 'no_rule' },
          outcome: pick('decided', 'DENIED', 'MISSING'),
          ...here,
        },
      ];
    case 'attempt': {
      const { attempt, key, undo } = command;
      if (choice % 7 === 0)
        return [
          {
            type: 'permission.decided',
            attempt,
            permission: permission(false, pick('no_grant', 'unavailable')),
            ...here,
          },
        ];
      const asked: EntryBody = { type: 'effect.requested', key, action: 'do', input: {}, attempt, ...here };
      if (choice % 5 === 0) return [asked];
      const error = pick('unavailable', 'refused');
      return [
        asked,
        pick<EntryBody>(
          { type: undo ? 'undo.done' : 'effect.done', output: {}, attempt, ...here },
          { type: undo ? 'undo.failed' : 'effect.failed', error, message: '', attempt, ...here },
          { type: 'effect.unknown', message: '', attempt, ...here },
        ),
      ];
    }
    case 'open': {
      const { task } = command;
      if (command.what === 'approval') {
        const seats = [{ id: 'owners', role: 'owners', people: ['omar'] }];
        const entry = { type: 'opened', at: at(0), requester: 'lena', seats, deadline: at(60), asked: {} } as const;
        return [{ type: 'approval.entry', task, entry, ...here }];
      }
      return [{ type: 'task.opened', task, what: command.what, assignees: [], role: null, deadline: null, ...here }];
    }
    case 'await': {
      const { task } = command;
      if (command.what === 'approval') {
        const vote = pick('approve', 'reject');
        return [
          { type: 'approval.entry', task, entry: { type: 'voted', at: at(1), by: 'omar', vote, note: null }, ...here },
        ];
      }
      const outcome = pick('done', 'retry', 'skip', 'give_up', 'declined');
      return [{ type: 'task.answered', task, by: 'omar', outcome, form: {}, note: null, ...here }];
    }
    case 'schedule':
      return [{ type: 'timer.set', timer: command.timer, due: at(60), ...here }];
    case 'sleep':
      return [{ type: 'timer.fired', timer: command.timer, ...here }];
    case 'notify':
      return [
        {
          type: 'approval.mailed',
          task: command.task,
          seat: command.seat,
          key: command.key,
          status: pick('sent', 'failed'),
          message: '',
          ...here,
        },
      ];
    default:
      return [
        {
          type: 'step.blocked',
          command: command.type,
          reason: pick('unavailable', 'missing'),
          missing: [],
          message: '',
          ...here,
        },
      ];
  }
}

const strays: readonly EntryBody[] = [
  started,
  { type: 'run.cancelled', by: 'lena', reason: '' },
  { type: 'undo.requested', by: 'lena', reason: '' },
  { type: 'timer.fired', timer: 'retry', node: 'n0', visit: 0 },
  { type: 'effect.done', output: {}, attempt: 1, node: 'n1', visit: 0 },
  { type: 'run.ended', end: 'done' },
];

/** A history: mostly answers to what is outstanding, now and then something that may not fit. */
export function historyOf(over: Graph, choices: readonly number[]): readonly Entry[] {
  const start: Entry = { ...started, at: at(0) };
  return [start, ...goOn(over, advance(over, [start]).state, choices)];
}

/** How a run goes on from a state, in the same way. */
export function goOn(over: Graph, from: RunState, choices: readonly number[]): readonly Entry[] {
  const history: Entry[] = [];
  let state = from;
  for (const [index, choice] of choices.entries()) {
    const command = state.outstanding[choice % Math.max(1, state.outstanding.length)];
    const stray = strays[choice % strays.length];
    const bodies =
      choice % 23 === 0 && stray !== undefined ? [stray] : command === undefined ? [] : answersTo(command, choice);
    for (const body of bodies) {
      const entry: Entry = { ...body, at: at(index) };
      history.push(entry);
      ({ state } = step(over, state, entry));
    }
  }
  return history;
}
