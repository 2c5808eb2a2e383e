import type { JsonObject } from '@deskbook/policies';
import { DESK_STREAM } from '../execution/entry-body.ts';
import type { Commit, Store } from '../journal/store.ts';
import { letterScope } from './places.ts';
import { KEYS_STREAM, type PrivateStore } from './private-store.ts';

/** Who destroys keys, as the desk's own chain says it, when, and what changes beside. */
export interface Destroying {
  readonly body: JsonObject & { readonly type: string; readonly by: string };
  readonly at: string;
  readonly beside: Partial<Commit>;
}

/**
 * Destroys keys, between two bars. The first stands in the same commit as what the desk's own chain says of it: from then on no process that
 * opened the store before commits anything. The second keeps out those that opened it meanwhile, and may have read with what is now gone.
 * Interrupted, it can be done again.
 */
export async function destroyKeys(
  store: PrivateStore,
  { body, at, beside }: Destroying,
  destroy: () => Promise<void>,
): Promise<void> {
  const entry = (stream: string, own: Destroying['body']): Commit['append'][number] => {
    return { stream, at, cause: `person:${body.by}`, body: own };
  };
  const begun = entry(KEYS_STREAM, { type: 'keys.destroying', by: body.by });
  const done = entry(KEYS_STREAM, { type: 'keys.destroyed', by: body.by });
  await append(store, DESK_STREAM, { ...beside, append: [entry(DESK_STREAM, body), begun] });
  await destroy();
  await append(store.sealed, KEYS_STREAM, { append: [done] });
}

async function append(store: Store, stream: string, commit: Omit<Commit, 'expect'>): Promise<void> {
  for (;;) {
    const result = await store.commit({ ...commit, expect: { [stream]: store.head(stream) } });
    if (result.ok) return;
  }
}

/** Secrets of rejected messages that are no longer there: whoever deleted them was interrupted before destroying those. */
export function orphans(store: PrivateStore): readonly string[] {
  const there = new Set(store.sealed.deadLetters().map(({ id }) => letterScope(id)));
  return store.keys.scopes(letterScope('')).filter((scope) => !there.has(scope));
}
