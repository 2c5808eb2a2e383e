import type { JsonObject } from '@deskbook/policies';
import type { ActionContract, Node } from '@deskbook/dsl/bundle';
import { graphOf } from '../../../src/execution/graph-of.ts';
import { indexOf } from '../../../src/kernel/graph.ts';
import type { Entry } from '../../../src/kernel/index.ts';
import type { History } from '../history.ts';

/** An entry of a run's chain, and when in the world's history it was committed. */
export type Written = Entry & { readonly when: number };

/** An entry of any chain. */
export interface Line {
  readonly when: number;
  readonly stream: string;
  readonly body: JsonObject & { readonly type: string };
}

/** What was committed in a world, as it came: read from the commits themselves, not from what the desk makes of them. */
export interface Journal {
  readonly lines: readonly Line[];
  readonly runs: ReadonlyMap<string, readonly Written[]>;
}

const known = new WeakMap<History, Journal>();

export function journalOf(history: History): Journal {
  const journal = known.get(history) ?? read(history);
  known.set(history, journal);
  return journal;
}

function read({ happenings }: History): Journal {
  const lines = happenings.flatMap((each, when): readonly Line[] =>
    each.kind === 'commit' ? each.commit.append.map(({ stream, body }) => ({ when, stream, body })) : [],
  );
  const runs = new Map<string, Written[]>();
  for (const { stream, body, when } of lines) {
    if (!stream.startsWith('run:')) continue;
    const run = stream.slice(4);
    const entries = runs.get(run) ?? [];
    entries.push({ ...(body as unknown as Entry), when });
    runs.set(run, entries);
  }
  return { lines, runs };
}

export type Of<Type extends Entry['type']> = Extract<Written, { readonly type: Type }>;

/** The entries of one type. */
export function ofType<Type extends Entry['type']>(entries: readonly Written[], type: Type): readonly Of<Type>[] {
  return entries.filter((entry): entry is Of<Type> => entry.type === type);
}

export const startOf = (entries: readonly Written[]): Of<'run.started'> | undefined =>
  ofType(entries, 'run.started')[0];

/** A node of a run, as its workflow has it; null: there is none. */
export function nodeOf({ bundle }: History, workflow: string, node: string): Node | null {
  const graph = graphOf(bundle, workflow);
  return graph === null ? null : (indexOf(graph).nodes.get(node) ?? null);
}

/** The key under which the effect of one visit of a step is done, as the language reference says. */
export const keyOf = (run: string, { node, visit }: { readonly node: string; readonly visit: number }): string =>
  visit === 0 ? `${run}/${node}` : `${run}/${node}#${visit}`;

/** Whether it waits for decisions and approvals: a write that does more than tell people. */
export const isGated = ({ effect, port }: ActionContract): boolean => effect === 'write' && port !== 'mail' && port !== 'helpdesk'; // prettier-ignore
