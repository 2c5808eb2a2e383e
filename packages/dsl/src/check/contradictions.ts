import type { Comparison, Condition, Json } from '@deskbook/policies';
import { evaluate } from '@deskbook/policies/conditions';
import type { FactType } from '../bundle/fact-model.ts';
import type { Field } from '../bundle/field.ts';
import { contradiction } from '../diagnostics/pages/reference/contradiction.ts';
import type { Place } from './place.ts';
import { report } from './report.ts';

/** Operators on one fact that exclude each other: no value there is satisfies them all. What nothing is known of is let be. */
export function reportContradiction({ path, field }: FactType, parts: readonly Condition[], place: Place): void {
  const tests = parts.filter((part) => part.kind === 'compare');
  if (tests.length < 2 || field.list) return;
  const impossible = noValueFits(tests, field) || !leavesRoom(tests);
  if (impossible) report(place, contradiction, `no value of \`${path}\` is all of this at once`, { on: 'key' });
}

/** Whether every value that could be meant fails one of the tests. */
function noValueFits(tests: readonly Comparison[], field: Field): boolean {
  const candidates = candidatesOf(tests, field);
  return candidates !== null && candidates.every((value) => tests.some((test) => isRefused(test, value)));
}

/** The values it can only be: those it is to equal, those it is to be among, or all that its field has. null: any. */
function candidatesOf(tests: readonly Comparison[], { oneOf, type }: Field): readonly Json[] | null {
  for (const { operator, operand } of tests) {
    if (!('value' in operand)) continue;
    if (operator === 'equals') return [operand.value];
    if (operator === 'in' && Array.isArray(operand.value)) return operand.value;
  }
  return oneOf ?? (type === 'yes_no' ? [true, false] : null);
}

/** Each test by itself, on a fact of that value; one that needs more than the value is undecided. */
const isRefused = (test: Comparison, value: Json): boolean =>
  'value' in test.operand && evaluate({ ...test, fact: 'value' }, { value }).truth === 'fails';

type Bound = { readonly at: number; readonly open: boolean };

const below = new Map([['lt', true], ['lte', false], ['before', true]] as const); // prettier-ignore
const above = new Map([['gt', true], ['gte', false], ['after', true]] as const); // prettier-ignore

/** Whether there is something between every lower and every upper bound. */
function leavesRoom(tests: readonly Comparison[]): boolean {
  const upper = boundsOf(tests, below);
  return boundsOf(tests, above).every((low) =>
    upper.every((high) => low.at < high.at || (low.at === high.at && !low.open && !high.open)),
  );
}

function boundsOf(tests: readonly Comparison[], operators: ReadonlyMap<string, boolean>): readonly Bound[] {
  return tests.flatMap(({ operator, operand }) => {
    const open = operators.get(operator);
    if (open === undefined || !('value' in operand)) return [];
    const at = typeof operand.value === 'string' ? Date.parse(operand.value) : operand.value;
    return typeof at === 'number' && !Number.isNaN(at) ? [{ at, open }] : [];
  });
}
