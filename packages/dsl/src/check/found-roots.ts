import type { FactPath } from '@deskbook/policies';
import type { FactModel } from '../bundle/fact-model.ts';
import type { Field, Fields } from '../bundle/field.ts';

/** Where a root's id is found in what a person filled in, or in what a run or a session was given. */
export interface Given {
  readonly by: 'form' | 'input';
  readonly name: string;
}

/** `form.device` and `input.device`: facts of the occasion, of which a vocabulary knows no more than that they may be there. */
export function givenBy(model: FactModel, path: FactPath): Given | null {
  const [by = '', name = '', ...more] = path.split('.');
  if ((by !== 'form' && by !== 'input') || name === '' || more.length > 0) return null;
  return Object.hasOwn(model.roots, by) ? null : { by, name };
}

/**
 * Whether a root of the model can be there: always, unless it is found by a form or an input, which then must be among `roots` and
 * have such an id. An input of a root's name is that root, however it is found elsewhere.
 */
export function isFound(model: FactModel, root: string, roots: Fields, asked: readonly string[] = []): boolean {
  const declared = Object.hasOwn(model.roots, root) ? model.roots[root] : undefined;
  if (declared?.from === undefined || asked.includes(root)) return true;
  if (holdsId(roots, { by: 'input', name: root }, declared.type)) return true;
  const given = givenBy(model, declared.from);
  if (given !== null) return holdsId(roots, given, declared.type);
  const [through = ''] = declared.from.split('.', 1);
  return isFound(model, through, roots, [...asked, root]);
}

function holdsId(roots: Fields, { by, name }: Given, type: string): boolean {
  const source: Field | undefined = Object.hasOwn(roots, by) ? roots[by] : undefined;
  if (source?.fields === undefined) return source?.type === 'json';
  const field = Object.hasOwn(source.fields, name) ? source.fields[name] : undefined;
  return field !== undefined && field.type === type && !field.list;
}
