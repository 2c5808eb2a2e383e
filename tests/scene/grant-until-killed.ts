/**
 * Takes the example's access request through to its end, in a process of its own: every entry that is durable is printed, and what is
 * performed is written to a file under its key, as the world would remember it. To be killed on the way.
 */
import { appendFileSync, writeSync } from 'node:fs';
import { sqliteStore } from '@deskbook/core';
import { answerAccessRequest, openAcme, webhook } from './acme-desk.ts';

const [path = '', world = ''] = process.argv.slice(2);
const opened = await openAcme({
  store: sqliteStore(path),
  perform: (perform) => async (action, input, options) => {
    appendFileSync(world, `${action} ${options.key}\n`);
    writeSync(1, `performing ${action}\n`);
    // Time to be killed in, between the world and the journal.
    await new Promise((resolve) => setTimeout(resolve, 20));
    return perform(action, input, options);
  },
  onEntry: (_, { type }) => void writeSync(1, `${type}\n`),
});
await opened.desk.receive(webhook('jira', 'jira/issue_created.json'));
await answerAccessRequest(opened);
await opened.desk.close();
