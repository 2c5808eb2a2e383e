import type { Bundle } from '@deskbook/dsl/bundle';
import type { Change } from '@deskbook/policies/questions';
import { describeOperator, describeValue } from '@deskbook/policies/conditions';
import type { Paint } from './paint.ts';
import { placeText } from './place-text.ts';

/** Changes that belong together. */
type Way = { readonly changes: readonly Change[] };

/** What would make it yes, as a tree: a branch a way, and below it, where it is several changes, one each. */
export function waysLines(bundle: Bundle, ways: readonly Way[], paint: Paint): readonly string[] {
  return branches(
    ways.map(({ changes }) => {
      const [first = '', ...rest] = changes.map((change) => changeText(bundle, change, paint));
      return rest.length === 0 ? [first] : ['all of', ...branches([[first], ...rest.map((each) => [each])])];
    }),
  );
}

/** Several blocks of lines, hung below each other. */
function branches(blocks: readonly (readonly string[])[]): readonly string[] {
  return blocks.flatMap((lines, block) => {
    const last = block === blocks.length - 1;
    return lines.map((line, index) => (index === 0 ? (last ? '└─ ' : '├─ ') : last ? '   ' : '│  ') + line);
  });
}

function changeText(bundle: Bundle, change: Change, { bold, dim }: Paint): string {
  const place = dim(placeText(bundle, change.reference));
  switch (change.kind) {
    case 'role':
      return `the role ${bold(change.role)} ${place}`;
    case 'temporary_role':
      return `the temporary role ${bold(change.of)}, activated ${place}`;
    case 'break_glass':
      return `the glass ${bold(change.of)}, broken ${place}`;
    case 'fact': {
      const { fact, value, must } = change;
      const wanted = describeOperator(must.operator, must.operand);
      const said = must.be === 'fails' ? `not: ${fact} ${wanted}` : `${fact} ${wanted}`;
      const plain = must.be === 'holds' && must.operator === 'equals';
      return `${said}${plain ? '' : `, such as ${value === null ? 'no value' : bold(describeValue(value))}`} ${place}`;
    }
  }
}

/** The same as data, each change with the line it is asked for in. */
export function waysJson(bundle: Bundle, ways: readonly Way[]): readonly object[] {
  return ways.map((way) => ({
    ...way,
    changes: way.changes.map((change) => ({ ...change, place: placeText(bundle, change.reference) })),
  }));
}
