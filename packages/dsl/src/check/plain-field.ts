import type { Field, FieldType } from '../bundle/field.ts';

/** A field of a plain type, required. */
export function plainField(type: FieldType, more: Partial<Field> = {}): Field {
  return { type, list: false, optional: false, personal: false, secret: false, future: false, ...more };
}
