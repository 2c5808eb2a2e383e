/** Which SQL is written. */
export type SqlDialect = 'sqlite' | 'postgres';

/**
 * What a column holds. `text`: character strings that are no times; `number`; `yes_no`: `0` and `1` in SQLite, a boolean in
 * PostgreSQL; `time`: an instant, as whole milliseconds since 1970. NULL is no value.
 */
export type SqlType = 'text' | 'number' | 'yes_no' | 'time';

/** Where an attribute of the resource is kept. */
export interface SqlColumn {
  /** The column, or `table.column`: letters, digits and `_`. */
  readonly column: string;
  readonly type: SqlType;
}

/** The columns of attributes, by their path below the resource (`owner`, `id`, `asset.tier`). What is not here cannot be asked. */
export type SqlColumns = { readonly [attribute: string]: SqlColumn };

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,62}(?:\.[A-Za-z_][A-Za-z0-9_]{0,62})?$/;

/**
 * A column's name, quoted; `undefined` where it is not a name. SQLite gets brackets: it would read a name in double quotes that
 * no column has as a text.
 */
export function quoteColumn(name: string, dialect: SqlDialect): string | undefined {
  if (!NAME.test(name)) return undefined;
  const [before, after] = dialect === 'sqlite' ? ['[', ']'] : ['"', '"'];
  return name
    .split('.')
    .map((part) => `${before}${part}${after}`)
    .join('.');
}
