import {
  either,
  flag,
  json,
  lazy,
  list,
  map,
  nullable,
  number,
  record,
  tagged,
  text,
  word,
  type Expectation,
} from './expectation.ts';

/** The shapes every definition is built of: texts, times, conditions, fields and values. */
export const texts = map(text);
export const duration = either(
  record({ milliseconds: number }),
  record({ business: word('hours', 'days'), amount: number, 'calendar?': text }),
);
const operand = either(record({ value: json }), record({ fact: text }));

export const condition: Expectation = tagged('kind', {
  all: { of: list(lazy(() => condition)), reference: text },
  any: { of: list(lazy(() => condition)), reference: text },
  not: { of: lazy(() => condition), reference: text },
  compare: { fact: text, operator: text, operand, reference: text },
  some: { fact: text, of: lazy(() => condition), reference: text },
  every: { fact: text, of: lazy(() => condition), reference: text },
});
export const when = nullable(condition);

export const fields: Expectation = lazy(() => map(field));
export const field: Expectation = record({
  type: text, list: flag, optional: flag, personal: flag, secret: flag, future: flag,
  'oneOf?': list(json), 'also?': map(json), 'default?': json, 'min?': number, 'max?': number, 'pattern?': text,
  'when?': condition, 'options?': text, 'label?': texts, 'fields?': fields,
}); // prettier-ignore

export const values: Expectation = lazy(() => map(value));
export const value: Expectation = tagged('kind', {
  literal: { value: json },
  path: { path: text },
  template: { template: text, paths: list(text) },
  list: { items: lazy(() => list(value)) },
  record: { fields: values },
});

export const cited = { reference: text, cites: list(text) };
export const names = list(text);
export const state = word('live', 'shadow', 'retired');
export const change = record({ fact: text, 'from?': list(json), 'to?': list(json), reference: text });
