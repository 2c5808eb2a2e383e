import { fixturePorts } from '@deskbook/core/testing';
import { openWorker } from '@deskbook/dbos';
import { jobBundle } from '../../packages/dbos/test/worker/job-bundle.ts';

/** A worker whose world answers at once: `desk-worker.ts URL`. Ends when it is told nothing more. */
const [url = ''] = process.argv.slice(2);
const { bundle, fixtures } = jobBundle();
const { directory } = fixturePorts(fixtures, { bundle });
const worker = await openWorker({
  url,
  keys: null,
  bundle,
  directory,
  perform: async () => ({ status: 'done', output: {} }),
});
process.stdout.write('ready\n');
process.stdin.on('end', () => void worker.close().then(() => process.exit(0))).resume();
