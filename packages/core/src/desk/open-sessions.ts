import { createHash } from 'node:crypto';
import type { JsonObject } from '@deskbook/policies';
import type { ExecutionHost } from '../execution/host.ts';
import { canonicalJson } from '../journal/link-entry.ts';
import { type SessionEntry, type SessionResult, type SessionState, type SessionView, type Sessions, createSessions } from '../troubleshooting/index.ts'; // prettier-ignore
import type { DeskParts } from './desk-parts.ts';
import { mayStart } from './may.ts';
import { sessionWorld } from './session-world.ts';

/** Sessions of a desk: those people begin by themselves, and those a step of a run begins. */
export interface DeskSessions extends Sessions {
  readonly startForRun: NonNullable<ExecutionHost['startSession']>;
}

/** Opens troubleshooting over the desk's store. A session that a run began tells the run how it ended. */
export function openSessions(parts: DeskParts): DeskSessions {
  const { store, clock, bundle, bundleOf } = parts;
  const onEntry = (session: string, entry: SessionEntry): void =>
    parts.options.onEntry?.(session, { ...entry } as never);
  const common = { store, clock, bundle, bundleOf, world: sessionWorld(parts), onEntry, onEnd: tellRun(parts) };
  const own = createSessions({ ...common, mayStart: (tree, person) => mayStart(parts, tree, person) });
  const forRuns = createSessions({ ...common, mayStart: async () => ({ allowed: true, reason: '' }) });
  return {
    ...own,
    async startForRun(start) {
      await forRuns.start(start);
    },
  };
}

const tellRun =
  ({ executor }: DeskParts) =>
  async (state: SessionState, view: SessionView): Promise<void> => {
    const { parent, session, person, evidence } = state;
    if (parent === null || view.outcome === null) return;
    const path = view.path as unknown as JsonObject['path'];
    const { id: outcome, result } = view.outcome;
    await executor.endSession({
      run: parent.run,
      node: parent.node,
      session,
      by: person,
      result,
      outcome,
      path,
      evidence,
    });
    executor.touch(parent.run);
  };

/** Begins a session by hand. The same person's second start within the same millisecond is the same session. */
export function troubleshoot(
  { clock }: DeskParts,
  sessions: Sessions,
  tree: string,
  {
    person,
    with: input = {},
    ticket = null,
  }: { readonly person: string; readonly with?: JsonObject; readonly ticket?: string | null },
): Promise<SessionResult> {
  const cause = canonicalJson({ tree, person, ticket, input, at: clock.now() });
  const session = `${tree}-${createHash('sha256').update(cause).digest('hex').slice(0, 16)}`;
  return sessions.start({ session, tree, person, with: input, ticket, parent: null });
}
