import type { Operator } from '../conditions/condition.ts';
import { parseInstant } from '../conditions/parse-instant.ts';
import { sameMoment } from '../conditions/same-moment.ts';
import type { Json } from '../json.ts';
import type { FilterComparison, FilterSide } from './filter.ts';
import { compareColumns } from './sql-column-comparison.ts';
import type { SqlType } from './sql-column.ts';
import { CannotTranslate } from './sql-writer.ts';
import type { SqlWriter } from './sql-writer.ts';

/** Undecided. */
export const UNDECIDED = 'NULL';

const FLIPPED: { readonly [operator in Operator]?: Operator } = {
  equals: 'equals',
  is_not: 'is_not',
  lt: 'gt',
  lte: 'gte',
  gt: 'lt',
  gte: 'lte',
  before: 'after',
  after: 'before',
};

const SIGNS: { readonly [operator in Operator]?: string } = {
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  before: '<',
  after: '>',
};

interface Column {
  readonly sql: string;
  readonly type: SqlType;
}

/** Writes one comparison, so that it is true, false or NULL as the comparison holds, fails or is undecided. */
export function sqlComparison(comparison: FilterComparison, writer: SqlWriter): string {
  const { left, operator, right, now } = comparison;
  if ('attribute' in left && 'attribute' in right)
    return compareColumns(writer.column(left.attribute), operator, writer.column(right.attribute), writer);
  if ('attribute' in left && 'value' in right)
    return compareWithValue(writer.column(left.attribute), operator, right.value, now, writer);
  if ('value' in left && 'attribute' in right) return compareValue(left.value, operator, right, writer);
  throw new CannotTranslate('records inside of a resource have no columns');
}

function compareValue(
  value: Json,
  operator: Operator,
  right: FilterSide & { attribute: string },
  writer: SqlWriter,
): string {
  const column = writer.column(right.attribute);
  const flipped = FLIPPED[operator];
  if (flipped !== undefined) return compareWithValue(column, flipped, value, null, writer);
  if (operator === 'contains' && column.type === 'text')
    return typeof value === 'string' ? position(writer.bind(value), column.sql, writer) : UNDECIDED;
  throw new CannotTranslate(`\`${operator}\` cannot be turned round`);
}

function compareWithValue(
  column: Column,
  operator: Operator,
  value: Json,
  now: string | null,
  writer: SqlWriter,
): string {
  switch (operator) {
    case 'known':
      if (typeof value !== 'boolean') return UNDECIDED;
      return `${column.sql} IS ${value ? 'NOT ' : ''}NULL`;
    case 'equals':
      return value === null ? UNDECIDED : equal(column, [value], writer);
    case 'is_not':
      return value === null ? UNDECIDED : `NOT ${equal(column, [value], writer)}`;
    case 'in':
      return isList(value) ? equal(column, value, writer) : UNDECIDED;
    case 'not_in':
      return isList(value) ? `NOT ${equal(column, value, writer)}` : UNDECIDED;
    case 'contains':
      if (typeof value !== 'string' || column.type === 'number' || column.type === 'yes_no') return UNDECIDED;
      if (column.type === 'time') throw new CannotTranslate('a column of times cannot be searched as text');
      return position(column.sql, writer.bind(value), writer);
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      if (typeof value !== 'number' || column.type !== 'number') return UNDECIDED;
      return `${column.sql} ${SIGNS[operator]} ${writer.bind(value)}`;
    case 'before':
    case 'after':
      return moment(column, operator, value, writer);
    case 'within':
    case 'older_than':
      return aged(column, operator, value, now, writer);
    default:
      throw new CannotTranslate(`\`${operator}\` has no translation`);
  }
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether a column holds one of some values. Values of another type are never what it holds; none at all still needs a value. */
function equal({ sql, type }: Column, values: readonly Json[], writer: SqlWriter): string {
  const wanted = values.flatMap((value) => storedAs(type, value));
  if (wanted.length === 0) return `(${sql} IS NULL AND NULL)`;
  const exact = type === 'text' ? exactly(sql, writer) : sql;
  return `${exact} IN (${wanted.map(writer.bind).join(', ')})`;
}

/** A value as a column of a type keeps it, if it can. */
function storedAs(type: SqlType, value: Json): readonly (string | number | boolean)[] {
  if (type === 'number') return typeof value === 'number' ? [value] : [];
  if (type === 'yes_no') return typeof value === 'boolean' ? [value] : [];
  if (typeof value !== 'string') return [];
  const isMoment = sameMoment(value, value);
  if (type === 'time') return isMoment ? [parseInstant(value) ?? 0] : [];
  if (isMoment) throw new CannotTranslate('a time is compared with a column of texts');
  return [value];
}

function moment({ sql, type }: Column, operator: Operator, value: Json, writer: SqlWriter): string {
  const instant = typeof value === 'string' ? parseInstant(value) : undefined;
  if (instant === undefined || type === 'number' || type === 'yes_no') return UNDECIDED;
  if (type === 'text') throw new CannotTranslate('a column of texts is compared with a time');
  return `${sql} ${SIGNS[operator]} ${writer.bind(instant)}`;
}

function aged({ sql, type }: Column, operator: Operator, length: Json, now: string | null, writer: SqlWriter): string {
  const instant = now === null ? undefined : parseInstant(now);
  const other = type === 'number' || type === 'yes_no';
  if (instant === undefined || typeof length !== 'number' || other) return UNDECIDED;
  if (type === 'text') throw new CannotTranslate('the age of a text is asked for');
  if (operator === 'older_than') return `${sql} < ${writer.bind(instant - length)}`;
  return `${sql} BETWEEN ${writer.bind(instant - length)} AND ${writer.bind(instant + length)}`;
}

/** Compares texts by their characters alone, whatever collation the column has. */
export function exactly(sql: string, { dialect }: SqlWriter): string {
  return `${sql} COLLATE ${dialect === 'sqlite' ? 'BINARY' : '"C"'}`;
}

function position(text: string, wanted: string, { dialect }: SqlWriter): string {
  return dialect === 'sqlite' ? `instr(${text}, ${wanted}) > 0` : `strpos(${text}, ${wanted}) > 0`;
}
