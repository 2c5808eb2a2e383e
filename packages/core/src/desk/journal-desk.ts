import { DESK_STREAM } from '../execution/entry-body.ts';
import type { JsonObject } from '@deskbook/policies';
import { joinCommits } from '../execution/run-commit.ts';
import { cleanValues } from '../forms/clean-values.ts';
import type { Commit } from '../journal/store.ts';
import type { DeskParts } from './desk-parts.ts';

/** Appends one entry to the desk's own chain, with what happens beside it. `null` appends nothing. */
export async function journalDesk(
  { store, clock, oneAtATime }: Pick<DeskParts, 'store' | 'clock' | 'oneAtATime'>,
  body: (JsonObject & { readonly type: string }) | null,
  beside: readonly Commit[] = [],
): Promise<void> {
  await oneAtATime('journal', async () => {
    for (;;) {
      const entry: Commit =
        body === null
          ? { expect: {}, append: [] }
          : {
              expect: { [DESK_STREAM]: store.head(DESK_STREAM) },
              append: [{ stream: DESK_STREAM, at: clock.now(), cause: 'desk', body: holdable(body) }],
            };
      const result = await store.commit(joinCommits([entry, ...beside]));
      if (result.ok || result.reason !== 'head_moved' || result.stream !== DESK_STREAM) return;
    }
  });
}

/** What was asked or sent, as the journal can hold it: whoever asks does not decide whether it is recorded. */
function holdable(body: JsonObject & { readonly type: string }): JsonObject & { readonly type: string } {
  const clean = cleanValues(body);
  return clean.ok ? { ...clean.values, type: body.type } : { type: body.type, unrecorded: clean.message };
}
