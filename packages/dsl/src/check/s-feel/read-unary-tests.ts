import { parseFeel, partsOf, type FeelNode } from './feel-parser.ts';
import { invalid, rangeOf, unsupported } from './problem.ts';
import { readEndpoint } from './read-endpoint.ts';
import { textOf } from './read-literal.ts';
import type { Bound, Read, UnaryTest, UnaryTests } from './unary-tests.ts';

/** The longest cell that is read, in characters. */
const longest = 1_000;

/**
 * Reads a cell in DMN's S-FEEL: `-`, or values, bounds and intervals with commas between them, or `not(…)` around those. The
 * grammar is `lezer-feel`'s, which is all of FEEL; what goes beyond S-FEEL is refused by name.
 *
 * @example
 * readUnaryTests('[18..60)'); // { ok: true, value: { negated: false, tests: [{ kind: 'interval', … }] } }
 */
export function readUnaryTests(cell: string): Read<UnaryTests> {
  if (cell.length > longest) return invalid({ from: 0, to: cell.length }, `it is longer than ${longest} characters`);
  const tree = parseFeel(cell);
  const error = firstError(tree);
  if (error !== null) return misread(error, cell);
  const parts = partsOf(tree);
  if (parts[0]?.name === 'Wildcard') return { ok: true, value: { negated: false, tests: [] } };
  const list = parts.find(({ name }) => name === 'PositiveUnaryTests');
  const tests: UnaryTest[] = [];
  for (const node of list === undefined ? [] : partsOf(list)) {
    const test = readTest(partsOf(node)[0] ?? node, cell);
    if (!test.ok) return test;
    tests.push(test.value);
  }
  return { ok: true, value: { negated: parts[0]?.name === 'not', tests } };
}

/** The first place, in reading order, at which the grammar was lost. */
function firstError(node: FeelNode): FeelNode | null {
  if (node.type.isError) return node;
  for (const part of partsOf(node)) {
    const error = firstError(part);
    if (error !== null) return error;
  }
  return null;
}

function misread(error: FeelNode, cell: string): Read<never> {
  const { from, to } = error;
  if (cell.trim() === '') return invalid({ from: 0, to: cell.length }, 'it is empty', 'write `-` for any value');
  if (cell[from] === '"') return invalid({ from, to: cell.length }, 'a text has no closing `"`');
  if (to > from) return invalid(error, `\`${cell.slice(from, to)}\` does not belong here`, intervalHelp(cell));
  if (from >= cell.length) return invalid({ from: 0, to: cell.length }, 'it ends too early');
  return invalid({ from, to: from + 1 }, `something is missing before \`${cell.slice(from).trimStart()}\``);
}

const intervalHelp = (cell: string): string | null =>
  /^\s*[^[\](),]+\.\.[^[\](),]+\s*$/.test(cell) ? `write an interval in brackets: \`[${cell.trim()}]\`` : null;

function readTest(node: FeelNode, cell: string): Read<UnaryTest> {
  if (node.name !== 'SimplePositiveUnaryTest') {
    const to = readEndpoint(node, cell);
    return to.ok ? { ok: true, value: { kind: 'equal', to: to.value } } : to;
  }
  const [first, second] = partsOf(node);
  if (first?.name === 'Interval') return readInterval(first, cell);
  if (first === undefined || second === undefined) return invalid(node, 'it ends too early');
  return readBound(first, second, cell);
}

const bounds: { readonly [operator: string]: Bound } = { '<': 'lt', '<=': 'lte', '>': 'gt', '>=': 'gte' };

function readBound(operator: FeelNode, node: FeelNode, cell: string): Read<UnaryTest> {
  const written = textOf(operator, cell);
  const bound = Object.hasOwn(bounds, written) ? bounds[written] : undefined;
  if (bound === undefined) {
    const value = textOf(node, cell);
    return unsupported(operator, `\`${written}\``, `write \`${written === '=' ? value : `not(${value})`}\``);
  }
  const to = readEndpoint(node, cell);
  return to.ok ? { ok: true, value: { kind: 'bound', bound, to: to.value } } : to;
}

function readInterval(node: FeelNode, cell: string): Read<UnaryTest> {
  const [open, from, , to, close] = partsOf(node);
  if (open === undefined || from === undefined || to === undefined || close === undefined)
    return invalid(node, 'an interval has two ends');
  const low = readEndpoint(from, cell);
  if (!low.ok) return low;
  const high = readEndpoint(to, cell);
  if (!high.ok) return high;
  return {
    ok: true,
    value: {
      kind: 'interval',
      low: { bound: open.name === '[' ? 'gte' : 'gt', to: low.value },
      high: { bound: close.name === ']' ? 'lte' : 'lt', to: high.value },
      at: rangeOf(node),
    },
  };
}
