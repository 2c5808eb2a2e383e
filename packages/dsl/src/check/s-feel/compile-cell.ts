import type { Comparison, Condition, Json, Operator } from '@deskbook/policies';
import type { FactType } from '../../bundle/fact-model.ts';
import { contradiction } from '../../diagnostics/pages/reference/contradiction.ts';
import { invalidSFeel } from '../../diagnostics/pages/reference/invalid-s-feel.ts';
import { unsupportedSFeel } from '../../diagnostics/pages/reference/unsupported-s-feel.ts';
import { wrongOperator } from '../../diagnostics/pages/reference/wrong-operator.ts';
import type { SourceText } from '../../syntax/source-text.ts';
import { describeField } from '../describe-field.ts';
import { referenceTo, type Place } from '../place.ts';
import { report } from '../report.ts';
import { compileEndpoint, cellKind, type CompiledEndpoint } from './compile-endpoint.ts';
import { readUnaryTests } from './read-unary-tests.ts';
import type { Bound, CellProblem, CellRange, Endpoint, UnaryTest } from './unary-tests.ts';
import { withinCell, type Cell } from './within-cell.ts';

/**
 * A cell in S-FEEL as conditions on its column's fact, all of which must hold: none for `-`. Null: something was wrong and has
 * been reported, at its place inside the cell.
 */
export function compileCell(
  fact: FactType,
  raw: Json,
  place: Place,
  files: readonly SourceText[],
): readonly Condition[] | null {
  if (typeof raw === 'object') {
    report(place, invalidSFeel, 'a cell of this table is a text in S-FEEL', {
      help: `write it as in \`'"high"'\` or \`'> 5'\``,
    });
    return null;
  }
  const cell: Cell = { place, text: String(raw), files };
  const read = readUnaryTests(cell.text);
  if (!read.ok) return refuse(read.problem, cell);
  const { tests, negated } = read.value;
  if (tests.length === 0) return [];
  if (!testable(fact, tests, cell)) return null;
  const compiled = tests.map((test) => compileTest(test, fact, cell));
  const sound = compiled.filter((part) => part !== null);
  if (sound.length < compiled.length) return null;
  const parts = together(sound);
  return [negated ? noneOf(parts, place) : anyOf(parts, place)];
}

function refuse({ kind, at, message, help }: CellProblem, cell: Cell): null {
  const place = withinCell(cell, at);
  if (kind === 'invalid') report(place, invalidSFeel, `\`${cell.text}\` is no S-FEEL: ${message}`, { help });
  else report(place, unsupportedSFeel, `${message} is not part of S-FEEL`, { help });
  return null;
}

/** Lists and records are only asked whether they are there. */
function testable({ path, field }: FactType, tests: readonly UnaryTest[], cell: Cell): boolean {
  const single = !field.list && field.type !== 'record';
  if (single || tests.every((test) => test.kind === 'equal' && test.to.kind === 'null')) return true;
  report(cell.place, wrongOperator, `S-FEEL tests one value, and \`${path}\` is ${describeField(field)}`, {
    help: 'write the condition as a rule, with `has` or `some`',
  });
  return false;
}

function compileTest(test: UnaryTest, fact: FactType, cell: Cell): Condition | null {
  if (test.kind === 'equal') return compileEqual(test.to, fact, cell);
  if (test.kind === 'bound') return compileBound(test.bound, test.to, fact, cell);
  const low = compileBound(test.low.bound, test.low.to, fact, cell);
  const high = compileBound(test.high.bound, test.high.to, fact, cell);
  if (low === null || high === null) return null;
  if (isEmpty(test)) {
    const help = 'write the lower end first';
    report(withinCell(cell, test.at), contradiction, `no value lies in \`${sliceOf(cell, test.at)}\``, { help });
  }
  return { kind: 'all', of: [low, high], reference: referenceTo(cell.place) };
}

const sliceOf = ({ text }: Cell, { from, to }: CellRange): string => text.slice(from, to);

