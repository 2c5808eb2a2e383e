import type { Condition, Json, Operand, Operator } from '@deskbook/policies';
import type { FactType } from '../bundle/fact-model.ts';
import type { Field, FieldType } from '../bundle/field.ts';
import { suggestion } from './suggestion.ts';
import { compileMilliseconds } from './compile-duration.ts';
import { compileLiteral } from './compile-literal.ts';
import { describeField } from './describe-field.ts';
import { exactPath, mentionsPath } from './exact-path.ts';
import { comparable } from './field-fit.ts';
import { at, referenceTo, type Place } from './place.ts';
import { patternProblem } from './pattern-problem.ts';
import { report } from './report.ts';
import { resolveFact } from './scope.ts';
import { spell } from './spell.ts';
import { invalidPattern } from '../diagnostics/pages/reference/invalid-pattern.ts';
import { mixedOperand } from '../diagnostics/pages/reference/mixed-operand.ts';
import { unknownFact } from '../diagnostics/pages/reference/unknown-fact.ts';
import { unknownOperator } from '../diagnostics/pages/reference/unknown-operator.ts';
import { wrongOperator } from '../diagnostics/pages/reference/wrong-operator.ts';
import { wrongType } from '../diagnostics/pages/reference/wrong-type.ts';
import { wrongValue } from '../diagnostics/pages/reference/wrong-value.ts';

/** What an operator needs of its fact, and what it is compared with. */
interface Signature {
  readonly types: readonly FieldType[] | 'any';
  readonly list: boolean | 'either';
  readonly operand: 'same' | 'list of same' | 'duration' | 'pattern' | 'text' | 'yes_no';
}

const scalars: readonly FieldType[] = [
  'text', 'integer', 'number', 'yes_no', 'date', 'time', 'duration', 'file', 'json',
  'person', 'asset', 'ticket', 'request', 'approval', 'decision',
]; // prettier-ignore
const ordered: readonly FieldType[] = ['integer', 'number', 'duration', 'json'];
const times: readonly FieldType[] = ['date', 'time', 'json'];
const anyList = { types: 'any', list: true } as const;

const signatures: { readonly [operator in Operator]: Signature } = {
  equals: { types: scalars, list: false, operand: 'same' },
  is_not: { types: scalars, list: false, operand: 'same' },
  in: { types: scalars, list: false, operand: 'list of same' },
  not_in: { types: scalars, list: false, operand: 'list of same' },
  lt: { types: ordered, list: false, operand: 'same' },
  lte: { types: ordered, list: false, operand: 'same' },
  gt: { types: ordered, list: false, operand: 'same' },
  gte: { types: ordered, list: false, operand: 'same' },
  before: { types: times, list: false, operand: 'same' },
  after: { types: times, list: false, operand: 'same' },
  within: { types: times, list: false, operand: 'duration' },
  older_than: { types: times, list: false, operand: 'duration' },
  matches: { types: ['text', 'json'], list: false, operand: 'pattern' },
  contains: { types: ['text', 'json'], list: false, operand: 'text' },
  has: { ...anyList, operand: 'same' },
  has_any: { ...anyList, operand: 'list of same' },
  has_all: { ...anyList, operand: 'list of same' },
  empty: { ...anyList, operand: 'yes_no' },
  known: { types: 'any', list: 'either', operand: 'yes_no' },
};

const operators = Object.keys(signatures);

/** One operator on one fact. `equals` is what a bare value means; written or not, it is the same. */
export function compileOperator(fact: FactType, name: string, raw: Json, place: Place): Condition | null {
  if (!isOperator(name)) {
    const help = suggestion(name, [...operators, 'some', 'every']);
    report(place, unknownOperator, `there is no operator \`${name}\``, {
      on: 'key',
      help,
    });
    return null;
  }
  if (!fits(fact.field, signatures[name])) return refuse(fact, name, place);
  const operand = compileOperand(fact, name, raw, place);
  return operand === null
    ? null
    : { kind: 'compare', fact: fact.path, operator: name, operand, reference: referenceTo(place) };
}

function isOperator(name: string): name is Operator {
  return Object.hasOwn(signatures, name);
}

function fits(field: Field, { types, list }: Signature): boolean {
  if (types !== 'any' && !types.includes(field.type)) return false;
  return list === 'either' || field.type === 'json' || field.list === list;
}

function refuse(fact: FactType, name: Operator, place: Place): null {
  const usable = operators.filter((operator) => isOperator(operator) && fits(fact.field, signatures[operator]));
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
  const { operand } = signatures[name];
  const item: Field = { ...fact.field, list: false };
  const wanted = { same: item, 'list of same': { ...item, list: true }, duration: plain('duration'), pattern: plain('text'), text: plain('text'), yes_no: plain('yes_no') }[operand]; // prettier-ignore
  const path = exactPath(raw);
  if (path !== null)
    return operand === 'pattern' ? refuseFact(name, place) : compileFactOperand(fact, path, wanted, place);
  if (typeof raw === 'string' && operand !== 'pattern' && mentionsPath(raw)) {
    report(place, mixedOperand, 'a fact is compared with a literal or with exactly one `{{path}}`', {
      help: "compare with another fact as in `asset.owner: '{{requester.id}}'`",
    });
    return null;
  }
  if (operand === 'duration') return literal(compileMilliseconds(raw, place));
  if (operand === 'pattern') return compilePattern(raw, place);
  if (name === 'equals' && Array.isArray(raw) && fact.field.type !== 'json') return refuseList(fact, raw, place);
  if (operand === 'list of same') return compileListOperand(fact, name, raw, item, place);
  return literal(compileLiteral(raw, wanted, place, fact.path));
}

/** `equals` a list: `in` is meant. */
function refuseList(fact: FactType, raw: readonly Json[], place: Place): null {
  report(place, wrongValue, `\`${fact.path}\` has one value, and this is a list`, {
    help: `write \`{ in: [${raw.map(spell).join(', ')}] }\``,
  });
  return null;
}

function compileListOperand(fact: FactType, name: Operator, raw: Json, item: Field, place: Place): Operand | null {
  if (!Array.isArray(raw)) {
    report(place, wrongValue, `\`${name}\` takes a list`, { help: `write \`${name}: [${spell(raw)}]\`` });
    return null;
  }
  const values = raw.map((value: Json, index) => compileLiteral(value, item, at(place, index), fact.path));
  const sound = values.filter((value) => value !== null);
  return sound.length < values.length ? null : { value: sound };
}

function compileFactOperand(fact: FactType, path: string, wanted: Field, place: Place): Operand | null {
  const other = resolveFact(place.scope, path);
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
  if (typeof raw !== 'string') return literal(compileLiteral(raw, plain('text'), place, 'matches'));
  const reason = patternProblem(raw);
  if (reason === null) return { value: raw };
  report(place, invalidPattern, `\`${raw}\` is not a pattern of RE2: ${reason}`, {
    help: 'RE2 has no look-around and no back-references',
  });
  return null;
}

function refuseFact(name: Operator, place: Place): null {
  report(place, mixedOperand, `\`${name}\` takes a literal pattern, never one out of a fact`);
  return null;
}

function literal(value: Json | null): Operand | null {
  return value === null ? null : { value };
}

function plain(type: FieldType): Field {
  return { type, list: false, optional: false, personal: false, secret: false, future: false };
}
