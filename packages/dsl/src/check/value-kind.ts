import type { FactKind } from '@deskbook/policies/conditions';
import type { FieldType } from '../bundle/field.ts';

/** How operators see one value, alone or in a list. */
export type ValueKind = Exclude<FactKind, 'list'>;

const kinds: { readonly [type in FieldType]?: ValueKind } = {
  integer: 'number',
  number: 'number',
  yes_no: 'yes_no',
  date: 'date',
  time: 'time',
  duration: 'duration',
  record: 'record',
};

/** How operators see the values of a type; ids, files and decisions are text. */
export function valueKind(type: FieldType): ValueKind {
  return kinds[type] ?? 'text';
}
