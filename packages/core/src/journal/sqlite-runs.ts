import { activatedByOf } from './record-filter.ts';
import { recentlyUsed } from './recently-used.ts';
import type { Prepared } from './sqlite-reads.ts';
import type { RunRecord } from './store.ts';
import type { KeptRows } from './tables.ts';

/** Of how many runs it is remembered where they stand. */
const remembered = 4_096;

/** A run's row as this process last wrote it: where it stands, and what it is found by. */
interface Kept {
  readonly number: number;
  readonly columns: Columns;
}

/** workflow, ticket, parent, ended, due, activated by, ready */
type Columns = readonly (string | number | null)[];

interface StagedRun {
  readonly columns: Columns;
  readonly row: string;
}

/** Runs and checkpoints of which this process is the only writer: the last of each is staged, and written with the group. */
export interface SqliteRuns {
  /** Reads what is to be kept; what it gives stages it. Throws where something is no JSON. */
  readonly toStage: (rows: Pick<KeptRows, 'runs' | 'checkpoints'>) => () => void;
  readonly write: () => void;
  readonly forget: () => void;
}

/** The runs of a database that nobody else writes. */
export function sqliteRuns(sql: Prepared): SqliteRuns {
  const known = recentlyUsed<Kept>(remembered);
  const runs = new Map<string, StagedRun>();
  const checkpoints = new Map<string, readonly [sequence: number, state: string]>();

  function writeRun(run: string, { columns, row }: StagedRun): void {
    const kept = known.get(run);
    if (kept === undefined) {
      const number = Number(sql(INSERT).get(run, ...columns, row)?.['number']);
      known.set(run, { number, columns });
    } else if (columns.every((column, index) => column === kept.columns[index])) {
      sql('UPDATE runs SET row = ? WHERE number = ?').run(row, kept.number);
    } else {
      sql(UPDATE).run(...columns, row, kept.number);
      known.set(run, { number: kept.number, columns });
    }
  }

  return {
    toStage(rows) {
      const ofRuns = (rows.runs ?? []).map((run) => [run.run, stagedRun(run)] as const);
      const ofCheckpoints = (rows.checkpoints ?? []).map(
        ({ run, sequence, state }) => [run, [sequence, JSON.stringify(state)]] as const,
      );
      return () => {
        for (const [run, staged] of ofRuns) runs.set(run, staged);
        for (const [run, staged] of ofCheckpoints) checkpoints.set(run, staged);
      };
    },
    write() {
      for (const [run, staged] of runs) writeRun(run, staged);
      for (const [run, [sequence, state]] of checkpoints) {
        sql('INSERT INTO checkpoints (run, sequence, state) VALUES (?, ?, ?) ON CONFLICT (run) DO UPDATE SET sequence = excluded.sequence, state = excluded.state').run(run, sequence, state); // prettier-ignore
      }
      runs.clear();
      checkpoints.clear();
    },
    forget() {
      runs.clear();
      checkpoints.clear();
      known.clear();
    },
  };
}

const INSERT = `INSERT INTO runs (run, workflow, ticket, parent, ended, due_ms, activated_by, ready, row) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (run) DO UPDATE SET workflow = excluded.workflow, ticket = excluded.ticket, parent = excluded.parent,
    ended = excluded.ended, due_ms = excluded.due_ms, activated_by = excluded.activated_by, ready = excluded.ready, row = excluded.row
  RETURNING number`;

const UPDATE = `UPDATE runs SET workflow = ?, ticket = ?, parent = ?, ended = ?, due_ms = ?, activated_by = ?, ready = ?, row = ?
  WHERE number = ?`;

function stagedRun(run: RunRecord): StagedRun {
  const due = run.due === null ? null : Date.parse(run.due);
  const ended = run.status === 'ended' ? 1 : 0;
  const ready = run.waiting === true ? 0 : 1;
  const columns = [run.workflow, run.ticket, run.parent, ended, due, activatedByOf(run), ready];
  return { columns, row: JSON.stringify(run) };
}
