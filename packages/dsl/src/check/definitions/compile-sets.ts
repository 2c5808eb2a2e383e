import type { Field, Fields } from '../../bundle/field.ts';
import type { DecisionShape } from '../../shape/decision.ts';
import type { Definition } from '../../syntax/syntax.ts';
import type { FactModel } from '../../bundle/fact-model.ts';
import type { Checking } from '../checking.ts';
import { compileFields } from '../compile-field.ts';
import { plainField } from '../plain-field.ts';
import { compilePath } from '../compile-path.ts';
import { factScope } from '../fact-scope.ts';
import { at } from '../place.ts';
import { placeIn } from '../place-at.ts';
import { refuseDerived } from '../refuse-derived.ts';

/** The three answers a classification can be declared to give; `MISSING` is never written. */
const classifications = ['ALLOWED', 'DENIED', 'REQUIRES_APPROVAL'];

/** What a decision sets: facts by their paths, or names with their types. */
export function compileSets(definition: Definition, model: FactModel, checking: Checking): Fields {
  const { sets } = definition.data as unknown as DecisionShape;
  const place = at(placeIn(checking, definition, factScope(model)), 'sets');
  if (!isList(sets)) return Object.fromEntries(Object.entries(compileFields(sets, place)).map(narrowed));
  const fields: { [fact: string]: Field } = {};
  for (const [index, path] of sets.entries()) {
    const field = compilePath(path, at(place, index));
    refuseDerived(path, at(place, index), 'value');
    if (field !== null) fields[path] = field;
  }
  return fields;
}

function isList(sets: DecisionShape['sets']): sets is readonly string[] {
  return Array.isArray(sets);
}

function narrowed([name, field]: [string, Field]): [string, Field] {
  return [name, field.type === 'decision' ? { ...plainField('decision', field), oneOf: classifications } : field];
}
