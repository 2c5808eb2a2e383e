import type { JsonObject } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import { validateForm } from '../forms/validate-form.ts';
import { oneAtATime } from '../execution/one-at-a-time.ts';
import type { Head } from '../journal/journal-entry.ts';
import type { Commit, Store } from '../journal/store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Article } from '../ports/knowledge.ts';
import { denialText, keyOf, look, runCheck } from './machine-turn.ts';
import type { ActResult, SessionWorld, TurnEntry } from './machine-turn.ts';
import { maskSecrets } from '../execution/secret-fields.ts';
import { sessionBody, sessionEntry } from './session-body.ts';
import type { SessionBody } from './session-body.ts';
import type { SessionEntry } from './session-entry.ts';
import type { FixNode, SessionState } from './session-state.ts';
import type { SessionAnswer, SessionResult, SessionView } from './session-view.ts';
import { foldSession, notSure, stepSession, whereIs } from './step-session.ts';
import type { Here } from './step-session.ts';
import { viewSession } from './view-session.ts';

/** What sessions run on. `bundleOf` finds the bundle a session began with. */
export interface SessionsOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** The newest bundle: what people begin is walked in it. */
  readonly bundle: () => Bundle;
  readonly bundleOf: (hash: string) => Bundle | null;
  readonly world: SessionWorld;
  /** Whether the person may be guided through this tree. */
  readonly mayStart: (start: SessionStart) => Promise<{ readonly allowed: boolean; readonly reason: string }>;
  /** Articles about the fault a session is about; empty where the knowledge base can't be asked. */
  readonly articles: (state: SessionState) => Promise<readonly Article[]>;
  /** Told of each entry once it is durable. */
  readonly onEntry?: ((session: string, entry: SessionBody) => void) | undefined;
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
  const inTurn = oneAtATime();
  /** Keys whose request this very process has just recorded: they are about to be performed for the first time. */
  const performing = new Set<string>();

  async function start(wanted: SessionStart): Promise<SessionResult> {
    const known = load(wanted.session);
    if (known) return drive(known);
    const permission = await options.mayStart(wanted);
    if (!permission.allowed) return refuse('not_permitted', permission.reason);
    const { with: input, ...rest } = wanted;
    const bundle = bundleFor(wanted);
    const entry: SessionEntry = {
      type: 'session.started',
      at: clock.now(),
      bundle: bundle.hash,
      input,
      ...rest,
    };
    const state = stepSession(bundle.trees, null, entry);
    if (!state) return refuse('no_such_tree', `there is no tree ${wanted.tree}`);
    await append({ bundle, head: null }, state, entry);
    return resume(wanted.session);
  }

  /** What a run begins is walked in the bundle the run began with. */
  function bundleFor({ parent }: SessionStart): Bundle {
    const hash = parent === null ? undefined : store.run(parent.run)?.bundle;
    return (hash === undefined ? null : options.bundleOf(hash)) ?? options.bundle();
  }

  async function resume(session: string, turns = 0): Promise<SessionResult> {
    const loaded = load(session);
    return loaded ? drive(loaded, turns) : noSession(session);
  }

  async function respond(session: string, answer: SessionAnswer): Promise<SessionResult> {
    const loaded = load(session);
    if (!loaded) return noSession(session);
    const here = whereIs(loaded.bundle.trees, loaded.state);
    if (!here) return refuse('ended', 'this session has ended');
    const checked = checkAnswer(here, answer, clock.now());
    if ('ok' in checked) return checked;
    const said: TurnEntry = {
      type: 'session.answered',
      by: answer.by,
      choice: answer.choice ?? null,
      form: checked.form,
    };
    const taken = await take(loaded, here, said);
    return taken ? resume(session) : refuse('not_asked', 'another answer was faster');
  }

  /** Takes every machine's turn there is, and stops where a person is asked. */
  async function drive(loaded: Loaded, turns = 0): Promise<SessionResult> {
    const here = whereIs(loaded.bundle.trees, loaded.state);
    const entry = here && turns < mostTurns ? await machineTurn(here) : null;
    if (!here || !entry) return shown(loaded);
    await take(loaded, here, entry);
    return resume(loaded.state.session, turns + 1);
  }

  /** What a person sees, with what the knowledge base has to say: that is no part of the session, and its absence stops nothing. */
  async function shown({ bundle, state }: Loaded): Promise<SessionResult> {
    const view = viewSession(bundle.trees, state);
    return { ok: true, view: { ...view, articles: await options.articles(state) } };
  }

  async function machineTurn(here: Here): Promise<TurnEntry | null> {
    const { node, tree, state } = here;
    const chooses = node.kind === 'question' || node.kind === 'choice';
    if (state.turn === 'look' && chooses) return look(here, node, world);
    if (state.turn === 'check' && node.kind === 'question' && node.check) return runCheck(here, node.check, world);
    if (state.turn === 'recheck' && tree.afterFix?.check) return runCheck(here, tree.afterFix.check, world);
    return state.turn === 'perform' && node.kind === 'fix' && node.action !== null
      ? fix(here, node, node.action)
      : null;
  }

  /**
   * What is to be done, and the permission it rests on, are durable before it is done. Found requested by a process that died, it is
   * asked for again and repeated, but only if its contract allows a second call.
   */
  async function fix(here: Here, node: FixNode, action: string): Promise<TurnEntry> {
    const key = keyOf(here);
    const input = world.resolve(node.with, await world.facts(here));
    if (!input.ok) return notPerformed('failed', `${input.missing.join(', ')} is not known`);
    if (performing.delete(key)) return performed(await world.act(action, input.input, key));
    const contract = options.bundleOf(here.state.bundle)?.actions[action];
    if (here.state.requested && contract?.idempotent === 'never')
      return notPerformed('unknown', 'it was interrupted, and may not be repeated');
    const permission = await world.permit(here, action, input.input);
    if (!permission.allowed) return { ...notPerformed('denied', denialText(permission)), denial: permission };
    const recorded = maskSecrets(contract?.input ?? {}, input.input);
    return { type: 'session.requested', action, key, input: recorded, permission };
  }

  function load(session: string): Loaded | null {
    const entries = store.entries(streamOf(session)).map(({ body }) => sessionEntry(body));
    const [first] = entries;
    const bundle = first?.type === 'session.started' ? options.bundleOf(first.bundle) : null;
    const state = bundle && foldSession(bundle.trees, entries);
    return state && { bundle, head: store.head(streamOf(session)), state };
  }

  async function take(loaded: Loaded, here: Here, entry: TurnEntry): Promise<boolean> {
    const placed: SessionEntry = { at: clock.now(), ...here.place, ...entry };
    return append(loaded, stepSession(loaded.bundle.trees, loaded.state, placed), placed);
  }

  /** Appends by compare-and-set: where somebody else was faster this entry is dropped, and what they wrote counts. */
  async function append(
    { bundle, head }: Pick<Loaded, 'bundle' | 'head'>,
    state: SessionState,
    entry: SessionEntry,
  ): Promise<boolean> {
    const stream = streamOf(state.session);
    const body = sessionBody(entry);
    const result = await store.commit({
      expect: { [stream]: head },
      append: [{ stream, at: entry.at, cause: causeOf(entry), body }],
      ...listing(bundle, state),
    });
    if (!result.ok) return false;
    options.onEntry?.(state.session, body);
    if (entry.type === 'session.requested') performing.add(entry.key);
    if (state.place === null) await options.onEnd?.(state, viewSession(bundle.trees, state));
    return true;
  }

  return {
    start: async (wanted) => inTurn(wanted.session, async () => start(wanted)),
    respond: async (session, answer) => inTurn(session, async () => respond(session, answer)),
    view: async (session) => {
      const result = await inTurn(session, async () => resume(session));
      return result.ok ? result.view : null;
    },
  };
}

