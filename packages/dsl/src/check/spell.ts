import type { Json } from '@deskbook/policies';

/** A value as an author would have written it, for messages: texts bare, all else as JSON. */
export function spell(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
