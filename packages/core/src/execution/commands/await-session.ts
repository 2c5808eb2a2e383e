import type { EntryBody } from '../../kernel/entry.ts';
import type { SessionEnd } from '../host.ts';
import { answer, type NodeWork } from '../work.ts';

/** Looks whether a diagnosis has ended that its run was not told of: the process died in between, or nobody had to be asked. */
export async function awaitSession(work: NodeWork<'await'>): Promise<void> {
  const { host, command } = work;
  const end = host.endedSession?.(command.task) ?? null;
  if (end !== null) await answer(work, diagnosed(end, command.visit));
}

/** How a diagnosis ended, as the step that began it takes it. */
export function diagnosed(
  { node, session, by, result, outcome, path, evidence }: SessionEnd,
  visit: number,
): Extract<EntryBody, { readonly type: 'task.answered' }> {
  const form = { result, outcome, path, evidence };
  return { type: 'task.answered', task: session, by, outcome: result, form, note: null, node, visit };
}
