import type { FactPath, Facts, Json } from '@deskbook/policies';
import type { FactModel, Fields } from '@deskbook/dsl/bundle';
import { isRecord } from '../facts/is-record.ts';

/** The field a fact is, by the vocabulary; undefined where it has none of that name. */
export function fieldOf(model: FactModel, fact: FactPath): Fields[string] | undefined {
  const [root = '', ...path] = fact.split('.');
  const type = Object.hasOwn(model.roots, root) ? model.roots[root]?.type : undefined;
  let fields = type !== undefined && Object.hasOwn(model.records, type) ? model.records[type] : undefined;
  let field: Fields[string] | undefined;
  for (const name of path) {
    field = fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
    fields = field?.fields;
  }
  return field;
}

/** Every value of a fact that the vocabulary calls secret. */
export function secretValues(model: FactModel, facts: Facts): readonly Json[] {
  return Object.entries(facts).flatMap(([root, record]) => {
    const type = Object.hasOwn(model.roots, root) ? model.roots[root]?.type : undefined;
    const fields = type !== undefined && Object.hasOwn(model.records, type) ? model.records[type] : undefined;
    return fields === undefined ? [] : secretsIn(fields, record);
  });
}

function secretsIn(fields: Fields, record: Json): readonly Json[] {
  if (!isRecord(record)) return [];
  return Object.entries(fields).flatMap(([name, field]) => {
    const value = Object.hasOwn(record, name) ? (record[name] ?? null) : null;
    if (value === null) return [];
    return field.secret ? [value] : field.fields === undefined ? [] : secretsIn(field.fields, value);
  });
}
