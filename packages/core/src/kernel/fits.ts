import type { Command } from './command.ts';
import type { TimerName, Visit } from './entry.ts';

type OfType<Type extends Command['type']> = Extract<Command, { readonly type: Type }>;

/** Recognises the outstanding command that an entry of this visit answers. */
export function ofType<Type extends Command['type']>(
  type: Type,
  at: Visit,
): (command: Command) => command is OfType<Type> {
  return (command): command is OfType<Type> =>
    command.type === type && 'node' in command && command.node === at.node && command.visit === at.visit;
}

/** Recognises the timer of a visit, in the state it is in. */
export function ofTimer<Type extends 'schedule' | 'sleep'>(
  type: Type,
  at: Visit,
  timer: TimerName,
): (command: Command) => command is OfType<Type> {
  const here = ofType(type, at);
  return (command): command is OfType<Type> => here(command) && timerOf(command) === timer;
}

function timerOf(command: Command): TimerName | null {
  return command.type === 'schedule' || command.type === 'sleep' ? command.timer : null;
}

/** Recognises the wait for an answer to a task. */
export function awaiting(task: string): (command: Command) => command is OfType<'await'> {
  return (command): command is OfType<'await'> => command.type === 'await' && command.task === task;
}
