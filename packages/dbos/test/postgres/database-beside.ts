import pg from 'pg';

/** The URL of a database beside another on its server, called as that one with an ending. It is made where it is not there. */
export async function databaseBeside(url: string, ending: string): Promise<string> {
  const beside = new URL(url);
  beside.pathname += ending;
  const name = beside.pathname.slice(1);
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  return beside.href;
}
