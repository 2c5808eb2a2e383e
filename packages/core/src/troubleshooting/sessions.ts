import type { JsonObject } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import { validateForm } from '../forms/validate-form.ts';
import type { Head } from '../journal/journal-entry.ts';
import type { Commit, Store } from '../journal/store.ts';
import type { Clock } from '../ports/clock.ts';
import { keyOf, look, runCheck } from './machine-turn.ts';
import type { SessionWorld, TurnEntry } from './machine-turn.ts';
import type { SessionEntry } from './session-entry.ts';
import type { SessionState } from './session-state.ts';
import type { SessionAnswer, SessionResult, SessionView } from './session-view.ts';
import { foldSession, notSure, stepSession, whereIs } from './step-session.ts';
import type { Here } from './step-session.ts';
import { viewSession } from './view-session.ts';

/** What sessions run on. `bundleOf` finds the bundle a session began with. */
export interface SessionsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly bundle: Bundle;
  readonly bundleOf: (hash: string) => Bundle | null;
  readonly world: SessionWorld;
  /** Whether the person may be guided through this tree. */
  readonly mayStart: (tree: string, person: string) => Promise<{ readonly allowed: boolean; readonly reason: string }>;
  /** Told of each entry once it is durable. */
  readonly onEntry?: ((session: string, entry: SessionEntry) => void) | undefined;
  /** A session has ended: told once it is durable. */
  readonly onEnd?: ((state: SessionState, view: SessionView) => Promise<void>) | undefined;
}

/** A start of a session. The id follows from it, so that the same start (a retried request) is the same session. */
export interface SessionStart {
  readonly session: string;
  readonly tree: string;
  readonly person: string;
  readonly with: JsonObject;
  readonly ticket: string | null;
  readonly parent: SessionState['parent'];
}

/** Troubleshooting sessions over the store: left at any moment, resumed at any other, by any process. */
export interface Sessions {
  start(start: SessionStart): Promise<SessionResult>;
  view(session: string): Promise<SessionView | null>;
  respond(session: string, answer: SessionAnswer): Promise<SessionResult>;
}

/** How often a session may act without a person: a bound on a tree whose checks lead in a circle. */
const mostTurns = 500;

export function createSessions(options: SessionsOptions): Sessions {
  const { store, clock, world } = options;

  async function start(wanted: SessionStart): Promise<SessionResult> {
    const known = load(wanted.session);
    if (known) return drive(known);
    if (!Object.hasOwn(options.bundle.trees, wanted.tree))
      return refuse('no_such_tree', `there is no tree ${wanted.tree}`);
    const permission = await options.mayStart(wanted.tree, wanted.person);
    if (!permission.allowed) return refuse('not_permitted', permission.reason);
    const { session, tree, person, ticket, parent } = wanted;
    const entry: SessionEntry = {
      type: 'session.started',
      at: clock.now(),
      session,
      bundle: options.bundle.hash,
      tree,
      person,
      ticket,
      parent,
      input: wanted.with,
    };
    await append({ session, head: null, bundle: options.bundle, state: null }, entry);
    return resume(session);
  }

  async function view(session: string): Promise<SessionView | null> {
    const result = await resume(session);
    return result.ok ? result.view : null;
  }

  async function respond(session: string, answer: SessionAnswer): Promise<SessionResult> {
    const loaded = load(session);
    if (!loaded?.state) return noSession(session);
    const here = whereIs(loaded.bundle.trees, loaded.state);
    if (!here) return refuse('ended', 'this session has ended');
    const refusal = refuseAnswer(here, answer, clock.now());
    if (refusal) return refusal;
    const entry: TurnEntry = {
      type: 'session.answered',
      by: answer.by,
      choice: answer.choice ?? null,
      form: answer.form ?? {},
    };
    const taken = await append(loaded, placed(here, entry, clock.now()));
    return taken ? resume(session) : refuse('not_asked', 'another answer was faster');
  }

  /** Takes every machine's turn there is, and stops where a person is asked. */
  async function drive(from: Loaded): Promise<SessionResult> {
    let loaded = from;
    for (let turn = 0; turn < mostTurns && loaded.state; turn += 1) {
      const here = whereIs(loaded.bundle.trees, loaded.state);
      const entry = here && (await takeTurn(here));
      if (!here || !entry) break;
      await append(loaded, placed(here, entry, clock.now()));
      loaded = load(loaded.session) ?? loaded;
    }
    return loaded.state
      ? { ok: true, view: viewSession(loaded.bundle.trees, loaded.state) }
      : noSession(loaded.session);
  }

  async function takeTurn(here: Here): Promise<TurnEntry | null> {
    const { node, tree, state } = here;
    if (state.turn === 'look') return look(here, world);
    if (state.turn === 'check' && node.kind === 'question' && node.check) return runCheck(here, node.check, world);
    if (state.turn === 'recheck' && tree.afterFix?.check) return runCheck(here, tree.afterFix.check, world);
    return state.turn === 'perform' && node.kind === 'fix' && node.action !== null ? fix(here, node.action) : null;
  }

  /** What is to be done is durable before it is done. Found requested by a process that died, it is repeated only if its contract allows. */
  async function fix(here: Here, action: string): Promise<TurnEntry> {
    const { node } = here;
    const facts = await world.facts(here);
    const input = world.resolve(node.kind === 'fix' ? node.with : {}, facts);
    if (!input.ok) return notPerformed('failed', `${input.missing.join(', ')} is not known`);
    if (!here.state.requested) return { type: 'session.requested', action, key: keyOf(here), input: input.input };
    if (!performing.delete(keyOf(here)) && mustNotRepeat(here, action))
      return notPerformed('unknown', 'it was interrupted, and may not be repeated');
    const answer = await world.act(here, action, input.input, keyOf(here));
    if (answer.result === 'done')
      return { type: 'session.performed', result: 'done', output: answer.output, reason: null };
    return notPerformed(answer.result, answer.reason);
  }

  /** Keys whose request this very process has just recorded: they are about to be performed for the first time. */
  const performing = new Set<string>();

  function mustNotRepeat(here: Here, action: string): boolean {
    return options.bundleOf(here.state.bundle)?.actions[action]?.idempotent === 'never';
  }

  async function resume(session: string): Promise<SessionResult> {
    const loaded = load(session);
    return loaded ? drive(loaded) : noSession(session);
  }

  function load(session: string): Loaded | null {
    const journaled = store.entries(streamOf(session));
    const entries = journaled.map(({ body }) => body as unknown as SessionEntry);
    const [first] = entries;
    const bundle = first?.type === 'session.started' ? options.bundleOf(first.bundle) : null;
    if (!bundle) return null;
    return { session, bundle, head: store.head(streamOf(session)), state: foldSession(bundle.trees, entries) };
  }

  /** Appends by compare-and-set: where somebody else was faster this entry is dropped, and what they wrote counts. */
  async function append(loaded: Loaded, entry: SessionEntry): Promise<boolean> {
    const { trees } = loaded.bundle;
    const state = stepSession(trees, loaded.state, entry);
    const stream = streamOf(loaded.session);
    const body = { ...entry } as unknown as JsonObject & { readonly type: string };
    const cause =
      entry.type === 'session.started' || entry.type === 'session.answered'
        ? `person:${entry.type === 'session.started' ? entry.person : entry.by}`
        : 'desk';
    const result = await store.commit({
      expect: { [stream]: loaded.head },
      append: [{ stream, at: entry.at, cause, body }],
      ...listing(loaded, state),
    });
    if (!result.ok || !state) return false;
    options.onEntry?.(loaded.session, entry);
    if (entry.type === 'session.requested') performing.add(entry.key);
    if (state.place === null) await options.onEnd?.(state, viewSession(trees, state));
    return true;
  }

  return { start, view, respond };
}

