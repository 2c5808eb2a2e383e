import type { Field, FieldType } from '../bundle/field.ts';
import { spell } from './spell.ts';

const names: { readonly [type in FieldType]: readonly [one: string, many: string] } = {
  text: ['a text', 'texts'],
  integer: ['an integer', 'integers'],
  number: ['a number', 'numbers'],
  yes_no: ['true or false', 'truth values'],
  date: ['a date', 'dates'],
  time: ['a time', 'times'],
  duration: ['a length of time', 'lengths of time'],
  file: ['a file', 'files'],
  json: ['anything', 'anything'],
  person: ['the id of a person', 'ids of persons'],
  asset: ['the id of an asset', 'ids of assets'],
  ticket: ['the id of a ticket', 'ids of tickets'],
  request: ['the id of a request', 'ids of requests'],
  approval: ['the id of an approval', 'ids of approvals'],
  decision: ['a decision', 'decisions'],
  record: ['a record', 'records'],
};

/** A field in words, for messages: `a text`, `a list of ids of persons`, `one of HIGH, LOW`. */
export function describeField(field: Field): string {
  if (field.oneOf !== undefined && !field.list && field.oneOf.length <= 6) {
    return `one of ${field.oneOf.map(spell).join(', ')}`;
  }
  return field.list ? `a list of ${names[field.type][1]}` : names[field.type][0];
}
