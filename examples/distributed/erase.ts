/**
 * Erases a person, while workers work: `pnpm workers:erase URL PERSON BY REASON`. Their keys are destroyed, and the wrapping key is changed, so
 * that no copy of the database of keys tells them either. Who works ends, and works on with the keys that are left. Interrupted, it is run again.
 */
import { erasePerson, privateStore } from '@deskbook/core/privacy';
import { postgresStore } from '@deskbook/dbos';
import { openKeys } from './open-keys.ts';
import { keepWrappingKeys, newWrappingKey, wrappingKeys } from './wrapping-keys.ts';

const [url, person, by, reason] = process.argv.slice(2);
if (url === undefined || person === undefined || by === undefined || reason === undefined) {
  console.error('usage: pnpm workers:erase URL PERSON BY REASON');
  process.exit(2);
}

// The new one is on every machine before anything is wrapped with it; here there is one machine.
const newest = newWrappingKey();
keepWrappingKeys([newest, ...wrappingKeys()]);
const keys = await openKeys(url);
const store = privateStore(await postgresStore({ url }), { keys });
try {
  const { runs, tickets, entries } = await erasePerson(store, { person, by, reason, at: new Date().toISOString() });
  console.log(`${person} was erased: ${entries} entries of ${runs} runs, ${tickets} tickets`);
  console.log(`${await keys.rewrap()} keys were wrapped with another wrapping key`);
} finally {
  await store.close();
}
// The old ones go from every machine: what was wrapped with them and nothing else is gone from every copy.
keepWrappingKeys([newest]);
