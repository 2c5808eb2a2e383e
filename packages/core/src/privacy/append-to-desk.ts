import type { JsonObject } from '@deskbook/policies';
import { DESK_STREAM } from '../execution/entry-body.ts';
import type { Commit } from '../journal/store.ts';
import { letterScope } from './places.ts';
import type { PrivateStore } from './private-store.ts';

/** Says in the desk's own chain what somebody did to the store, together with what changes beside it. */
export async function appendToDesk(
  store: PrivateStore,
  body: JsonObject & { readonly type: string; readonly by: string },
  { at, beside }: { readonly at: string; readonly beside: Partial<Commit> },
): Promise<void> {
  const entry = { stream: DESK_STREAM, at, cause: `person:${body.by}`, body };
  for (;;) {
    const result = await store.commit({
      ...beside,
      expect: { [DESK_STREAM]: store.head(DESK_STREAM) },
      append: [entry],
    });
    if (result.ok) return;
  }
}

/** Secrets of rejected messages that are no longer there: whoever deleted them was interrupted before destroying those. */
export function orphans(store: PrivateStore): readonly string[] {
  const there = new Set(store.sealed.deadLetters().map(({ id }) => letterScope(id)));
  return store.keys.scopes(letterScope('')).filter((scope) => !there.has(scope));
}
