import type { Facts, Json } from '@deskbook/policies';
import type { FactModel } from '@deskbook/dsl/bundle';
import { maskSecrets } from '../execution/secret-fields.ts';
import { isRecord } from '../facts/is-record.ts';
import { fieldsOf } from './secret-facts.ts';

/** Facts as they may be shown: what the vocabulary calls secret is masked. */
export function withoutSecrets(model: FactModel, facts: Facts): Facts {
  const shown = Object.entries(facts).map(([root, value]): [string, Json] => {
    const fields = fieldsOf(model, root);
    return [root, fields !== undefined && isRecord(value) ? maskSecrets(fields, value) : value];
  });
  return Object.fromEntries(shown);
}
