import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Json } from '@deskbook/policies';
import { bundleShape } from './shape/bundle-shape.ts';

/** Compiled when the first bundle is opened from JSON: nobody else needs it. */
let validate: ValidateFunction | null = null;

/** The JSON Pointer of the first thing in a value that no compiled bundle has, or lacks; null where it has the shape of one. */
export function misshapen(value: Json): string | null {
  validate ??= new Ajv({ strict: true, strictRequired: false, discriminator: true }).compile(bundleShape);
  try {
    if (validate(value)) return null;
  } catch (error) {
    // Conditions and values stand in one another: what is nested deeper than the stack is nothing that `check` has built.
    if (error instanceof RangeError) return '/';
    throw error;
  }
  return placeOf(validate.errors?.[0]);
}

function placeOf(error: ErrorObject | undefined): string {
  const { missingProperty, additionalProperty }: { readonly [name: string]: unknown } = error?.params ?? {};
  const key = [missingProperty, additionalProperty].find((name) => typeof name === 'string');
  return `${error?.instancePath ?? ''}${typeof key === 'string' ? `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}` : ''}`;
}
