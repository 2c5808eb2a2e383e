import { either, flag, json, list, map, named, nullable, number, record, tagged, text, word } from './schema-parts.ts';

/** The shapes every definition is built of: texts, times, conditions, fields and values. */
export const texts = map(text);
export const duration = either(
  record({ milliseconds: number }),
  record({ business: word('hours', 'days'), amount: number, 'calendar?': text }),
);
const operand = either(record({ value: json }), record({ fact: text }));

const conditionShape = tagged('kind', {
  all: { of: list(named('condition')), reference: text },
  any: { of: list(named('condition')), reference: text },
  not: { of: named('condition'), reference: text },
  compare: { fact: text, operator: text, operand, reference: text },
  some: { fact: text, of: named('condition'), reference: text },
  every: { fact: text, of: named('condition'), reference: text },
});
export const condition = named('condition');
export const when = nullable(condition);

export const fields = named('fields');
const fieldShape = record({
  type: text, list: flag, optional: flag, personal: flag, secret: flag, future: flag,
  'oneOf?': list(json), 'also?': map(json), 'default?': json, 'min?': number, 'max?': number, 'pattern?': text,
  'when?': condition, 'options?': text, 'label?': texts, 'fields?': fields,
}); // prettier-ignore

export const values = named('values');
export const value = named('value');
const valueShape = tagged('kind', {
  literal: { value: json },
  path: { path: text },
  template: { template: text, paths: list(text) },
  list: { items: list(value) },
  record: { fields: values },
});

export const cited = { reference: text, cites: list(text) };
export const names = list(text);
export const state = word('live', 'shadow', 'retired');
export const change = record({ fact: text, 'from?': list(json), 'to?': list(json), reference: text });

/** The shapes that stand in themselves, by name. */
export const notation = {
  condition: conditionShape,
  field: fieldShape,
  fields: map(named('field')),
  value: valueShape,
  values: map(value),
};