/** Whether nothing lies between two literal ends. */
function isEmpty({ low, high }: Extract<UnaryTest, { kind: 'interval' }>): boolean {
  const [from, to] = [low.to, high.to];
  if (!('value' in from) || !('value' in to)) return false;
  return from.value > to.value || (from.value === to.value && !(low.bound === 'gte' && high.bound === 'lte'));
}

function compileEqual(to: Endpoint, fact: FactType, cell: Cell): Condition | null {
  if (to.kind === 'null')
    return comparison(fact, 'known', { operand: { value: false }, kind: 'anything', list: false }, cell);
  const endpoint = compileEndpoint(to, fact, cell);
  return endpoint === null ? null : comparison(fact, endpoint.list ? 'in' : 'equals', endpoint, cell);
}

/** Times have `before` and `after` alone: at most is not after. */
const timeBounds: { readonly [bound in Bound]: readonly [operator: Operator, negated: boolean] } = {
  lt: ['before', false],
  lte: ['after', true],
  gt: ['after', false],
  gte: ['before', true],
};

function compileBound(bound: Bound, to: Endpoint, fact: FactType, cell: Cell): Condition | null {
  if (to.kind === 'null')
    return refuse({ kind: 'invalid', at: to.at, message: '`null` has no order', help: null }, cell);
  const endpoint = compileEndpoint(to, fact, cell);
  if (endpoint === null) return null;
  const kind = cellKind(fact.field) === 'anything' ? endpoint.kind : cellKind(fact.field);
  if (endpoint.list || !ordered.has(kind)) {
    report(
      withinCell(cell, to.at),
      wrongOperator,
      `\`${sliceOf(cell, to.at)}\` has no order to compare \`${fact.path}\` in`,
      {
        help: 'numbers, times and lengths of time have one',
      },
    );
    return null;
  }
  if (kind !== 'date' && kind !== 'time') return comparison(fact, bound, endpoint, cell);
  const [operator, negated] = timeBounds[bound];
  const of = comparison(fact, operator, endpoint, cell);
  return negated ? { kind: 'not', of, reference: of.reference } : of;
}

const ordered: ReadonlySet<string> = new Set(['number', 'date', 'time', 'duration', 'anything']);

function comparison(fact: FactType, operator: Operator, { operand }: CompiledEndpoint, { place }: Cell): Comparison {
  return { kind: 'compare', fact: fact.path, operator, operand, reference: referenceTo(place) };
}

/** Values among alternatives become one comparison with a list of them, which is looked up at once. */
function together(parts: readonly Condition[]): readonly Condition[] {
  const values = parts.flatMap((part) => valueOf(part) ?? []);
  const first = parts.find((part) => valueOf(part) !== null);
  if (first?.kind !== 'compare' || values.length < 2) return parts;
  const list: Condition = { ...first, operator: 'in', operand: { value: values } };
  return parts.flatMap((part) => (part === first ? [list] : valueOf(part) === null ? [part] : []));
}

/** The one value a part accepts, in a list of its own; null: it is no such part. */
function valueOf(part: Condition): readonly [Json] | null {
  if (part.kind !== 'compare' || part.operator !== 'equals' || !('value' in part.operand)) return null;
  return [part.operand.value];
}

function anyOf(parts: readonly Condition[], place: Place): Condition {
  const [first, ...rest] = parts;
  return first !== undefined && rest.length === 0 ? first : { kind: 'any', of: parts, reference: referenceTo(place) };
}

const opposites: { readonly [operator in Operator]?: Operator } = { equals: 'is_not', in: 'not_in' };

/** The denial of some alternatives, in the operators that authors write where there is one. */
function noneOf(parts: readonly Condition[], place: Place): Condition {
  const of = anyOf(parts, place);
  if (of.kind !== 'compare') return { kind: 'not', of, reference: referenceTo(place) };
  if (of.operator === 'known') return { ...of, operand: { value: true } };
  const opposite = opposites[of.operator];
  return opposite === undefined ? { kind: 'not', of, reference: referenceTo(place) } : { ...of, operator: opposite };
}
