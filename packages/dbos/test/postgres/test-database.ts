import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { inject } from 'vitest';

/** The URL of a database that nobody else has, and nothing is in. It goes with the run's server. */
export async function testDatabase(): Promise<string> {
  const server = await text(connect(inject('postgres')));
  if (server === '') throw new Error('the PostgreSQL for this test run did not start: what it said is above');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await withDatabase(server, (database) => database.query(`CREATE DATABASE ${name}`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Does something to a database over a session of its own. */
export async function withDatabase<Result>(
  url: string,
  act: (database: pg.Client) => Promise<Result>,
): Promise<Result> {
  const database = new pg.Client({ connectionString: url });
  await database.connect();
  try {
    return await act(database);
  } finally {
    await database.end();
  }
}
