import { partsOf, type FeelNode } from './feel-parser.ts';
import { invalid, rangeOf, unsupported } from './problem.ts';
import { readMoment, readNumber, readText, textOf } from './read-literal.ts';
import type { Endpoint, Read } from './unary-tests.ts';

/** A literal, the name of a fact, or `null`. Anything else is FEEL beyond S-FEEL, and named. */
export function readEndpoint(node: FeelNode, cell: string): Read<Endpoint> {
  const at = rangeOf(node);
  switch (node.name) {
    case 'NumericLiteral':
      return readNumber(node, cell);
    case 'StringLiteral':
      return { ok: true, value: { kind: 'text', value: readText(node, cell), at } };
    case 'BooleanLiteral':
      return { ok: true, value: { kind: 'yes_no', value: textOf(node, cell) === 'true', at } };
    case 'DateTimeLiteral':
      return readMoment(node, cell);
    case 'null':
      return { ok: true, value: { kind: 'null', at } };
    case 'VariableName':
    case 'PathExpression':
      return readName(node, cell);
    default:
      return beyond(node, cell);
  }
}

function readName(node: FeelNode, cell: string): Read<Endpoint> {
  const written = textOf(node, cell);
  const path = written.replaceAll(/\s*\.\s*/g, '.');
  if (/^\w+(?:\.\w+)*$/.test(path)) return { ok: true, value: { kind: 'name', path, at: rangeOf(node) } };
  return invalid(node, `\`${written}\` is neither a value nor the name of a fact`, quoteHelp(written));
}

const quoteHelp = (written: string): string =>
  written.startsWith('not ') ? `write \`not(${written.slice(4)})\`` : `write a text in double quotes: \`"${written}"\``;

/** What else FEEL has, in words. */
const beyondSFeel: { readonly [node: string]: readonly [name: string, help: string] } = {
  ArithmeticExpression: ['arithmetic', 'derive a fact, and compare with it'],
  '?': ['`?`', 'the column itself is what is tested'],
  Comparison: ['a comparison of its own', 'the column itself is what is tested: write `> 5`'],
  Conjunction: ['`and`', 'write an interval such as `[18..60)`, or another column'],
  Disjunction: ['`or`', 'write alternatives with a comma: `1, 2`'],
  IfExpression: ['`if`', 'write two rows'],
  ForExpression: ['`for`', 'write the condition as a rule'],
  QuantifiedExpression: ['`some` and `every`', 'write the condition as a rule'],
  InstanceOfExpression: ['`instance of`', 'facts have one type'],
  FilterExpression: ['a filter', 'write the condition as a rule'],
  FunctionDefinition: ['a function', 'derive a fact, and compare with it'],
  List: ['a list', 'write alternatives with a comma: `1, 2`'],
  Context: ['a context', 'name the fact'],
  ParenthesizedExpression: ['brackets around a value', 'leave them out'],
};

function beyond(node: FeelNode, cell: string): Read<never> {
  if (node.name === 'FunctionInvocation') {
    const [called] = partsOf(node);
    const name = called === undefined ? '' : textOf(called, cell);
    const help = name === 'not' ? '`not` stands around all of a cell, once' : 'derive a fact, and compare with it';
    return unsupported(node, `the function \`${name}\``, help);
  }
  const known = Object.hasOwn(beyondSFeel, node.name) ? beyondSFeel[node.name] : undefined;
  if (known !== undefined) return unsupported(node, ...known);
  return invalid(node, `\`${textOf(node, cell)}\` is not something to compare with`);
}
