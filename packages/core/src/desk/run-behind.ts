import type { IntakePorts } from '../events/intake-ports.ts';
import { entryOf, streamOf } from '../execution/entry-body.ts';
import type { Store } from '../journal/store.ts';

/** Which run did what came back as an event: the one whose effect has this key, else the last that worked on this ticket. */
export function runBehind(
  store: Store,
  trace: Parameters<IntakePorts['runBehind']>[0],
): ReturnType<IntakePorts['runBehind']> {
  const named = trace.key?.split('/', 1)[0] ?? null;
  const found = named === null ? lastOn(store, trace.ticket) : store.run(named);
  return found === null ? null : { run: found.run, hops: hopsOf(store, found.run) + 1 };
}

const lastOn = (store: Store, ticket: string | null): ReturnType<Store['run']> =>
  ticket === null ? null : (store.runs({ ticket }).at(-1) ?? null);

/** How many hops a run is from a person's doing. */
function hopsOf(store: Store, run: string): number {
  const [first] = store.entries(streamOf(run));
  const entry = first === undefined ? null : entryOf(first);
  return entry?.type === 'run.started' && entry.cause.kind !== 'person' ? entry.cause.hops : 0;
}
