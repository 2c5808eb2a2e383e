import type { FactPath, Facts, Json } from '@deskbook/policies';
import type { FactChange } from '@deskbook/policies/questions';
import type { FactModel, Fields } from '@deskbook/dsl/bundle';
import { isRecord } from '../facts/is-record.ts';
import { own } from '../facts/own.ts';

/** Tells which changes of facts must not be shown: those of a secret, and those that print the value of one as what it is compared with. */
export function secretChanges(model: FactModel, facts: Facts): (change: FactChange) => boolean {
  const secrets = new Set(secretValues(model, facts).map((value) => JSON.stringify(value)));
  return ({ fact, value, must }) =>
    fieldOf(model, fact)?.secret === true || [value, must.operand].some((each) => secrets.has(JSON.stringify(each)));
}

/** The field a fact is, by the vocabulary; undefined where it has none of that name. */
export function fieldOf(model: FactModel, fact: FactPath): Fields[string] | undefined {
  const [root = '', ...path] = fact.split('.');
  let fields = fieldsOf(model, root);
  let field: Fields[string] | undefined;
  for (const name of path) {
    field = fields === undefined ? undefined : own(fields, name);
    fields = field?.fields;
  }
  return field;
}

/** The fields of the records a root holds. */
export function fieldsOf({ roots, records }: FactModel, root: string): Fields | undefined {
  const type = own(roots, root)?.type;
  return type === undefined ? undefined : own(records, type);
}

function secretValues(model: FactModel, facts: Facts): readonly Json[] {
  return Object.entries(facts).flatMap(([root, record]) => {
    const fields = fieldsOf(model, root);
    return fields === undefined ? [] : secretsIn(fields, record);
  });
}

function secretsIn(fields: Fields, record: Json): readonly Json[] {
  if (!isRecord(record)) return [];
  return Object.entries(fields).flatMap(([name, field]) => {
    const value = own(record, name) ?? null;
    if (value === null) return [];
    return field.secret ? [value] : field.fields === undefined ? [] : secretsIn(field.fields, value);
  });
}
