import type { JsonObject } from '@deskbook/policies';
import type { Fields } from '../bundle/field.ts';
import { plainField } from './plain-field.ts';
import { recordRoot } from './scope.ts';

/** The root `values`: the bundle's own constants, by name. */
export function valuesRoot(values: JsonObject): Fields {
  return {
    values: recordRoot(
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          plainField(
            typeof value === 'string'
              ? 'text'
              : typeof value === 'number'
                ? 'number'
                : typeof value === 'boolean'
                  ? 'yes_no'
                  : 'json',
          ),
        ]),
      ),
    ),
  };
}
