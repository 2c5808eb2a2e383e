import type { JsonObject } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import { entryOf, streamOf } from '../execution/entry-body.ts';
import { loadRun, type LoadedRun } from '../execution/load-run.ts';
import { namedAsNow } from '../kernel/moving/named-as-now.ts';
import { personRecord } from '../facts/index.ts';
import type { Store } from '../journal/store.ts';
import { type ReportInput, type ResolutionReport, type RunHistory, buildReport } from '../reports/index.ts';
import { type SessionEntry, foldSession, sessionEntry, viewSession } from '../troubleshooting/index.ts';
import type { DeskParts } from './desk-parts.ts';
import { usesOf } from '../execution/uses-of.ts';

/** A run nobody has heard of, or whose bundle is not here. */
export class NoSuchRun extends Error {}

/**
 * The resolution report of a run, with everything that was a part of it; its titles in a language, the bundle's first unless given.
 *
 * @throws NoSuchRun
 */
export async function reportRun(
  parts: DeskParts,
  run: string,
  { language }: { readonly language?: string | undefined } = {},
): Promise<ResolutionReport> {
  const { store } = parts;
  const loaded = loadRun(parts.host, run);
  if (loaded === null) {
    const known = store.run(run);
    const why =
      known === null
        ? `there is no run ${run}`
        : `run ${run} is on a bundle that is not here, or is none for this version (${known.bundle})`;
    throw new NoSuchRun(why);
  }
  const own = historyOf(store, loaded);
  const children = childrenOf(parts, run);
  const histories = [own, ...children];
  const sessions = sessionsIn(histories).map((id) => sessionEntries(store, id));
  const input: ReportInput = {
    ...own,
    bundle: loaded.bundle,
    people: await peopleIn(parts, histories),
    children,
    sessions: viewsOf(loaded.bundle, sessions),
    sessionEntries: sessions,
    journal: journalOf(store, run),
    erased: [...histories.map((each) => streamOf(each.run)), ...sessions.flatMap(sessionStreams)].flatMap((stream) =>
      erasedIn(store, stream),
    ),
    ...(loaded.graph.workflow.activates !== undefined && { uses: usesOf(store, run) }),
    ...(language !== undefined && { language }),
  };
  return buildReport(input);
}

/** A run's history as the graph tells it that it is on now. */
function historyOf(store: Store, { run, graph, state: { names } }: LoadedRun): RunHistory {
  const entries = namedAsNow(store.entries(streamOf(run)).map(entryOf));
  return { run, workflow: graph.workflow, entries, ...(names !== undefined && { names }) };
}

/** The runs that are a part of it, and theirs, in the order they began. */
function childrenOf(parts: DeskParts, run: string): readonly RunHistory[] {
  const found: RunHistory[] = [];
  for (const child of parts.store.runs({ parent: run })) {
    const loaded = loadRun(parts.host, child.run);
    if (loaded !== null) found.push(historyOf(parts.store, loaded));
    found.push(...childrenOf(parts, child.run));
  }
  return found;
}

/** Everybody who is named in the entries and is in the directory. One who cannot be read is left out. */
async function peopleIn(
  { host }: DeskParts,
  histories: readonly RunHistory[],
): Promise<{ readonly [id: string]: JsonObject }> {
  const ids = new Set<string>();
  for (const { entries } of histories) for (const entry of entries) namesIn(entry, ids);
  const found: [string, JsonObject][] = [];
  for (const id of [...ids].sort()) {
    const person = await personRecord(host.directory, id).catch(() => null);
    if (person !== null) found.push([id, person]);
  }
  return Object.fromEntries(found);
}

/** Where entries name people: under these keys, or as the `id` of one of these. */
const NAMING = new Set(['by', 'to', 'requester', 'assignees', 'people', 'person']);
const WITH_ID = new Set(['actor', 'asker']);

function namesIn(value: unknown, into: Set<string>, key = '', outer = ''): void {
  const names = NAMING.has(key) || (key === 'id' && WITH_ID.has(outer));
  if (typeof value === 'string' && names && /^[\w.@-]{1,100}$/u.test(value)) into.add(value);
  if (typeof value !== 'object' || value === null) return;
  const isList = Array.isArray(value);
  for (const [name, part] of Object.entries(value)) namesIn(part, into, isList ? key : name, isList ? outer : key);
}

/** The sessions that steps of these runs began, ended or not. */
function sessionsIn(histories: readonly RunHistory[]): readonly string[] {
  const ids = histories.flatMap(({ workflow, entries }) => {
    const trees = new Set(workflow.nodes.flatMap(({ id, verb }) => (verb.kind === 'tree' ? [id] : [])));
    return entries.flatMap((entry) => {
      const told = entry.type === 'task.opened' || entry.type === 'task.answered';
      return told && trees.has(entry.node) ? [entry.task] : [];
    });
  });
  return [...new Set(ids)];
}

/** Sessions as their entries left them: reading a report takes nobody's turn. */
function viewsOf(
  { trees }: Bundle,
  sessions: readonly (readonly SessionEntry[])[],
): NonNullable<ReportInput['sessions']> {
  return sessions.flatMap((entries) => {
    const state = foldSession(trees, entries);
    return state === null ? [] : [viewSession(trees, state)];
  });
}

const sessionEntries = (store: Store, session: string): readonly SessionEntry[] =>
  store.entries(`session:${session}`).map(({ body }) => sessionEntry(body));

const sessionStreams = ([first]: readonly SessionEntry[]): readonly string[] =>
  first?.type === 'session.started' ? [`session:${first.session}`] : [];

/** The fields of a chain that can't be read any more. Facts are named as the bundle names them. */
const erasedIn = (store: Store, stream: string): readonly string[] =>
  store
    .entries(stream)
    .flatMap(({ erased = [] }) => erased)
    .map((pointer) =>
      pointer
        .replace(/^(\/event\/data)?\/facts\//, '/')
        .slice(1)
        .replaceAll('/', '.'),
    );

/** What verifying the run's own chain gives. */
function journalOf(store: Store, run: string): ReportInput['journal'] {
  const head = store.head(streamOf(run));
  return { entries: head?.sequence ?? 0, head: head?.hash ?? '', verified: store.verify(streamOf(run)).ok };
}
