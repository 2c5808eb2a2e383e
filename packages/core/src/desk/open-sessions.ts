import { createHash } from 'node:crypto';
import type { JsonObject } from '@deskbook/policies';
import type { ExecutionHost, SessionEnd } from '../execution/host.ts';
import { maskSecrets } from '../execution/secret-fields.ts';
import { ticketRecord } from '../facts/index.ts';
import { validateForm } from '../forms/validate-form.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import type { Article } from '../ports/knowledge.ts';
import { type SessionResult, type SessionState, type SessionView, type Sessions, createSessions, foldSession, viewSession } from '../troubleshooting/index.ts'; // prettier-ignore
import { sessionEntry } from '../troubleshooting/session-body.ts';
import type { DeskParts } from './desk-parts.ts';
import { mayStart } from './may.ts';
import { sessionWorld } from './session-world.ts';

/** Sessions of a desk: those people begin by themselves, and those a step of a run begins. */
export interface DeskSessions extends Sessions {
  readonly startForRun: NonNullable<ExecutionHost['startSession']>;
}

/** Opens troubleshooting over the desk's store. A session that a run began tells the run how it ended. */
export function openSessions(parts: DeskParts): DeskSessions {
  const { store, clock, bundleOf, options } = parts;
  const sessions = createSessions({
    store,
    clock,
    bundle: () => parts.bundle,
    bundleOf,
    world: sessionWorld(parts),
    articles: (state) => articlesFor(parts, state),
    onEntry: options.onEntry,
    onEnd: tellRun(parts),
    // What a run begins is part of what was permitted when the run was.
    mayStart: async ({ tree, person, parent }) =>
      parent === null ? mayStart(parts, tree, person) : { allowed: true, reason: '' },
  });
  return {
    ...sessions,
    async startForRun(start) {
      await sessions.start(start);
    },
  };
}

/** What the knowledge base has about the fault: by what the tree is called and what the ticket says. An outage offers nothing. */
async function articlesFor({ options, store, bundleOf }: DeskParts, state: SessionState): Promise<readonly Article[]> {
  const tree = bundleOf(state.bundle)?.trees[state.root];
  const ticket = state.ticket === null ? undefined : ticketRecord(store.ticket(state.ticket)?.facts ?? {});
  const texts = [...Object.values(tree?.title ?? {}), ticket?.['summary'], ticket?.['description']];
  const words = texts.filter((text) => typeof text === 'string').join(' ');
  return (await options.knowledge?.search(words, mostArticles).catch(() => [])) ?? [];
}

const mostArticles = 3;

const tellRun =
  ({ executor }: DeskParts) =>
  async (state: SessionState, view: SessionView): Promise<void> => {
    const end = endOf(state, view);
    if (end === null) return;
    await executor.endSession(end);
    executor.touch(end.run);
  };

/** How a session ended, as the run it is a part of is told; null: it has not, or it is a part of none. */
function endOf({ parent, session, person, evidence }: SessionState, view: SessionView): SessionEnd | null {
  if (parent === null || view.outcome === null) return null;
  const { id: outcome, result } = view.outcome;
  const path = view.path.map((step): JsonObject => ({ ...step }));
  return { run: parent.run, node: parent.node, session, by: person, result, outcome, path, evidence };
}

/** How a session ended that is kept, for a run that was not told: the process died in between, or it ended before it was waited for. */
export function endedSession(
  { store, bundleOf }: Pick<DeskParts, 'store' | 'bundleOf'>,
  session: string,
): SessionEnd | null {
  const entries = store.entries(`session:${session}`).map(({ body }) => sessionEntry(body));
  const [first] = entries;
  const trees = first?.type === 'session.started' ? bundleOf(first.bundle)?.trees : undefined;
  const state = trees === undefined ? null : foldSession(trees, entries);
  return trees === undefined || state === null ? null : endOf(state, viewSession(trees, state));
}

/** Begins a session by hand. The same person's second start within the same millisecond is the same session. */
export async function troubleshoot(
  { clock, bundle }: DeskParts,
  sessions: Sessions,
  tree: string,
  {
    person,
    with: given = {},
    ticket = null,
  }: { readonly person: string; readonly with?: JsonObject; readonly ticket?: string | null },
): Promise<SessionResult> {
  const fields = Object.hasOwn(bundle.trees, tree) ? bundle.trees[tree]?.input : undefined;
  const filled = validateForm(fields ?? {}, fields === undefined ? {} : given, { options: {}, now: clock.now() });
  if (!filled.ok) {
    return { ok: false, code: 'invalid_answer', reason: 'the input does not fit the tree', fields: filled.fields };
  }
  const input = maskSecrets(fields ?? {}, filled.form);
  const [who, what] = [person.toWellFormed(), ticket?.toWellFormed() ?? null];
  const cause = canonicalJson({ tree, person: who, ticket: what, input, at: clock.now() });
  const session = `${tree}-${createHash('sha256').update(cause).digest('hex').slice(0, 16)}`;
  return sessions.start({ session, tree, person: who, with: input, ticket: what, parent: null });
}
