import type { IntakePorts } from '../events/intake-ports.ts';
import type { Bundle } from '@deskbook/dsl/bundle';
import { entryOf, streamOf } from '../execution/entry-body.ts';
import type { Store } from '../journal/store.ts';

/** Which run did what came back as an event: the one whose effect has this key, else the last that worked on this ticket. */
export function runBehind(
  store: Store,
  trace: Parameters<IntakePorts['runBehind']>[0],
  { workflows }: Pick<Bundle, 'workflows'>,
): ReturnType<IntakePorts['runBehind']> {
  const named = trace.key?.split('/', 1)[0] ?? null;
  const found = named === null ? lastOn(store, trace.ticket, workflows) : store.run(named);
  return found === null ? null : { run: found.run, hops: hopsOf(store, found.run) + 1 };
}

/** A run that only gives somebody a role for a while works on nothing. */
function lastOn(store: Store, ticket: string | null, workflows: Bundle['workflows']): ReturnType<Store['run']> {
  const works = (id: string): boolean => !Object.hasOwn(workflows, id) || workflows[id]?.activates === undefined;
  return ticket === null ? null : (store.runs({ ticket }).findLast(({ workflow }) => works(workflow)) ?? null);
}

/** How many hops a run is from a person's doing. */
function hopsOf(store: Store, run: string): number {
  const [first] = store.entries(streamOf(run));
  const entry = first === undefined ? null : entryOf(first);
  return entry?.type === 'run.started' && entry.cause.kind !== 'person' ? entry.cause.hops : 0;
}
