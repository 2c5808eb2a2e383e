import type { Command, Entry, EntryBody, Graph, RunState, StepResult } from '../../src/kernel/index.ts';
import { advance, step } from '../../src/kernel/index.ts';

const zero = Date.parse('2026-03-02T08:00:00.000Z');

/** An instant, so many seconds into the test. */
export const at = (seconds: number): string => new Date(zero + seconds * 1000).toISOString();

export const started: EntryBody = {
  type: 'run.started',
  run: 'r',
  workflow: 'test',
  bundle: 'hash',
  input: {},
  facts: {},
  requester: 'lena',
  cause: { kind: 'person', person: 'lena', how: 'start', key: 'k' },
  confine: null,
  classification: null,
};

/** A run that is driven by hand: entries in, and what is outstanding out. */
export interface Driven {
  readonly state: () => RunState;
  readonly history: () => readonly Entry[];
  /** Gives one entry to the kernel, a second after the last unless a time is given. */
  readonly give: (entry: EntryBody, seconds?: number) => StepResult;
  /** Outstanding commands in short: `attempt grant`, `await hold grant`, `sleep retry grant`. */
  readonly open: () => readonly string[];
  readonly find: <Type extends Command['type']>(type: Type, node?: string) => Extract<Command, { type: Type }>;
}

export function drive(graph: Graph, start: EntryBody = started): Driven {
  const history: Entry[] = [];
  let { state } = advance(graph, []);
  const give = (entry: EntryBody, seconds = history.length): StepResult => {
    const given: Entry = { ...entry, at: at(seconds) };
    history.push(given);
    const result = step(graph, state, given);
    state = result.state;
    return result;
  };
  give(start);
  return {
    state: () => state,
    history: () => history,
    give,
    open: () => state.outstanding.map(short),
    find: (type, node) => {
      const found = state.outstanding.find(
        (command) => command.type === type && (node === undefined || ('node' in command && command.node === node)),
      );
      if (found === undefined)
        throw new Error(`no ${type} ${node ?? ''} among ${state.outstanding.map(short).join(', ')}`);
      return found as never;
    },
  };
}

function short(command: Command): string {
  if (command.type === 'end') return `end ${command.end}`;
  const what =
    command.type === 'open' || command.type === 'await'
      ? ` ${command.what}`
      : command.type === 'schedule' || command.type === 'sleep'
        ? ` ${command.timer}`
        : command.type === 'attempt' && command.undo
          ? ' undo'
          : '';
  return `${command.type}${what} ${command.node}`;
}

/** Answers an attempt all the way: permission, request, and what the world said. */
export function perform(
  run: Driven,
  node: string,
  result: 'done' | 'unknown' | { readonly error: string },
): StepResult {
  const { attempt, visit, key, undo } = run.find('attempt', node);
  const here = { node, visit, attempt };
  run.give({ type: 'permission.decided', permission: permission(true), ...here });
  run.give({ type: 'effect.requested', key, action: 'a', input: { of: node }, ...here });
  if (result === 'unknown') return run.give({ type: 'effect.unknown', message: 'lost', ...here });
  if (result === 'done') return run.give({ type: undo ? 'undo.done' : 'effect.done', output: { id: node }, ...here });
  const { error } = result;
  return run.give({ type: undo ? 'undo.failed' : 'effect.failed', error, message: error, ...here });
}

/** Lets a scheduled timer be set and fire. */
export function elapse(run: Driven, node: string): StepResult {
  const { timer, visit } = run.find('schedule', node);
  run.give({ type: 'timer.set', timer, due: at(9_999), node, visit });
  return run.give({ type: 'timer.fired', timer, node, visit });
}

/** Opens the task that is to be opened, and answers it. */
export function handle(
  run: Driven,
  node: string,
  outcome: string,
  form: EntryBody & { type: 'task.answered' } extends { form: infer F } ? F : never = {},
): StepResult {
  const { task, visit } = tell(run, node);
  return run.give({ type: 'task.answered', task, by: 'omar', outcome, form, note: null, node, visit });
}

/** Opens the task that is to be opened. */
export function tell(run: Driven, node: string): { readonly task: string; readonly visit: number } {
  const { task, visit, what } = run.find('open', node);
  if (what === 'approval') throw new Error('an approval is opened by its own entry');
  run.give({ type: 'task.opened', task, what, assignees: ['omar'], role: 'agents', deadline: null, node, visit });
  return { task, visit };
}

export function permission(allowed: boolean, reason: 'granted' | 'no_grant' | 'unavailable' = 'granted') {
  const decision = { allowed, reason, basis: null, missing: [] } as const;
  return {
    allowed,
    actor: { id: 'desk', decision },
    asker: null,
    confinement: 'none',
    action: 'a',
    resource: { type: 'ticket', id: 'T' },
  } as const;
}
