import type { Json } from '@deskbook/policies';
import type { Field } from '../../../bundle/field.ts';
import type { Verb } from '../../../bundle/node.ts';
import { nameTaken } from '../../../diagnostics/pages/flow/name-taken.ts';
import { wrongType } from '../../../diagnostics/pages/reference/wrong-type.ts';
import { compilePath } from '../../compile-path.ts';
import { compileValue } from '../../compile-value.ts';
import { isRecord } from '../../is-record.ts';
import { at, within, type Place } from '../../place.ts';
import { report } from '../../report.ts';
import { extendScope, type Scope } from '../../scope.ts';
import { spell } from '../../spell.ts';
import { openField, silent } from './step-outputs.ts';
import type { WrittenStep } from './written-step.ts';

/** The list an `each` goes through. Its body is compiled with all other steps. */
export function compileEach(step: WrittenStep, place: Place): Verb | null {
  const raw = isRecord(step.data['each']) ? step.data['each'] : {};
  const here = at(place, 'each');
  const list = compileValue(raw['in'] ?? null, at(here, 'in'));
  const field = list?.kind === 'path' ? compilePath(list.path, silent(at(here, 'in'))) : null;
  if (list?.kind === 'path' && field !== null && field.type !== 'json' && !field.list) {
    report(at(here, 'in'), wrongType, `\`${list.path}\` is not a list`);
  }
  const as = spell(raw['as']);
  if (as !== 'item' && Object.hasOwn(place.scope.roots, as)) {
    report(at(here, 'as'), nameTaken, `\`${as}\` already means something here`, {
      help: 'call the items something else',
    });
  }
  const inside = within(at(here, 'key'), itemScope(place.scope, as, raw['in'] ?? null, at(here, 'in')));
  const key = raw['key'] === undefined ? null : compileValue(raw['key'], inside);
  const atOnce = typeof raw['at_once'] === 'number' ? raw['at_once'] : 1;
  return list === null ? null : { kind: 'each', in: list, as, key, atOnce, nodes: [] };
}

/** A scope in which the item of a list can be named, as the author calls it and as `item`. */
export function itemScope(scope: Scope, as: string, list: Json, place: Place): Scope {
  const item = itemField(list, silent(within(place, scope)));
  return extendScope(scope, { [as]: item, item });
}

function itemField(raw: Json, place: Place): Field {
  const value = compileValue(raw, place);
  const field = value?.kind === 'path' ? compilePath(value.path, place) : null;
  return field === null || field.type === 'json' ? openField : { ...field, list: false, optional: false };
}
