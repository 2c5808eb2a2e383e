import type { Service, ServiceLimit } from '../../bundle/service.ts';
import type { Fields } from '../../bundle/field.ts';
import { unknownName } from '../../diagnostics/pages/reference/unknown-name.ts';
import type { LimitShape, ServiceShape } from '../../shape/service.ts';
import type { Definition } from '../../syntax/syntax.ts';
import { compileWhen } from '../compile-condition.ts';
import { compileClockTime } from '../compile-duration.ts';
import { compileFields } from '../compile-field.ts';
import { plainField } from '../plain-field.ts';
import { compileText } from '../compile-text.ts';
import { compileWith } from '../compile-value.ts';
import { factScope } from '../fact-scope.ts';
import { at, referenceTo, within, type Place } from '../place.ts';
import { placeIn } from '../place-at.ts';
import type { Program } from '../program.ts';
import { refer } from '../refer.ts';
import { report } from '../report.ts';
import { extendScope, recordRoot } from '../scope.ts';
import { suggestion } from '../suggestion.ts';
import { valuesRoot } from '../values-root.ts';
import { checkActionPattern } from './action-pattern.ts';
import { compileCites } from './compile-cites.ts';

/** Compiles `kind: service`. */
export function compileService(definition: Definition, program: Program): Service {
  const raw = definition.data as unknown as ServiceShape;
  const bare = placeIn(program.checking, definition, factScope(program.facts, valuesRoot(program.values)));
  const form = compileForm(raw, bare);
  const place = within(bare, extendScope(bare.scope, { form: recordRoot(form) }));
  const workflow = refer('workflow', raw.start, at(place, 'start'));
  const input = workflow === null ? undefined : program.workflowInputs[raw.start];
  return {
    id: raw.id,
    title: compileText(raw.title, at(place, 'title')) ?? {},
    description: raw.description === undefined ? null : compileText(raw.description, at(place, 'description')),
    form,
    formOrder: Object.keys(form),
    eligible: compileWhen(raw.eligible, at(place, 'eligible')),
    limits: (raw.limits ?? []).flatMap((limit, index) => compileLimit(limit, at(place, 'limits', index)) ?? []),
    start: raw.start,
    with: input === undefined ? {} : compileWith(raw.with, at(place, 'with'), input, `\`${raw.start}\``),
    mayTouch: compileMayTouch(raw, at(place, 'may_touch'), program),
    preApproved: compilePreApproved(raw, at(place, 'pre_approved'), program),
    state: raw.state ?? 'live',
    reference: referenceTo(place),
    cites: [
      ...(raw.cites ?? []),
      ...compileCites(raw.pre_approved?.cites, at(place, 'pre_approved', 'cites'), program),
    ],
  };
}

/** The form. A field's `when` may speak of the other fields, whatever their types turn out to be. */
function compileForm(raw: ServiceShape, place: Place): Fields {
  const silent: Place = { ...place, checking: { ...place.checking, report: () => undefined } };
  const first = compileFields(raw.form, at(silent, 'form'));
  const scope = extendScope(place.scope, { form: recordRoot(first) });
  return compileFields(raw.form, within(at(place, 'form'), scope));
}

function compileLimit(raw: LimitShape, place: Place): ServiceLimit | null {
  if ('at_once' in raw) return { kind: 'at_once', atMost: raw.at_once };
  const length = compileClockTime(raw.in, at(place, 'in'));
  return length === null ? null : { kind: 'rate', per: raw.per, atMost: raw.at_most, in: length };
}

/** What its run may touch: the record of what an action is about (`asset`, `person`, `ticket`), and the action's `input`. */
function compileMayTouch({ may_touch: raw }: ServiceShape, place: Place, program: Program): Service['mayTouch'] {
  for (const [index, action] of raw.actions.entries()) checkActionPattern(action, at(place, 'actions', index), program);
  return {
    actions: raw.actions,
    resource: compileWhen(
      raw.resource,
      within(at(place, 'resource'), extendScope(place.scope, { input: plainField('json') })),
    ),
    atMost: raw.at_most ?? null,
  };
}

function compilePreApproved(
  { pre_approved: raw }: ServiceShape,
  place: Place,
  program: Program,
): Service['preApproved'] {
  if (raw === undefined) return null;
  if (!program.roles.includes(raw.by)) {
    const help = suggestion(raw.by, program.roles);
    report(at(place, 'by'), unknownName, `there is no role \`${raw.by}\``, { help });
  }
  return { by: raw.by, date: raw.date, review: raw.review ?? null };
}
