import { builtInTemplates } from '@deskbook/templates/parse';
import type { FactModel } from '../../bundle/fact-model.ts';
import type { Field, Fields } from '../../bundle/field.ts';
import type { TemplateShape } from '../../shape/template.ts';
import type { Definition } from '../../syntax/syntax.ts';
import type { Checking } from '../checking.ts';
import { compileFields } from '../compile-field.ts';
import { factScope } from '../fact-scope.ts';
import { at } from '../place.ts';
import { placeIn } from '../place-at.ts';
import { recordRoot, rootField } from '../scope.ts';
import { groupTemplates } from './group-templates.ts';

/** What every template needs: those of the bundle, and the built-in ones it does not override. */
export function templateNeeds(model: FactModel, checking: Checking): { readonly [template: string]: Fields } {
  const needs: { [template: string]: Fields } = {};
  for (const template of Object.values(builtInTemplates)) {
    const definition: Definition = { kind: 'template', id: template.id, file: template.id, data: {}, spans: {} };
    needs[template.id] = compileFields(template.needs, placeIn(checking, definition));
  }
  for (const [id, { main }] of groupTemplates(checking)) {
    const { needs: raw } = main.data as unknown as TemplateShape;
    needs[id] = compileFields(raw, at(placeIn(checking, main, factScope(model)), 'needs'));
  }
  return needs;
}

/**
 * The roots a template's texts may name. A need whose type is a record of the model (`requester: person`) is that record, and
 * not its id; fields written with it are added.
 */
export function needsRoots(needs: Fields, model: FactModel): Fields {
  return Object.fromEntries(
    Object.entries(needs).map(([name, need]): [string, Field] => [name, needRoot(need, model)]),
  );
}

function needRoot(need: Field, model: FactModel): Field {
  if (need.type === 'record' || !Object.hasOwn(model.records, need.type)) return need;
  const { fields = {} } = rootField(model, need.type);
  return { ...recordRoot({ ...fields, ...need.fields }, need.optional), list: need.list };
}
