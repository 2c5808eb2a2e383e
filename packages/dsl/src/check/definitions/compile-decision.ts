import type { Condition, Decision, HitPolicy, JsonObject, Rule } from '@deskbook/policies';
import { ruleAfterOtherwise } from '../../diagnostics/pages/reference/rule-after-otherwise.ts';
import { wrongHitPolicy } from '../../diagnostics/pages/reference/wrong-hit-policy.ts';
import type { Field, Fields } from '../../bundle/field.ts';
import type { DecisionShape, RuleShape } from '../../shape/decision.ts';
import type { Definition } from '../../syntax/syntax.ts';
import { compileCondition } from '../compile-condition.ts';
import { compileText } from '../compile-text.ts';
import { at, referenceTo, type Place } from '../place.ts';
import { placeIn } from '../place-at.ts';
import type { Program } from '../program.ts';
import { report } from '../report.ts';
import { factScope } from '../fact-scope.ts';
import { compileCites } from './compile-cites.ts';
import { compileThen, type DecisionContext } from './compile-results.ts';
import { compileRows } from './compile-rows.ts';
import { uniqueIds } from './unique-ids.ts';

/** Compiles `kind: decision`. What it sets has been compiled before, as its signature. */
export function compileDecision(definition: Definition, program: Program): Decision {
  const raw = definition.data as unknown as DecisionShape;
  const place = placeIn(program.checking, definition, factScope(program.facts));
  const context: DecisionContext = {
    program,
    sets: program.sets[raw.id] ?? {},
    named: !Array.isArray(raw.sets),
    cites: raw.cites ?? [],
  };
  const applies = raw.when === undefined ? null : compileCondition(raw.when, at(place, 'when'));
  checkHit(raw, context, place);
  const rules =
    raw.table === undefined
      ? compileRules(raw.rules ?? [], context, at(place, 'rules'))
      : compileRows(raw.table, context, at(place, 'table'));
  return {
    id: raw.id,
    hit: raw.hit as HitPolicy,
    ...(applies === null ? {} : { applies }),
    sets: Object.keys(context.sets),
    ...orderOf(raw.hit, context.sets),
    rules,
    reference: referenceTo(place),
  };
}

function compileRules(raw: readonly RuleShape[], context: DecisionContext, place: Place): readonly Rule[] {
  uniqueIds(
    raw.map(({ id }) => id),
    'rule',
    place,
  );
  const last = raw.findIndex((rule) => 'otherwise' in rule);
  if (last !== -1 && last < raw.length - 1) {
    report(
      at(place, last, 'otherwise'),
      ruleAfterOtherwise,
      `rule \`${raw[last]?.id ?? ''}\` takes every case, so those after it never decide`,
      {
        help: 'put it last',
        on: 'key',
      },
    );
  }
  return raw.map((rule, index) => compileRule(rule, context, at(place, index)));
}

function compileRule(raw: RuleShape, context: DecisionContext, place: Place): Rule {
  const when = 'when' in raw ? compileCondition(raw.when, at(place, 'when')) : null;
  return ruleOf(raw, when, compileThen(raw.then, context, at(place, 'then')), context, place);
}

function ruleOf(
  raw: RuleShape,
  when: Condition | null,
  results: JsonObject,
  context: DecisionContext,
  place: Place,
): Rule {
  const own = compileCites(raw.cites, at(place, 'cites'), context.program);
  const say = raw.say === undefined ? null : compileText(raw.say, at(place, 'say'));
  return {
    id: raw.id,
    when,
    // oxlint-disable-next-line unicorn/no-thenable -- data, never awaited
    then: results,
    ...(say === null ? {} : { say }),
    reference: referenceTo(place),
    cites: own.length > 0 ? own : context.cites,
  };
}

/** Sums, minima and maxima need one number; the ranking hit policies a result whose values say their rank. */
function checkHit(raw: DecisionShape, { sets }: DecisionContext, place: Place): void {
  const fields = Object.values(sets);
  const isNumber = ({ type, list }: Field): boolean => !list && ['integer', 'number', 'duration'].includes(type);
  if (
    ['collect_sum', 'collect_min', 'collect_max'].includes(raw.hit) &&
    !(fields.length === 1 && fields.every(isNumber))
  ) {
    report(at(place, 'hit'), wrongHitPolicy, `\`${raw.hit}\` needs exactly one result, and a number`);
  }
  if (ranking.has(raw.hit) && fields.every(({ oneOf }) => oneOf === undefined)) {
    report(at(place, 'hit'), wrongHitPolicy, `\`${raw.hit}\` needs a result with \`one_of\`, whose order is the rank`);
  }
}

/** Hit policies that rank by the order of a result's values, best first. */
const ranking: ReadonlySet<string> = new Set(['priority', 'output_order']);

function orderOf(hit: string, sets: Fields): Pick<Decision, 'order'> {
  if (!ranking.has(hit)) return {};
  const ranks = Object.entries(sets).flatMap(([name, { oneOf }]) =>
    oneOf === undefined ? [] : [[name, oneOf] as const],
  );
  return { order: Object.fromEntries(ranks) };
}
