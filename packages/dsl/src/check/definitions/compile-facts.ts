import type { Json } from '@deskbook/policies';
import { defaultBase, vocabularies } from '../../built-in/vocabulary.ts';
import type { Derivation, FactModel, Root } from '../../bundle/fact-model.ts';
import type { Field } from '../../bundle/field.ts';
import { unknownType } from '../../diagnostics/pages/reference/unknown-type.ts';
import { wrongType } from '../../diagnostics/pages/reference/wrong-type.ts';
import { recordsOf, type DerivationShape, type FactsShape } from '../../shape/facts.ts';
import type { Definition } from '../../syntax/syntax.ts';
import type { Checking } from '../checking.ts';
import { compileField } from '../compile-field.ts';
import { compilePath } from '../compile-path.ts';
import { describeField } from '../describe-field.ts';
import { givenBy } from '../found-roots.ts';
import { at, within, type Place } from '../place.ts';
import { placeIn } from '../place-at.ts';
import { referAmong } from '../refer.ts';
import { report } from '../report.ts';
import { modelScope, rootField, type Scope } from '../scope.ts';
import { suggestion } from '../suggestion.ts';
import { compileDerivation } from './compile-derivation.ts';

type Records = { [type: string]: { [field: string]: Field } };

/** A vocabulary as one definition writes it, and where. */
interface Layer {
  readonly raw: FactsShape;
  readonly place: Place;
}

/**
 * The vocabulary of a bundle: its base, with what every `facts` definition adds or overrides, field by field. Records first,
 * then roots, then what is derived, because each speaks of the one before.
 */
export function compileFacts(definitions: readonly Definition[], checking: Checking): FactModel {
  const layers = layersOf(definitions, checking);
  const records: Records = {};
  for (const layer of layers) addRecords(layer, records);
  const roots: { [root: string]: Root } = {};
  for (const layer of layers) addRoots(layer, records, roots);
  const model: FactModel = { records, roots, derived: {} };
  checkRoots(layers, model);
  return { ...model, derived: derivationsOf(layers, model) };
}

function layersOf(definitions: readonly Definition[], checking: Checking): readonly Layer[] {
  const written = definitions.map((definition) => ({
    raw: definition.data as unknown as FactsShape,
    place: placeIn(checking, definition),
  }));
  for (const { raw, place } of written) {
    if (raw.base !== undefined) referAmong(raw.base, Object.keys(vocabularies), 'vocabulary', at(place, 'base'));
  }
  const base = written.map(({ raw }) => raw.base).find((name) => name !== undefined) ?? defaultBase;
  const vocabulary = Object.hasOwn(vocabularies, base) ? vocabularies[base] : undefined;
  return vocabulary === undefined ? written : [builtIn(vocabulary, checking), ...written];
}

function builtIn(raw: FactsShape, checking: Checking): Layer {
  const definition = {
    kind: 'facts',
    id: raw.id,
    file: raw.id,
    data: raw as unknown as Definition['data'],
    spans: {},
  } as const;
  return { raw, place: placeIn(checking, definition) };
}

function addRecords({ raw, place }: Layer, records: Records): void {
  for (const [type, fields] of Object.entries(recordsOf(raw))) {
    const record = records[type] ?? (records[type] = {});
    for (const [name, written] of Object.entries(fields)) {
      const field = compileField(written as Json, at(place, type, name));
      if (field !== null) record[name] = field;
    }
  }
}

function addRoots({ raw, place }: Layer, records: Records, roots: { [root: string]: Root }): void {
  for (const [name, { type, from }] of Object.entries(raw.roots ?? {})) {
    if (Object.hasOwn(records, type) || type === 'time' || type === 'json') {
      roots[name] = from === undefined ? { type } : { type, from };
    } else {
      const help = suggestion(type, Object.keys(records));
      report(at(place, 'roots', name, 'type'), unknownType, `there is no record type \`${type}\``, { help });
    }
  }
}

/** What monitoring knows stands under the asset it watches; every other record under an id of its own. */
function idOf(type: string): string {
  if (type === 'sla') return 'ticket';
  return type === 'monitoring' ? 'asset' : type;
}

/**
 * The fact a root's id comes from must be an id of that type. What forms and inputs hold is not known here: such a root is there
 * wherever a form or an input has that field, with that type.
 */
function checkRoots(layers: readonly Layer[], model: FactModel): void {
  for (const { raw, place } of layers) {
    for (const [name, root] of Object.entries(raw.roots ?? {})) {
      if (root.from === undefined || !Object.hasOwn(model.roots, name)) continue;
      if (givenBy(model, root.from) !== null) continue;
      const from = within(at(place, 'roots', name, 'from'), everyRoot(model));
      const field = compilePath(root.from, from);
      if (field === null || field.type === 'json' || (field.type === idOf(root.type) && !field.list)) continue;
      report(
        from,
        wrongType,
        `\`${root.from}\` is ${describeField(field)}, and \`${name}\` is found by the id of its ${idOf(root.type)}`,
      );
    }
  }
}

/** All roots, those found by a form or an input among them: one may be found through another. */
function everyRoot(model: FactModel): Scope {
  const roots = Object.entries(model.roots).map(([name, { type }]) => [name, rootField(model, type)] as const);
  return { model, roots: Object.fromEntries(roots) };
}

/** What is derived, and how. A later definition of a field replaces the whole of it, its derivation too. */
function derivationsOf(layers: readonly Layer[], model: FactModel): FactModel['derived'] {
  const written = new Map<string, { readonly from: DerivationShape; readonly field: Field; readonly place: Place }>();
  for (const { raw, place } of layers) {
    for (const [type, fields] of Object.entries(recordsOf(raw))) {
      for (const [name, one] of Object.entries(fields)) {
        const field = model.records[type]?.[name];
        if (typeof one === 'string' || one.from === undefined || field === undefined) written.delete(`${type}.${name}`);
        else written.set(`${type}.${name}`, { from: one.from, field, place: at(place, type, name, 'from') });
      }
    }
  }
  const derived: { [fact: string]: Derivation } = {};
  for (const [fact, { from, field, place }] of written) {
    const derivation = compileDerivation(from, field, within(place, modelScope(model)));
    if (derivation !== null) derived[fact] = derivation;
  }
  return derived;
}
