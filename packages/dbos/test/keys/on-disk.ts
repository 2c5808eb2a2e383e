import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { withDatabase } from '../postgres/test-database.ts';

/** Which of these bytes lie in a file of this database, or in the server's log: as they would once everything was written back. */
export async function onDisk(url: string, looked: readonly Buffer[]): Promise<readonly boolean[]> {
  const folders = await withDatabase(url, async (database) => {
    await database.query('VACUUM');
    await database.query('CHECKPOINT');
    const { rows } = await database.query<{ data: string; oid: string }>(`SELECT current_setting('data_directory') AS data, oid::text FROM pg_database WHERE datname = current_database()`); // prettier-ignore
    return rows.flatMap(({ data, oid }) => [join(data, 'base', oid), join(data, 'pg_wal')]);
  });
  const found = looked.map(() => false);
  for (const folder of folders)
    for (const name of readdirSync(folder)) {
      const content = fileAt(join(folder, name));
      for (const [place, each] of looked.entries()) found[place] ||= content.includes(each);
    }
  return found;
}

/** Of a server that others use as well: a file may be gone by the time it is read. */
function fileAt(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}
