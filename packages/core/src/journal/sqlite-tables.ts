import type { Staged } from './group-commit.ts';
import { recentlyUsed } from './recently-used.ts';
import { sqliteChains } from './sqlite-chains.ts';
import { type Prepared, sqliteReads } from './sqlite-reads.ts';
import { rowsToKeep } from './sqlite-rows.ts';
import { sqliteRuns } from './sqlite-runs.ts';
import type { Store } from './store.ts';
import type { Holder, Tables } from './tables.ts';

/** Of how many tickets the facts are remembered. */
const ticketsRemembered = 1_024;
/** Of how many claims it is remembered who holds them. */
const claimsRemembered = 1_024;

/**
 * Tables in SQLite for the one process that writes them. What a group of commits does to chains and runs is staged, and goes into the
 * database once, together; and what this process has written or read itself it need not read again.
 */
export function sqliteTables(sql: Prepared): { readonly tables: Tables; readonly staged: Staged } {
  const reads = sqliteReads(sql);
  const chains = sqliteChains(sql);
  const runs = sqliteRuns(sql);
  const tickets = recentlyUsed<NonNullable<ReturnType<Store['ticket']>>>(ticketsRemembered);
  const claims = recentlyUsed<Map<string, Holder>>(claimsRemembered);
  const holdersOf = (key: string): Map<string, Holder> => {
    const known = claims.get(key);
    if (known !== undefined) return known;
    const rows = sql('SELECT holder, until FROM claims WHERE key = ?').all(key).map(toHolder);
    const read = new Map(rows.map((row) => [row.holder, row]));
    claims.set(key, read);
    return read;
  };
  let writes = 0;
  const write = (statement: string, ...values: readonly (string | number | null)[]): void => {
    writes += 1;
    sql(statement).run(...values);
  };
  const writeStaged = (): void => {
    chains.write();
    runs.write();
  };
  const tables: Tables = {
    ...reads,
    head: chains.head,
    total: chains.total,
    ticket(id) {
      const known = tickets.get(id);
      if (known !== undefined) return known;
      const read = reads.ticket(id);
      if (read !== null) tickets.set(id, read);
      return read;
    },
    rows(...asked) {
      writeStaged();
      return reads.rows(...asked);
    },
    append(row) {
      writes += 1;
      chains.append(row);
    },
    headsAfter: chains.headsAfter,
    isSeen: (source, id) => sql('SELECT 1 FROM seen WHERE source = ? AND id = ?').get(source, id) !== undefined,
    see: (source, id) => write('INSERT INTO seen VALUES (?, ?)', source, id),
    holders: (key) => [...holdersOf(key).values()],
    hold(key, { holder, until }) {
      holdersOf(key).set(holder, { holder, until });
      write('INSERT INTO claims VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET until = excluded.until', key, holder, until);
    },
    free(key, holder) {
      claims.get(key)?.delete(holder);
      write('DELETE FROM claims WHERE key = ? AND holder = ?', key, holder);
    },
    keep(rows) {
      const toKeep = rowsToKeep(rows);
      const stage = runs.toStage(rows);
      writes += 1;
      stage();
      for (const { statement, values } of toKeep) sql(statement).run(...values);
      for (const { id } of rows.tickets ?? []) tickets.delete(id);
    },
  };
  const staged: Staged = {
    writes: () => writes,
    write: writeStaged,
    forget() {
      chains.forget();
      runs.forget();
      tickets.clear();
      claims.clear();
    },
  };
  return { tables, staged };
}

const toHolder = (row: { readonly [column: string]: unknown }): Holder => ({
  holder: String(row['holder']),
  until: typeof row['until'] === 'string' ? row['until'] : null,
});
