import type { Condition, Json, Operand, Operator } from '@deskbook/policies';
import { operators, type FactKind, type OperatorShape } from '@deskbook/policies/conditions';
import type { FactType } from '../bundle/fact-model.ts';
import type { Field } from '../bundle/field.ts';
import { suggestion } from './suggestion.ts';
import { plainField } from './plain-field.ts';
import { compileLiteral } from './compile-literal.ts';
import { describeField } from './describe-field.ts';
import { exactPath, mentionsPath } from './exact-path.ts';
import { comparable } from './field-fit.ts';
import { at, referenceTo, type Place } from './place.ts';
import { patternProblem } from './pattern-problem.ts';
import { report } from './report.ts';
import { resolveFact } from './scope.ts';
import { spell } from './spell.ts';
import { valueKind } from './value-kind.ts';
import { invalidCondition } from '../diagnostics/pages/reference/invalid-condition.ts';
import { invalidPattern } from '../diagnostics/pages/reference/invalid-pattern.ts';
import { mixedOperand } from '../diagnostics/pages/reference/mixed-operand.ts';
import { unknownFact } from '../diagnostics/pages/reference/unknown-fact.ts';
import { unknownOperator } from '../diagnostics/pages/reference/unknown-operator.ts';
import { wrongOperator } from '../diagnostics/pages/reference/wrong-operator.ts';
import { wrongType } from '../diagnostics/pages/reference/wrong-type.ts';
import { wrongValue } from '../diagnostics/pages/reference/wrong-value.ts';

const names = Object.keys(operators);

/** One operator on one fact. `equals` is what a bare value means; written or not, it is the same. */
export function compileOperator(fact: FactType, name: string, raw: Json, place: Place): Condition | null {
  if (!isOperator(name)) {
    const help = suggestion(name, [...names, 'some', 'every']);
    report(place, unknownOperator, `there is no operator \`${name}\``, {
      on: 'key',
      help,
    });
    return null;
  }
  if (!fits(fact.field, operators[name])) return refuse(fact, name, place);
  const operand = compileOperand(fact, name, raw, place);
  return operand === null
    ? null
    : { kind: 'compare', fact: fact.path, operator: name, operand, reference: referenceTo(place) };
}

function isOperator(name: string): name is Operator {
  return Object.hasOwn(operators, name);
}

/** Whether an operator stands on such a field. Patterns and parts of text mean nothing on ids, which are text underneath. */
function fits(field: Field, { on, operand }: OperatorShape): boolean {
  if (field.type === 'json' && !field.list) return true;
  if ((operand === 'pattern' || operand === 'text') && field.type !== 'text') return false;
  return on.includes(kindOf(field));
}

function kindOf({ type, list }: Field): FactKind {
  return list ? 'list' : valueKind(type);
}

function refuse(fact: FactType, name: Operator, place: Place): null {
  const usable = names.filter((operator) => isOperator(operator) && fits(fact.field, operators[operator]));
  report(
    place,
    wrongOperator,
    `\`${name}\` does not apply to \`${fact.path}\`, which is ${describeField(fact.field)}`,
    {
      on: 'key',
      help: `use ${usable.map((operator) => `\`${operator}\``).join(', ')}`,
    },
  );
  return null;
}

function compileOperand(fact: FactType, name: Operator, raw: Json, place: Place): Operand | null {
  const { operand, literal: onlyLiteral } = operators[name];
  const wanted = wantedBy(name, fact.field);
  const path = exactPath(raw);
  if (path !== null) return onlyLiteral ? refuseFact(name, place) : compileFactOperand(fact, path, wanted, place);
  if (operand === 'pattern') return compilePattern(raw, place);
  if (typeof raw === 'string' && mentionsPath(raw)) {
    report(place, mixedOperand, 'a fact is compared with a literal or with exactly one `{{path}}`', {
      help: "compare with another fact as in `asset.owner: '{{requester.id}}'`",
    });
    return null;
  }
  if (name === 'equals' && Array.isArray(raw)) return refuseList(fact, raw, place);
  if (wanted.list) return compileListOperand(fact, name, raw, { ...wanted, list: false }, place);
  return literal(compileLiteral(raw, wanted, place, fact.path));
}

/** The field an operand must fit. Of a fact nothing is known of, the operator says what it can be. */
function wantedBy(name: Operator, field: Field): Field {
  const unknown = field.type === 'json';
  const item: Field = { ...field, list: false };
  switch (operators[name].operand) {
    case 'value':
      return unknown && ['lt', 'lte', 'gt', 'gte'].includes(name) ? plainField('number') : item;
    case 'item':
      return item;
    case 'values':
    case 'items':
      return { ...item, list: true };
    case 'time':
      return unknown ? plainField('time') : item;
    case 'duration':
      return plainField('duration');
    case 'pattern':
    case 'text':
      return plainField('text');
    case 'yes_no':
      return plainField('yes_no');
  }
}

/** `equals` a list: `in` is meant. */
function refuseList(fact: FactType, raw: readonly Json[], place: Place): null {
  report(place, wrongValue, `\`${fact.path}\` has one value, and this is a list`, {
    help: `write \`{ in: [${raw.map(spell).join(', ')}] }\``,
  });
  return null;
}

/** What an empty list was probably written for. */
function emptyHelp(name: Operator, fact: string): string {
  return name.startsWith('has')
    ? `write the values, or \`${fact}: { empty: true }\` for an empty list`
    : `write the values, or \`${fact}: { known: false }\` for none`;
}

function compileListOperand(fact: FactType, name: Operator, raw: Json, item: Field, place: Place): Operand | null {
  if (!Array.isArray(raw)) {
    report(place, wrongValue, `\`${name}\` takes a list`, { help: `write \`${name}: [${spell(raw)}]\`` });
    return null;
  }
  if (raw.length === 0) {
    report(place, invalidCondition, `\`${name}\` has an empty list, which says nothing`, {
      help: emptyHelp(name, fact.path),
    });
    return null;
  }
  const values = raw.map((value: Json, index) => compileLiteral(value, item, at(place, index), fact.path));
  const sound = values.filter((value) => value !== null);
  return sound.length < values.length ? null : { value: sound };
}

function compileFactOperand(fact: FactType, path: string, wanted: Field, place: Place): Operand | null {
  const { model, roots, around = roots } = place.scope;
  const other = resolveFact({ model, roots: around }, path);
  if (!other.ok) {
    const { message, help } = other.problem;
    report(place, unknownFact, message, { help });
    return null;
  }
  if (!comparable(other.fact.field, wanted)) {
    report(
      place,
      wrongType,
      `\`${fact.path}\` is ${describeField(fact.field)} and \`${path}\` is ${describeField(other.fact.field)}`,
      {
        help: `compare with ${describeField(wanted)}`,
      },
    );
    return null;
  }
  return { fact: path };
}

function compilePattern(raw: Json, place: Place): Operand | null {
  if (typeof raw !== 'string') return literal(compileLiteral(raw, plainField('text'), place, 'matches'));
  const reason = patternProblem(raw);
  if (reason === null) return { value: raw };
  report(place, invalidPattern, `\`${raw}\` is not a pattern of RE2: ${reason}`, {
    help: 'RE2 has no look-around and no back-references',
  });
  return null;
}

function refuseFact(name: Operator, place: Place): null {
  report(place, mixedOperand, `\`${name}\` takes a literal, never what a fact holds`);
  return null;
}

function literal(value: Json | null): Operand | null {
  return value === null ? null : { value };
}
