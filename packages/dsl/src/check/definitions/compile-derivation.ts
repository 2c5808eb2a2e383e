import type { FactPath } from '@deskbook/policies';
import type { Derivation } from '../../bundle/fact-model.ts';
import type { Field, FieldType } from '../../bundle/field.ts';
import { wrongType } from '../../diagnostics/pages/reference/wrong-type.ts';
import type { DerivationShape } from '../../shape/facts.ts';
import { compileCondition } from '../compile-condition.ts';
import { fieldTypes } from '../compile-field.ts';
import { compilePath } from '../compile-path.ts';
import { describeField } from '../describe-field.ts';
import { at, within, type Place } from '../place.ts';
import { report } from '../report.ts';
import { extendScope, rootField } from '../scope.ts';
import { referAmong } from '../refer.ts';

/** What a derivation gives, in words for messages and as types. */
const results: { readonly [kind in Derivation['kind']]: readonly [name: string, types: readonly FieldType[]] } = {
  join: ['a joined text', ['text']],
  sum: ['a sum', ['integer', 'number', 'duration']],
  since: ['the time since something', ['duration']],
  count: ['a count', ['integer', 'number']],
  lookup: ['what is looked up', fieldTypes],
};

/** How a derived fact is computed; null (reported) where it cannot be. `field` is the fact itself. */
export function compileDerivation(raw: DerivationShape, field: Field, place: Place): Derivation | null {
  const derivation = derivationOf(raw, place);
  if (derivation === null) return null;
  const [name, types] = results[derivation.kind];
  if (field.type === 'json' || types.includes(field.type)) return derivation;
  report(place, wrongType, `this fact is ${describeField(field)}, and ${name} is none`);
  return null;
}

function derivationOf(raw: DerivationShape, place: Place): Derivation | null {
  if ('join' in raw) return compilePaths(raw.join, 'join', null, at(place, 'join'));
  if ('sum' in raw) return compilePaths(raw.sum, 'sum', ['integer', 'number', 'duration'], at(place, 'sum'));
  if ('since' in raw) {
    const sound = typed(raw.since, ['time', 'date'], 'measured from', at(place, 'since'));
    return sound ? { kind: 'since', of: raw.since } : null;
  }
  if ('count' in raw) {
    const scope = extendScope(place.scope, { other: rootField(place.scope.model, 'ticket') });
    const when = compileCondition(raw.when, within(at(place, 'when'), scope));
    return when === null ? null : { kind: 'count', of: 'ticket', when };
  }
  return compileLookup(raw, place);
}

function compilePaths(
  paths: readonly FactPath[],
  kind: 'join' | 'sum',
  types: readonly FieldType[] | null,
  place: Place,
): Derivation | null {
  const sound = paths.map((path, index) => typed(path, types, 'added up', at(place, index)));
  return sound.includes(false) ? null : { kind, of: paths };
}

function typed(path: FactPath, types: readonly FieldType[] | null, use: string, place: Place): boolean {
  const field: Field | null = compilePath(path, place);
  if (field === null) return false;
  if (types === null || field.type === 'json' || (types.includes(field.type) && !field.list)) return true;
  report(place, wrongType, `\`${path}\` is ${describeField(field)}, and cannot be ${use}`);
  return false;
}

function compileLookup(raw: Extract<DerivationShape, { lookup: unknown }>, place: Place): Derivation | null {
  const fields = Object.keys(place.scope.model.records[raw.lookup] ?? {});
  if (!typed(raw.by, [raw.lookup], `looked up as ${raw.lookup}`, at(place, 'by'))) return null;
  if (!referAmong(raw.take, fields, `field of ${raw.lookup}`, at(place, 'take'))) return null;
  return { kind: 'lookup', in: raw.lookup, by: raw.by, take: raw.take };
}