interface Loaded {
  readonly session: string;
  readonly bundle: Bundle;
  readonly head: Head | null;
  readonly state: SessionState | null;
}

/** An open session is listed among the person's tasks, so that it can be found again. */
function listing(loaded: Loaded, state: SessionState | null): Pick<Commit, 'openTasks' | 'closeTasks'> {
  if (!state) return {};
  if (state.place === null) return { closeTasks: [state.session] };
  const title = loaded.bundle.trees[state.root]?.title[loaded.bundle.languages[0]] ?? state.root;
  const task = {
    task: state.session,
    run: state.parent?.run ?? state.session,
    node: state.parent?.node ?? state.root,
    kind: 'tree' as const,
  };
  return {
    openTasks: [
      {
        ...task,
        assignees: [state.person],
        role: null,
        deadline: null,
        title,
        details: { tree: state.root, at: state.place.node },
      },
    ],
  };
}

function refuseAnswer(here: Here, answer: SessionAnswer, now: string): SessionResult | null {
  const { prompt } = viewSession(here.trees, here.state);
  if (answer.by !== here.state.person) return refuse('not_permitted', 'this session belongs to somebody else');
  if (!prompt || answer.node !== prompt.node)
    return refuse('not_asked', `what is asked now is ${prompt?.node ?? 'nothing'}, not ${answer.node}`);
  if (answer.choice === notSure) return null;
  if (prompt.form) {
    const checked = validateForm(prompt.form, answer.form ?? {}, { options: {}, now });
    return checked.ok
      ? null
      : {
          ok: false,
          code: 'invalid_answer',
          reason: 'some fields are not filled in as they must be',
          fields: checked.fields,
        };
  }
  const known = prompt.choices.some(({ id }) => id === answer.choice);
  return known
    ? null
    : refuse('invalid_answer', `an answer is one of ${prompt.choices.map(({ id }) => id).join(', ')}`);
}

function placed(here: Here, entry: TurnEntry, at: string): SessionEntry {
  return { at, ...here.place, ...entry };
}

function notPerformed(result: 'failed' | 'denied' | 'unknown', reason: string): TurnEntry {
  return { type: 'session.performed', result, output: {}, reason };
}

function streamOf(session: string): string {
  return `session:${session}`;
}

function noSession(session: string): SessionResult {
  return refuse('no_such_session', `there is no session ${session}`);
}

function refuse(code: Extract<SessionResult, { ok: false }>['code'], reason: string): SessionResult {
  return { ok: false, code, reason };
}
