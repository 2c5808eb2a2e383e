import type { Operator } from '../conditions/condition.ts';
import type { SqlType } from './sql-column.ts';
import { CannotTranslate } from './sql-writer.ts';
import type { SqlWriter } from './sql-writer.ts';

interface Column {
  readonly sql: string;
  readonly type: SqlType;
}

const NUMBER_SIGNS = new Map<Operator, string>([
  ['lt', '<'],
  ['lte', '<='],
  ['gt', '>'],
  ['gte', '>='],
]);
const TIME_SIGNS = new Map<Operator, string>([
  ['before', '<'],
  ['after', '>'],
]);

/** Writes a comparison of two columns. */
export function compareColumns(left: Column, operator: Operator, right: Column, writer: SqlWriter): string {
  if (operator === 'equals') return sameColumn(left, right, writer);
  if (operator === 'is_not') return `NOT ${sameColumn(left, right, writer)}`;
  return (
    ordered(left, right, 'number', NUMBER_SIGNS.get(operator)) ??
    ordered(left, right, 'time', TIME_SIGNS.get(operator)) ??
    cannot(operator)
  );
}

function ordered(left: Column, right: Column, type: SqlType, sign: string | undefined): string | undefined {
  return sign !== undefined && left.type === type && right.type === type
    ? `${left.sql} ${sign} ${right.sql}`
    : undefined;
}

function cannot(operator: Operator): never {
  throw new CannotTranslate(`two columns of these types cannot be compared with \`${operator}\``);
}

/**
 * Whether two columns hold the same. Columns of different types never do, but where one is NULL that is undecided. Two texts that are
 * both written as times might name one moment: then it is undecided as well, which never lets more through.
 */
function sameColumn(left: Column, right: Column, writer: SqlWriter): string {
  if (left.type !== right.type) {
    if (left.type === 'time' || right.type === 'time') return cannot('equals');
    return `((${left.sql} IS NULL OR ${right.sql} IS NULL) AND NULL)`;
  }
  if (left.type !== 'text') return `(${left.sql} = ${right.sql})`;
  const collation = writer.dialect === 'sqlite' ? 'BINARY' : '"C"';
  const time = (sql: string): string => `substr(${sql}, 11, 1) = 'T'`;
  const same = `${left.sql} = ${right.sql} COLLATE ${collation}`;
  return `(CASE WHEN ${time(left.sql)} AND ${time(right.sql)} THEN NULL ELSE ${same} END)`;
}
