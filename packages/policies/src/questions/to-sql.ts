import type { Filter } from './filter.ts';
import type { SqlColumns, SqlDialect } from './sql-column.ts';
import { sqlComparison, UNDECIDED } from './sql-comparison.ts';
import { CannotTranslate, createSqlWriter } from './sql-writer.ts';
import type { SqlParameter, SqlWriter, Untranslatable } from './sql-writer.ts';

/** How a filter is to be written. */
export interface SqlOptions {
  readonly columns: SqlColumns;
  readonly dialect: SqlDialect;
  /** The number of the first parameter in PostgreSQL (`$1`), where the condition joins a larger statement. 1 unless given. */
  readonly firstParameter?: number;
}

/** A condition for `WHERE` with its parameters in order; or every part that has no translation, and then no condition at all. */
export type SqlResult =
  | { readonly ok: true; readonly sql: string; readonly parameters: readonly SqlParameter[] }
  | { readonly ok: false; readonly cannot: readonly Untranslatable[] };

/**
 * Translates a filter into a condition for `WHERE`. Values are parameters, never text of the statement; names come from `columns`
 * alone. NULL stands for undecided, whose logic is SQL's own. What cannot be translated exactly is refused, never widened.
 *
 * @example
 * toSql(filter, { columns: { owner: { column: 'owner_id', type: 'text' } }, dialect: 'postgres' });
 */
export function toSql(filter: Filter, { columns, dialect, firstParameter = 1 }: SqlOptions): SqlResult {
  const writer = createSqlWriter(columns, dialect, firstParameter);
  const cannot: Untranslatable[] = [];
  const sql = write(filter, writer, cannot);
  return cannot.length > 0 ? { ok: false, cannot } : { ok: true, sql, parameters: writer.parameters };
}

const TRUTHS = { holds: '(1 = 1)', fails: '(1 = 0)', undecided: UNDECIDED } as const;

function write(filter: Filter, writer: SqlWriter, cannot: Untranslatable[]): string {
  switch (filter.kind) {
    case 'known':
      return TRUTHS[filter.truth];
    case 'all':
    case 'any': {
      const parts = filter.of.map((part) => write(part, writer, cannot));
      return filter.kind === 'all' ? joined(parts, 'AND', TRUTHS.holds) : joined(parts, 'OR', TRUTHS.fails);
    }
    case 'not':
      return `(NOT ${write(filter.of, writer, cannot)})`;
    case 'compare':
      return attempt(() => `(${sqlComparison(filter, writer)})`, filter.reference, cannot);
    default:
      cannot.push({ reference: filter.reference, why: `\`${filter.kind}\` of a list has no translation` });
      return UNDECIDED;
  }
}

/** Joins in halves: databases limit how deep an expression may be, and a chain is as deep as it is long. */
function joined(parts: readonly string[], word: 'AND' | 'OR', empty: string): string {
  const middle = Math.ceil(parts.length / 2);
  if (parts.length < 2) return parts[0] ?? empty;
  return `(${joined(parts.slice(0, middle), word, empty)} ${word} ${joined(parts.slice(middle), word, empty)})`;
}

function attempt(make: () => string, reference: string, cannot: Untranslatable[]): string {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof CannotTranslate)) throw error;
    cannot.push({ reference, why: error.reason.why });
    return UNDECIDED;
  }
}
