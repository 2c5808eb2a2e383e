import pg from 'pg';

/** The lock of the database that whoever launches holds. */
const LOCK = 0x44_4b_42_4c;

/** How long between two tries to get it, in milliseconds. */
const PAUSE = 50;

/**
 * Processes that start at once make the tables of DBOS one after another. Nobody waits inside a statement: an index that is made while others
 * write would wait for that in turn.
 */
export async function oneAfterAnother<Result>(url: string, work: () => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, application_name: 'deskbook launch', keepAlive: true });
  client.on('error', () => {});
  await client.connect();
  const isMine = async (): Promise<boolean> => {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [LOCK]);
    return rows[0]?.mine === true;
  };
  try {
    while (!(await isMine())) await new Promise((resolve) => setTimeout(resolve, PAUSE));
    return await work();
  } finally {
    await client.end().catch(() => {});
  }
}
