import type { Facts, Json, JsonObject } from '@deskbook/policies';
import type { FactChange } from '../events/desk-event.ts';
import { isRecord } from '../facts/is-record.ts';

/** The facts as they were before some changes. What a fact was before and nobody says, is unknown. */
export function withoutChanges(facts: Facts, changes: readonly FactChange[]): Facts {
  return changes.reduce<JsonObject>((before, { fact, from = null }) => {
    const [root = '', field = ''] = fact.split('.');
    const record: Json | undefined = Object.hasOwn(before, root) ? before[root] : undefined;
    return field === '' || !isRecord(record) ? before : { ...before, [root]: { ...record, [field]: from } };
  }, facts);
}
