/**
 * Two workers, and a process that takes in what comes and performs nothing, over one PostgreSQL: `pnpm workers URL`. Requests come in, the
 * workers share what is to be done about them, and go on until Ctrl-C. Kill one meanwhile: the other has its work within five seconds.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CLOUD_EVENTS_SOURCE } from '@deskbook/core';
import { fixturePorts, joinFixtures } from '@deskbook/core/testing';
import { openSharedDesk } from '@deskbook/dbos';
import { loadBundle } from '@deskbook/dsl/load';
import { openKeys } from './open-keys.ts';

const [url] = process.argv.slice(2);
if (url === undefined) {
  console.error('usage: pnpm workers URL\n`pnpm postgres`, in another terminal, starts a server and says its URL.');
  process.exit(2);
}
const acme = join(import.meta.dirname, '..', 'acme-it');
const { bundle, fixtures } = await loadBundle(acme);
if (bundle === null) throw new Error('the example has errors: pnpm -s deskbook lint examples/acme-it');
const ports = fixturePorts(joinFixtures(Object.values(fixtures)), { bundle });
const desk = await openSharedDesk({ ...ports, url, keys: await openKeys(url), bundle });

const workers = ['anna', 'bert'].map((name) => {
  const file = join(import.meta.dirname, 'worker.ts');
  const parameters = ['--conditions=@deskbook/source', '--no-deprecation', file, url, name];
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => console.log(`  ${line}`));
  return { child, ready: once(lines, 'line'), left: once(child, 'exit') };
});
await Promise.all(workers.map(({ ready }) => ready));

for (const name of ['password-reset', 'software-install', 'disk-full', 'incident', 'general-question']) {
  const body = readFileSync(join(acme, 'events', `${name}.json`), 'utf8');
  const receipt = await desk.receive({ source: CLOUD_EVENTS_SOURCE, headers: {}, body });
  const started = receipt.status === 'accepted' ? receipt.started.map(({ workflow }) => workflow) : [];
  console.log(`${name} came in: ${[receipt.status, ...started].join(', ')}`);
}
await desk.settle();

console.log('\nWhat became of it:');
for (const { run, workflow, status, end } of desk.runs({})) console.log(`  ${workflow}: ${end ?? status} (${run})`);
console.log('\nWhat lies with people:');
for (const { title, assignees, task } of desk.tasks({})) console.log(`  ${assignees.join(', ')}: ${title} (${task})`);
console.log('\nThe workers go on until Ctrl-C.');

const stop = async (): Promise<void> => {
  for (const { child } of workers) child.kill('SIGTERM');
  await Promise.all(workers.map(({ left }) => left));
  await desk.close();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
