import { readFact } from '@deskbook/policies/conditions';
import type { FactPath, Facts, JsonObject } from '@deskbook/policies';
import { isRecord } from '../facts/is-record.ts';

/** Of all facts only these, as records by root. What is absent stays absent. */
export function pickFacts(facts: Facts, paths: readonly FactPath[]): JsonObject {
  return paths.reduce<JsonObject>((picked, path) => {
    const value = readFact(facts, path);
    const [root = '', field = ''] = path.split('.', 2);
    if (value === undefined || field === '') return picked;
    const record = Object.hasOwn(picked, root) ? picked[root] : undefined;
    return { ...picked, [root]: { ...(isRecord(record) ? record : {}), [field]: value } };
  }, {});
}
