import { answered, command, setState, type Draft } from './draft.ts';
import type { Command } from './command.ts';
import type { Entry } from './entry.ts';
import type { Begun } from './run-state.ts';

type Unwind = Extract<Command, { type: 'unwind' }>;

/** Stops child runs that nobody waits for any more, and where all is taken back also has those undone that have ended. */
export function unwind(draft: Draft, which: (child: Begun) => boolean): void {
  for (const { node, visit, run } of draft.state.begun.filter(which)) {
    if (draft.outstanding.some((wanted) => wanted.type === 'unwind' && wanted.run === run)) continue;
    command(draft, { type: 'unwind', run, node, visit });
  }
}

/** Whether a child run is still being stopped. */
export function isUnwinding(draft: Draft): boolean {
  return draft.outstanding.some((wanted) => wanted.type === 'unwind');
}

/** Takes that a child run was stopped. */
export function takeUnwound(draft: Draft, entry: Extract<Entry, { type: 'child.unwound' }>): boolean {
  const fits = (wanted: Command): wanted is Unwind => wanted.type === 'unwind' && wanted.run === entry.run;
  if (answered(draft, fits) === null) return false;
  setState(draft, { begun: draft.state.begun.filter((child) => child.run !== entry.run) });
  return true;
}
