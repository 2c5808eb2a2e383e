import type { Json } from '@deskbook/policies';
import { quote } from '../../diagnostics/quote.ts';

/** What a value is, for "…, and this is …": `` the number `42` ``, `a mapping`. */
export function describeValue(value: Json): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'string') return `the text ${quote(value)}`;
  return typeof value === 'number' ? `the number ${quote(value)}` : quote(value);
}

const names: { readonly [type: string]: string } = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a mapping',
  null: 'nothing',
};

/** What a schema's types are called: `a text or a list`. */
export function describeTypes(types: readonly string[]): string {
  const known = types.filter((type) => !(type === 'integer' && types.includes('number')));
  const words = known.map((type) => names[type] ?? type);
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}` : words.join('');
}