interface Loaded {
  readonly bundle: Bundle;
  readonly head: Head | null;
  readonly state: SessionState;
}

function causeOf(entry: SessionEntry): string {
  if (entry.type === 'session.started') return `person:${entry.person}`;
  return entry.type === 'session.answered' ? `person:${entry.by}` : 'desk';
}

/** An open session is listed among the person's tasks, so that it can be found again. */
function listing(
  { trees, languages }: Bundle,
  state: SessionState,
): Pick<Commit, 'openTasks' | 'closeTasks' | 'touched'> {
  const { session: task, root, place, person, parent } = state;
  if (place === null) return { closeTasks: [task], touched: parent === null ? [] : [parent.run] };
  const { run, node } = parent ?? { run: task, node: root };
  const title = trees[root]?.title[languages[0]] ?? root;
  return {
    openTasks: [
      {
        task,
        run,
        node,
        kind: 'tree',
        assignees: [person],
        role: null,
        deadline: null,
        title,
        details: { tree: root, at: place.node },
      },
    ],
  };
}

/** An answer's form as it may be kept, or why the answer is not taken. What is not asked for is not kept. */
function checkAnswer(here: Here, answer: SessionAnswer, now: string): SessionResult | { readonly form: JsonObject } {
  const { prompt } = viewSession(here.trees, here.state);
  if (answer.by !== here.state.person) return refuse('not_permitted', 'this session belongs to somebody else');
  if (!prompt || answer.node !== prompt.node)
    return refuse('not_asked', `what is asked now is ${prompt?.node ?? 'nothing'}, not ${answer.node}`);
  if (answer.choice === notSure) return { form: {} };
  if (prompt.form) {
    const checked = validateForm(prompt.form, answer.form ?? {}, { options: {}, now });
    return checked.ok
      ? { form: maskSecrets(prompt.form, checked.form) }
      : {
          ok: false,
          code: 'invalid_answer',
          reason: 'some fields are not filled in as they must be',
          fields: checked.fields,
        };
  }
  const known = prompt.choices.some(({ id }) => id === answer.choice);
  return known
    ? { form: {} }
    : refuse('invalid_answer', `an answer is one of ${prompt.choices.map(({ id }) => id).join(', ')}`);
}

type Performed = Extract<TurnEntry, { readonly type: 'session.performed' }>;

function performed(answer: ActResult): Performed {
  if (answer.result !== 'done') return notPerformed(answer.result, answer.reason);
  return { type: 'session.performed', result: 'done', output: answer.output, reason: null, denial: null };
}

function notPerformed(result: 'failed' | 'denied' | 'unknown', reason: string): Performed {
  return { type: 'session.performed', result, output: {}, reason, denial: null };
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
