import type { Reference } from '../reference.ts';
import { quoteColumn } from './sql-column.ts';
import type { SqlColumn, SqlColumns, SqlDialect, SqlType } from './sql-column.ts';

/** A value handed to the database beside the statement. */
export type SqlParameter = string | number | boolean;

/** A part of a filter that has no translation, and why: one sentence, lower case. */
export interface Untranslatable {
  readonly reference: Reference | null;
  readonly why: string;
}

/** Something in a filter has no translation. Thrown and caught inside the translation only. */
export class CannotTranslate extends Error {
  readonly reason: Untranslatable;

  constructor(why: string, reference: Reference | null = null) {
    super(why);
    this.reason = { reference, why };
  }
}

/** What parts of a statement are written with: columns, and a parameter for every value. */
export interface SqlWriter {
  readonly dialect: SqlDialect;
  readonly parameters: SqlParameter[];
  /** The quoted name of an attribute's column and what it holds. */
  readonly column: (attribute: string) => { readonly sql: string; readonly type: SqlType };
  /** Adds a parameter and gives what stands for it. */
  readonly bind: (value: SqlParameter) => string;
}

/** How many values one statement may carry: what SQLite takes by default is somewhat more. */
export const MAX_PARAMETERS = 30_000;

/** A writer for one statement, whose first parameter is number `first`. */
export function createSqlWriter(columns: SqlColumns, dialect: SqlDialect, first: number): SqlWriter {
  const parameters: SqlParameter[] = [];
  return {
    dialect,
    parameters,
    column: (attribute) => {
      const column: SqlColumn | undefined = Object.hasOwn(columns, attribute) ? columns[attribute] : undefined;
      if (column === undefined) throw new CannotTranslate(`no column is named for \`resource.${attribute}\``);
      const sql = quoteColumn(column.column, dialect);
      if (sql === undefined) throw new CannotTranslate(`the column of \`resource.${attribute}\` is not a name`);
      return { sql, type: column.type };
    },
    bind: (value) => {
      if (parameters.length >= MAX_PARAMETERS) throw new CannotTranslate('it has too many values');
      if (typeof value === 'string' && (!value.isWellFormed() || value.includes('\0')))
        throw new CannotTranslate('a text has characters that no database keeps');
      parameters.push(dialect === 'sqlite' && typeof value === 'boolean' ? Number(value) : value);
      return dialect === 'sqlite' ? '?' : typedPlaceholder(first + parameters.length - 1, value);
    },
  };
}

/** PostgreSQL would otherwise guess the type, and take a fraction for a broken integer. */
function typedPlaceholder(number: number, value: SqlParameter): string {
  const type = { string: 'text', number: 'double precision', boolean: 'boolean' }[
    typeof value as 'string' | 'number' | 'boolean'
  ];
  return `CAST($${number} AS ${type})`;
}
