import type { Condition, Json, Rule } from '@deskbook/policies';
import type { FactType } from '../../bundle/fact-model.ts';
import { unknownResult } from '../../diagnostics/pages/reference/unknown-result.ts';
import { invalidSFeel } from '../../diagnostics/pages/reference/invalid-s-feel.ts';
import { wrongColumns } from '../../diagnostics/pages/reference/wrong-columns.ts';
import type { DecisionShape, RowShape } from '../../shape/decision.ts';
import { compileTests } from '../compile-condition.ts';
import { compilePath } from '../compile-path.ts';
import { at, referenceTo, type Place } from '../place.ts';
import { report } from '../report.ts';
import { compileCell as compileSFeel } from '../s-feel/compile-cell.ts';
import { checkApproval, compileResult, type DecisionContext } from './compile-results.ts';
import { uniqueIds } from './unique-ids.ts';

type TableShape = NonNullable<DecisionShape['table']>;

/** A column: an input, which is a fact, or a result. */
type Column = { readonly name: string; readonly fact: FactType | null };

/** How cells are read: as conditions on a column's fact (null: reported), and which word asks nothing, and so can be no result. */
interface Language {
  readonly anything: string;
  readonly compile: (fact: FactType, cell: Json, place: Place) => readonly Condition[] | null;
}

/**
 * A table's rows as rules: each cell of an input column is a test of its fact (`any` is: it has some value; in S-FEEL `-` asks
 * nothing at all), each cell of a result column what the row sets. Results stand last.
 */
export function compileRows(raw: TableShape, context: DecisionContext, place: Place): readonly Rule[] {
  const columns = compileColumns(raw.columns, context, at(place, 'columns'));
  const rows = raw.rows.map((row) => rowOf(row));
  uniqueIds(
    rows.map(({ id }) => id),
    'row',
    at(place, 'rows'),
  );
  if (columns === null) return [];
  const language = raw.expression_language === 's-feel' ? sFeel(context) : ownLanguage;
  return rows.flatMap((row, index) => compileRow(row, columns, language, context, at(place, 'rows', index)) ?? []);
}

const ownLanguage: Language = {
  anything: 'any',
  compile: (fact, cell, place) => {
    const test = compileCell(fact, cell, place);
    return test === null ? null : [test];
  },
};

function sFeel({ program: { files } }: DecisionContext): Language {
  return { anything: '-', compile: (fact, cell, place) => compileSFeel(fact, cell, place, files) };
}

function rowOf(row: RowShape): { id: string; cells: readonly Json[] } {
  const [id = '', cells = []] = Object.entries(row)[0] ?? [];
  return { id, cells };
}

function compileColumns(names: readonly string[], { sets }: DecisionContext, place: Place): readonly Column[] | null {
  const results = Object.keys(sets);
  const last = new Set(names.slice(-results.length));
  const unset = results.find((name) => !last.has(name));
  if (unset !== undefined) {
    report(place, wrongColumns, `the last columns are what the decision sets, and \`${unset}\` is not among them`, {
      help: `end with ${results.map((name) => `\`${name}\``).join(', ')}`,
    });
    return null;
  }
  const columns = names.map((name, index) => {
    if (index >= names.length - results.length) return { name, fact: null };
    const field = compilePath(name, at(place, index));
    return field === null ? null : { name, fact: { path: name, field } };
  });
  const sound = columns.filter((column) => column !== null);
  return sound.length < columns.length ? null : sound;
}

function compileRow(
  row: { id: string; cells: readonly Json[] },
  columns: readonly Column[],
  { anything, compile }: Language,
  context: DecisionContext,
  place: Place,
): Rule | null {
  const cells = at(place, row.id);
  if (row.cells.length !== columns.length) {
    report(
      cells,
      wrongColumns,
      `row \`${row.id}\` has ${row.cells.length} cells and the table ${columns.length} columns`,
    );
    return null;
  }
  const tests: Condition[] = [];
  const results: { [name: string]: Json } = {};
  for (const [index, { name, fact }] of columns.entries()) {
    const cell = row.cells[index] ?? null;
    if (fact !== null) tests.push(...(compile(fact, cell, at(cells, index)) ?? []));
    else if (cell === anything)
      report(at(cells, index), unknownResult, `\`${anything}\` is a test and cannot be a result`);
    else results[name] = compileResult(name, cell, context, at(cells, index)) ?? null;
  }
  checkApproval(results, context, cells);
  const reference = referenceTo(place);
  return {
    id: row.id,
    // A row that asks nothing takes every case: it is not `otherwise`, which stands last and takes what the others leave.
    when: { kind: 'all', of: tests, reference },
    // oxlint-disable-next-line unicorn/no-thenable -- data, never awaited
    then: results,
    reference,
    cites: context.cites,
  };
}

/** What only S-FEEL writes so: `-`, a text in quotes of its own, a bound, an interval, `not(…)`. */
const looksLikeSFeel = /^(?:-|".*"|[<>]=? *\S.*|not *\(.*\)|[[\](].*\.\..*[\])[])$/u;

function compileCell(fact: FactType, cell: Json, place: Place): Condition | null {
  const { type, oneOf } = fact.field;
  if (typeof cell === 'string' && looksLikeSFeel.test(cell) && (type !== 'text' || oneOf?.includes(cell) === false)) {
    report(place, invalidSFeel, `\`${cell}\` is S-FEEL, which the cells of this table are not`, {
      help: 'write `expression_language: s-feel` in the table, or the value as it is; `any` is any value',
    });
    return null;
  }
  if (cell !== 'any') return compileTests(fact, cell, place);
  return {
    kind: 'compare',
    fact: fact.path,
    operator: 'known',
    operand: { value: true },
    reference: referenceTo(place),
  };
}
